-- Prices that an operator imported, over those that came with the catalogue, and margins. Reference tables: small,
-- rarely written, never part of a customer's transaction.
create table price_list (
  price_list_id  uuid primary key,
  -- The partner for whom alone they hold; null for all.
  partner_id     uuid references partner,
  name           text not null,
  currency       text not null check (currency ~ '^[A-Z]{3}$'),
  -- SHA-256 of what the file says: importing it again changes nothing.
  content_hash   text not null,
  imported_at    timestamptz not null
);
create unique index price_list_content on price_list (coalesce(partner_id, '00000000-0000-0000-0000-000000000000'), content_hash);

create table price (
  price_list_id   uuid not null references price_list,
  offer_id        text not null references offer,
  billing_cycle   text not null check (billing_cycle in ('none', 'monthly', 'annual')),
  -- ISO country of the customers for whom it holds; empty for every country.
  market          text not null default '' check (market = '' or market ~ '^[A-Z]{2}$'),
  effective_from  date not null,
  -- One seat for one billing period.
  list_minor      bigint not null check (list_minor >= 0),
  partner_minor   bigint check (partner_minor >= 0),
  primary key (price_list_id, offer_id, billing_cycle, market, effective_from)
);

-- What a partner puts on top of its bill for one reseller's customers, in hundredths of a percent.
create table reseller_margin (
  partner_id           uuid not null references partner,
  reseller_partner_id  uuid not null references partner,
  basis_points         integer not null check (basis_points between -10000 and 100000),
  set_at               timestamptz not null,
  primary key (partner_id, reseller_partner_id)
);

-- The same for one customer; it goes before the reseller's.
create table customer_margin (
  customer_id   uuid not null references customer,
  partner_id    uuid not null references partner,
  basis_points  integer not null check (basis_points between -10000 and 100000),
  set_at        timestamptz not null,
  primary key (customer_id, partner_id)
);
