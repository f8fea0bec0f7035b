-- Webhooks: where each partner is told what happened, what is on its way there, and the keys that sign it. The queue stands
-- outside the customers' own tables and is filled from their announcements, so it can be claimed across all of them.
create table webhook_registration (
  -- One for each partner, as at the public API.
  partner_id              uuid primary key references partner,
  url                     text not null,
  events                  text[] not null,
  -- Whether the signature travels as `x-ms-signature` instead of `Authorization`.
  signature_in_ms_header  boolean not null,
  changed_at              timestamptz not null
);

-- One row for each announcement that a partner asked to be told, under the announcement's own id: handing it over twice
-- changes nothing, and receivers know a repeat by it.
create table webhook_delivery (
  delivery_id      uuid primary key,
  partner_id       uuid not null references partner,
  event_name       text not null,
  resource_name    text not null,
  -- Without the server's address and version, as in the announcement.
  resource_uri     text not null,
  -- The id of the audit record on the wire.
  audit_record_id  text,
  correlation_id   uuid not null,
  happened_at      timestamptz not null,
  queued_at        timestamptz not null,
  state            text not null check (state in ('waiting', 'delivered', 'given_up')),
  -- Tries since it was queued or last replayed.
  tries            integer not null default 0 check (tries >= 0),
  next_attempt_at  timestamptz,
  -- Who sends it at the moment, and until when nobody else may: a sender that dies lets go by the clock.
  claim_id         uuid,
  claimed_until    timestamptz,
  -- [{at, url, outcome, milliseconds}] in order, the oldest dropped.
  attempts         jsonb not null default '[]',
  settled_at       timestamptz,
  check ((state = 'waiting') = (next_attempt_at is not null)),
  check ((state = 'waiting') = (settled_at is null)),
  check ((claim_id is null) = (claimed_until is null))
);
create index webhook_delivery_due on webhook_delivery (partner_id, next_attempt_at, delivery_id) where state = 'waiting';
create index webhook_delivery_claimed on webhook_delivery (partner_id, claimed_until) where claim_id is not null;
create index webhook_delivery_list on webhook_delivery (partner_id, queued_at desc, delivery_id desc);
create index webhook_delivery_settled on webhook_delivery (settled_at) where settled_at is not null;

-- The newest signs; the certificates of all can be fetched, since receivers may check late.
create table webhook_key (
  key_id       uuid primary key,
  private_key  text not null,
  certificate  text not null,
  created_at   timestamptz not null
);

-- A single row: whoever holds its lock hands announcements over, so that two senders do not do the same work.
create table webhook_relay (
  relay_id      integer primary key check (relay_id = 1),
  looked_at     timestamptz not null
);
insert into webhook_relay values (1, 'epoch');

-- What belongs to no audit record says itself which request it came from.
alter table announcement add column correlation_id uuid;
comment on column announcement.delivered_at is 'When it was handed to the webhooks, or found to be wanted by nobody.';
create index announcement_told on announcement (delivered_at) where delivered_at is not null;
