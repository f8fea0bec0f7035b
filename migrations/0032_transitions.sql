-- What became of subscriptions of new commerce in the middle of their term, or at its end as it was scheduled.
create table transition (
  customer_id           uuid not null,
  -- The operation's id on the wire, and the event of its ledger lines.
  transition_id         uuid not null,
  partner_id            uuid not null references partner,
  from_subscription_id  uuid not null,
  to_subscription_id    uuid not null,
  from_offer_id         text not null references offer,
  to_offer_id           text not null references offer,
  quantity              integer not null check (quantity > 0),
  transition_type       text not null check (transition_type in ('transition_only', 'transition_with_license_transfer')),
  term_duration         text not null check (term_duration in ('P1M', 'P1Y', 'P3Y')),
  billing_cycle         text not null check (billing_cycle in ('none', 'monthly', 'annual')),
  -- [{name, status, timestamp, errors}] as the wire has them.
  events                jsonb not null,
  requested_at          timestamptz not null,
  primary key (customer_id, transition_id),
  foreign key (customer_id, from_subscription_id) references subscription (customer_id, subscription_id),
  foreign key (customer_id, to_subscription_id) references subscription (customer_id, subscription_id)
);
create index transition_source on transition (customer_id, from_subscription_id, requested_at);

-- An upgrade of new commerce can leave the subscription its id: then what it was, and what it became, stand here.
alter table upgrade add column source_offer_id text references offer;
alter table upgrade add column target_offer_id text references offer;
