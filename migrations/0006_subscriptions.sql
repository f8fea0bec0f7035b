-- What a customer bought from a partner that works here.
create table subscription (
  customer_id             uuid not null references customer,
  subscription_id         uuid not null,
  partner_id              uuid not null references partner,
  order_id                uuid not null,
  offer_id                text not null references offer,
  friendly_name           text not null,
  quantity                integer not null check (quantity >= 0),
  status                  text not null check (status in ('pending', 'active', 'suspended', 'deleted')),
  billing_cycle           text not null check (billing_cycle in ('none', 'monthly', 'annual')),
  auto_renew              boolean not null default true,
  parent_subscription_id  uuid,
  -- The seats' price for one billing period, locked for the term.
  unit_price_minor        bigint not null,
  currency                text not null check (currency ~ '^[A-Z]{3}$'),
  -- The paid term, half open: it ends before `term_until`.
  term_from               date not null,
  term_until              date not null,
  created_at              timestamptz not null,
  suspended_at            timestamptz,
  deleted_at              timestamptz,
  suspension_reasons      text[] not null default '{}',
  -- The indirect reseller's MPN id, where there is one.
  reseller_mpn_id         text,
  -- The subscription that this one replaced by an upgrade.
  upgraded_from_id        uuid,
  -- Counts the changes; it is inside the ETag.
  version                 integer not null default 1,
  primary key (customer_id, subscription_id),
  foreign key (customer_id, parent_subscription_id) references subscription (customer_id, subscription_id),
  foreign key (customer_id, upgraded_from_id) references subscription (customer_id, subscription_id),
  check (term_from < term_until)
);
create index subscription_partner on subscription (partner_id, customer_id, subscription_id);
create index subscription_portfolio on subscription (partner_id, offer_id, status, quantity) include (customer_id);

-- What a customer holds through someone who does not work here: another partner, the web, a volume agreement, a key.
create table entitlement (
  customer_id      uuid not null references customer,
  entitlement_id   uuid not null,
  channel          text not null check (channel in ('other_partner', 'web_direct', 'volume_agreement', 'open_license', 'retail_key', 'advisor')),
  offer_id         text not null references offer,
  quantity         integer not null check (quantity > 0),
  status           text not null check (status in ('active', 'suspended', 'cancelled')),
  held_since       date not null,
  held_until       date,
  recorded_at      timestamptz not null,
  primary key (customer_id, entitlement_id)
);
