-- What was done: audit entries, announcements for the outside world, and answers already given.
create table audit_entry (
  customer_id           uuid not null,
  audit_id              uuid not null,
  partner_id            uuid not null,
  customer_name         text,
  user_id               uuid,
  user_principal_name   text,
  application_id        uuid,
  remote_address        text,
  resource_type         text not null,
  resource_id           text,
  -- JSON as text: the wire carries it as a string, and nobody asks the database for what is inside.
  resource_old_value    text,
  resource_new_value    text,
  operation_type        text not null,
  operation_status      text not null check (operation_status in ('succeeded', 'failed', 'progress', 'decline')),
  operation_date        timestamptz not null,
  correlation_id        uuid not null,
  customized_data       jsonb not null default '[]',
  primary key (customer_id, audit_id)
);
create index audit_entry_partner on audit_entry (partner_id, operation_date desc, customer_id, audit_id);

-- Facts to be told to others once they are committed. Read per customer or by one relay; told at least once.
create table announcement (
  customer_id    uuid not null,
  event_id       uuid not null,
  partner_id     uuid not null,
  event_name     text not null,
  resource_name  text not null,
  resource_uri   text not null,
  audit_id       uuid,
  announced_at   timestamptz not null,
  delivered_at   timestamptz,
  primary key (customer_id, event_id)
);
create index announcement_waiting on announcement (partner_id, announced_at) where delivered_at is null;

-- The answer to each writing request, under the caller's own request id, so that a repeat gets the same answer.
-- Written in the transaction of the effect: either both are there or neither.
create table answered_request (
  customer_id  uuid not null,
  caller_id    uuid not null,
  request_id   uuid not null,
  -- What was asked: a hash of method, path and body. People pin one request id for several different calls, so
  -- the same id with another question is another request.
  question     text not null,
  status       integer not null,
  -- JSON as text, so that a repeat reads the very same bytes.
  answer       text not null,
  answered_at  timestamptz not null,
  primary key (customer_id, caller_id, request_id, question)
);
create index answered_request_age on answered_request (answered_at);
