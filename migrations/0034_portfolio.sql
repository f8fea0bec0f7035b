-- What decides about a subscription's upgrades, beside the catalogue and the day: one row for each active subscription
-- of a product that can become another. Every change to a customer marks it in its own transaction; who is marked is read from the facts
-- themselves until the rows are written anew (docs/decisions/0050).
create table portfolio_subscription (
  customer_id      uuid not null,
  subscription_id  uuid not null,
  partner_id       uuid not null references partner,
  -- The facts that decide, as JSON, and their hash: subscriptions with the same hash have the same verdicts, as far as no
  -- limit of seats lies between them. Seats are no part of it, but beside it.
  combination      uuid not null,
  facts            text not null,
  quantity         integer not null,
  -- Seats of each entry of `held` in the facts, in its order, and all of them together.
  seats_held       integer[] not null,
  seats_beside     integer not null,
  -- What all its seats cost in one billing period.
  period_minor     bigint not null,
  renews_on        date not null,
  reseller_mpn_id  text,
  -- The first day on which the facts above are no longer true by themselves, because something granted for a time ends.
  -- `-infinity` for a customer with a clock of its own: it is looked at alone.
  settled_until    date not null,
  primary key (customer_id, subscription_id)
);
create index portfolio_subscription_list on portfolio_subscription (partner_id, customer_id, subscription_id)
  include (combination, quantity, seats_beside, period_minor, renews_on, settled_until, reseller_mpn_id);
create index portfolio_subscription_combination on portfolio_subscription (partner_id, combination, quantity);
create index portfolio_subscription_size on portfolio_subscription (partner_id, quantity, customer_id, subscription_id);
create index portfolio_subscription_renewal on portfolio_subscription (partner_id, renews_on, customer_id, subscription_id);
create index portfolio_subscription_reseller on portfolio_subscription (partner_id, reseller_mpn_id, customer_id, subscription_id)
  where reseller_mpn_id is not null;
create index portfolio_subscription_unsettled on portfolio_subscription (partner_id, settled_until) where settled_until < 'infinity';

-- A partner's customers: in which transaction something about one changed last, so that what was read before can be used
-- again where nothing changed since, and whether its rows above are still to be written anew.
create table portfolio_customer (
  customer_id  uuid not null,
  partner_id   uuid not null references partner,
  changed_in   xid8 not null,
  is_stale     boolean not null,
  -- By which pairs of products the rows above were written: what the catalogue made of them then.
  relevance    uuid,
  primary key (customer_id, partner_id)
);
create index portfolio_customer_changes on portfolio_customer (partner_id, changed_in);
create index portfolio_customer_relevance on portfolio_customer (partner_id, relevance);
create index portfolio_customer_stale on portfolio_customer (partner_id, customer_id) where is_stale;
