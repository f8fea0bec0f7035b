-- What somebody is about to buy: lines as they were asked for, until they are ordered or forgotten.
create table cart (
  customer_id   uuid not null references customer,
  cart_id       uuid not null,
  partner_id    uuid not null references partner,
  status        text not null check (status in ('active', 'ordered')),
  -- [{line, offerId, quantity, billingCycle, friendlyName, base, resellerMpnId, asked}] in the order of the lines.
  lines         jsonb not null,
  -- The orders that the checkout made.
  order_ids     uuid[] not null default '{}',
  created_at    timestamptz not null,
  modified_at   timestamptz not null,
  modified_by   text not null,
  expires_at    timestamptz not null,
  primary key (customer_id, cart_id)
);
create index cart_age on cart (expires_at);
