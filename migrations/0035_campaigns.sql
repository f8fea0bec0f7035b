-- Campaigns: many upgrades that are worked out, approved and carried out together. A campaign is a row of its partner; what
-- it asks of a customer is a row among that customer's own, so that carrying it out touches one customer and no other.
create table campaign_setting (
  partner_id           uuid primary key references partner,
  -- Whoever prepared a campaign may not approve it.
  needs_second_person  boolean not null,
  changed_at           timestamptz not null
);

create table campaign (
  campaign_id          uuid primary key,
  partner_id           uuid not null references partner,
  -- The request that made it: a repeat finds this campaign instead of making another.
  request_id           uuid not null,
  name                 text not null check (name <> ''),
  state                text not null check (state in ('choosing', 'rehearsing', 'ready', 'approved', 'running', 'paused', 'stopped', 'done')),
  -- How its rows are chosen: {kind: 'filter', filter, target} or {kind: 'listed'}.
  choice               jsonb not null,
  upgrade_type         text check (upgrade_type in ('upgrade_only', 'upgrade_with_license_transfer')),
  -- At most so many rows in any sixty seconds; null for no limit.
  rows_per_minute      integer check (rows_per_minute between 1 and 100000),
  -- {from, until, timeZone}: the hours of a day in which rows may begin; null for all.
  hours                jsonb,
  -- Whether a row may run on a later day than it was worked out for, and is billed by that day.
  accepts_later_day    boolean not null,
  -- Whose rights decide, and as whom the upgrades are recorded: whoever prepared it.
  prepared_by_kind     text not null check (prepared_by_kind in ('user', 'application')),
  prepared_by          uuid not null,
  prepared_by_name     text not null,
  prepared_at          timestamptz not null,
  -- Whose rights decide about taking upgrades back: whoever asked for it last.
  undo_by_kind         text check (undo_by_kind in ('user', 'application')),
  undo_by              uuid,
  approved_by          uuid,
  approved_by_name     text,
  approved_at          timestamptz,
  -- Why it does not go on by itself: {code, …}.
  trouble              jsonb,
  -- [{at, rows}] of the last sixty seconds: what counts against the limit, whichever process carried it out.
  begun                jsonb not null default '[]',
  -- Which process chooses its rows at the moment, and until when no other may.
  claim_id             uuid,
  claimed_until        timestamptz,
  -- Some row waits to be taken back.
  is_undoing           boolean not null default false,
  created_at           timestamptz not null,
  started_at           timestamptz,
  finished_at          timestamptz,
  check ((approved_at is null) = (approved_by is null)),
  check ((claim_id is null) = (claimed_until is null))
);
create unique index campaign_request on campaign (partner_id, request_id);
create index campaign_list on campaign (partner_id, created_at desc, campaign_id desc);
create index campaign_at_work on campaign (campaign_id) where state in ('choosing', 'rehearsing', 'running') or is_undoing;

-- One subscription that is to be upgraded: what was asked, what the dry run promised, and what came of it.
create table campaign_row (
  customer_id           uuid not null references customer,
  -- Also the request id of its upgrade. Ids made later sort later, so rows keep the order in which they were chosen.
  row_id                uuid not null,
  partner_id            uuid not null references partner,
  campaign_id           uuid not null references campaign,
  subscription_id       uuid not null,
  target_offer_id       text not null,
  -- What was asked for; null for all seats of the source, and for users moving along where they can.
  asked_quantity        integer check (asked_quantity > 0),
  asked_type            text check (asked_type in ('upgrade_only', 'upgrade_with_license_transfer')),
  state                 text not null check (state in ('chosen', 'possible', 'refused', 'changed', 'failed', 'upgraded', 'undoing', 'undone')),
  -- What the dry run promised.
  preview_id            uuid,
  promise_hash          text,
  rehearsed_at          timestamptz,
  -- {upgradeType, quantity, lines, before, after, months, leftBehind}: the bill, and who stays, with reasons.
  plan                  jsonb,
  currency              text,
  total_minor           bigint,
  -- What a month costs more afterwards, rounded.
  month_more_minor      bigint,
  users_moved           integer,
  users_left_behind     integer,
  -- Why not: the law's own reasons, of the dry run or of the run.
  reasons               jsonb not null default '[]',
  -- What differed from the promise when it was to be carried out: [{what, promised, now}].
  differences           jsonb not null default '[]',
  -- What came of it.
  upgrade_id            uuid,
  begun_at              timestamptz,
  finished_at           timestamptz,
  undo_reasons          jsonb not null default '[]',
  -- How often something unforeseen kept it from being carried out.
  failures              integer not null default 0,
  claim_id              uuid,
  claimed_until         timestamptz,
  primary key (customer_id, row_id),
  check ((claim_id is null) = (claimed_until is null))
);
create unique index campaign_row_once on campaign_row (customer_id, campaign_id, subscription_id);
create index campaign_row_list on campaign_row (partner_id, campaign_id, row_id, customer_id);
create index campaign_row_state on campaign_row (partner_id, campaign_id, state, row_id, customer_id);
