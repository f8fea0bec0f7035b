-- Files of customers, subscriptions, users, licences and entitlements on their way in: read and checked whole, then written
-- customer by customer. All of it is the partner's own; a customer's tables hold only what was written.
create table portfolio_import (
  import_id        uuid primary key,
  partner_id       uuid not null references partner,
  kind             text not null check (kind in ('customers', 'subscriptions', 'users', 'licenses', 'entitlements')),
  file_name        text not null,
  format           text not null check (format in ('csv', 'jsonl')),
  -- SHA-256 of the file; null until it was read to its end.
  content_hash     text,
  -- `reading` while the file comes in; `faulty` when something in it is wrong; `ready` when it can be started.
  state            text not null check (state in ('reading', 'faulty', 'ready', 'running', 'done')),
  -- {caller, correlationId, remoteAddress}: as whom it is written.
  actor            jsonb not null,
  actor_name       text not null,
  created_at       timestamptz not null,
  started_at       timestamptz,
  finished_at      timestamptz,
  row_count        integer not null default 0,
  mistake_count    integer not null default 0,
  -- What was there under the same key before, and stayed as it was.
  known_count      integer not null default 0,
  written_count    integer not null default 0,
  -- What could not be written, because something changed between the check and the writing.
  refused_count    integer not null default 0,
  -- Customers up to this one, in the order of their ids, are done with.
  written_through  uuid,
  -- Which process writes it at the moment, and until when no other may.
  claim_id         uuid,
  claimed_until    timestamptz,
  check ((claim_id is null) = (claimed_until is null))
);
create index portfolio_import_list on portfolio_import (partner_id, created_at desc, import_id desc);
create index portfolio_import_at_work on portfolio_import (import_id) where state in ('reading', 'running');

-- One row of a file that was read, until the import is done or thrown away.
create table portfolio_import_row (
  import_id    uuid not null references portfolio_import on delete cascade,
  -- What it will be known by: an id of its own, or one made from what names it.
  row_key      uuid not null,
  -- A second thing that no two rows may share: a customer's domain, a user's sign-in name.
  also_key     uuid,
  line         integer not null,
  -- The customer; a name of its own, because the row stands outside the customers' tables.
  tenant_id    uuid not null,
  content      jsonb not null,
  primary key (import_id, row_key)
);
create unique index portfolio_import_row_also on portfolio_import_row (import_id, also_key) where also_key is not null;
create index portfolio_import_row_order on portfolio_import_row (import_id, tenant_id, line);

-- What is wrong with a file, by line and column.
create table portfolio_import_mistake (
  import_id    uuid not null references portfolio_import on delete cascade,
  line         integer not null,
  column_name  text not null,
  found        text not null,
  expected     text not null,
  primary key (import_id, line, column_name)
);
