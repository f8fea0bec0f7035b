-- What a partner asks of customers: links of a single use, by which a customer's admin accepts a relationship or
-- delegated administration. Small tables, outside the customers' own: the customer is often not known yet.
create table relationship_request (
  request_id            uuid primary key,
  partner_id            uuid not null references partner,
  -- The link holds a secret of which this is the hash, so a copy of this table opens no door.
  token_hash            text not null unique,
  kind                  text not null check (kind in ('reseller', 'delegated_admin')),
  -- For a reseller relationship: whether delegated admin privileges are asked along.
  with_delegated_admin  boolean not null default false,
  -- The indirect reseller that is to look after the customer, where an indirect provider asks.
  reseller_partner_id   uuid references partner,
  -- For `delegated_admin`: which relationship of which customer is to be approved.
  tenant_id             uuid,
  relationship_id       uuid,
  -- Whom it is meant for, in the sender's own words.
  note                  text not null default '',
  requested_by          text not null,
  requested_at          timestamptz not null,
  expires_at            timestamptz not null,
  revoked_at            timestamptz,
  answered_at           timestamptz,
  answer                text check (answer in ('accepted', 'declined')),
  answered_by           text,
  check ((kind = 'delegated_admin') = (relationship_id is not null)),
  check ((answered_at is null) = (answer is null)),
  check (requested_at < expires_at)
);
create index relationship_request_list on relationship_request (partner_id, requested_at desc, request_id);

-- Which indirect resellers work with which indirect provider. It shares no customers: each customer agrees for itself.
create table partner_relationship (
  provider_partner_id  uuid not null references partner,
  reseller_partner_id  uuid not null references partner,
  since                timestamptz not null,
  primary key (provider_partner_id, reseller_partner_id),
  check (provider_partner_id <> reseller_partner_id)
);
create index partner_relationship_reseller on partner_relationship (reseller_partner_id, provider_partner_id);

-- Those that are known from their customers.
insert into partner_relationship (provider_partner_id, reseller_partner_id, since)
select partner_id, reseller_partner_id, min(since) from relationship where reseller_partner_id is not null group by 1, 2;

-- A provider's list narrowed to one reseller, in the order of names.
create index relationship_by_reseller on relationship (partner_id, reseller_partner_id, company_name text_pattern_ops, customer_id)
  where state = 'active' and reseller_partner_id is not null;

-- People of customers who sign in at the embedded identity provider, which exists in demonstrations only. Elsewhere
-- they sign in at their own directory, and nothing of them is kept here.
create table tenant_person (
  user_id              uuid primary key,
  -- The tenant that they belong to: a customer, or one that may become one.
  tenant_id            uuid not null,
  user_principal_name  text not null,
  display_name         text not null,
  -- Ids of their roles in the directory, as the `wids` claim carries them.
  directory_roles      uuid[] not null default '{}',
  password_hash        text not null,
  created_at           timestamptz not null
);
create unique index tenant_person_name on tenant_person (lower(user_principal_name));
