-- The ledger. Append-only: a correction is a new line. Amounts are whole minor units of `currency`.
create table charge (
  customer_id       uuid not null references customer,
  charge_id         uuid not null,
  partner_id        uuid not null references partner,
  subscription_id   uuid not null,
  offer_id          text not null references offer,
  -- The event that caused it: an upgrade, a purchase, a seat change. All lines of one event add up.
  event_id          uuid not null,
  cause             text not null check (cause in ('purchase', 'cycle', 'seat_change', 'cancel', 'reactivate', 'cycle_change', 'renew', 'upgrade_cancel', 'upgrade_purchase', 'undo', 'correction')),
  charge_type       text not null,
  charged_from      date not null,
  charged_until     date not null,
  quantity          integer not null,
  -- The price of one seat for a whole billing period of `period_days` days.
  unit_price_minor  bigint not null,
  period_days       integer not null check (period_days > 0),
  amount_minor      bigint not null,
  currency          text not null check (currency ~ '^[A-Z]{3}$'),
  rounding          text not null,
  charged_at        timestamptz not null,
  primary key (customer_id, charge_id),
  check (charged_from <= charged_until)
);
create index charge_subscription on charge (customer_id, subscription_id, charged_at);
create index charge_partner on charge (partner_id, charged_at);
