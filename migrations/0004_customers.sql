-- Customers and what ties them to partners. A customer is one tenant; several partners may look after it.
create table customer (
  customer_id   uuid primary key,
  company_name  text not null,
  domain        text not null,
  country       text not null check (country ~ '^[A-Z]{2}$'),
  language      text not null default 'en',
  culture       text not null default 'en-US',
  email         text,
  address       jsonb not null default '{}',
  version       integer not null default 1,
  created_at    timestamptz not null
);

-- Domains are kept in lower case and searched by their beginning.
create index customer_domain on customer (domain text_pattern_ops);

-- The reseller relationship. `company_name` repeats the customer's, folded to lower case, so that a partner with
-- 250,000 customers reads one page of its list from one index.
create table relationship (
  customer_id               uuid not null references customer,
  partner_id                uuid not null references partner,
  company_name              text not null,
  state                     text not null default 'active' check (state in ('active', 'ended')),
  -- The services for which the customer granted delegated admin privileges: `*` is all of them.
  delegated_admin_services  text[] not null default '{}',
  delegated_admin_since     timestamptz,
  -- The indirect reseller of record, where the partner is an indirect provider.
  reseller_partner_id       uuid references partner,
  since                     timestamptz not null,
  ended_at                  timestamptz,
  primary key (customer_id, partner_id)
);
create index relationship_list on relationship (partner_id, company_name, customer_id) where state = 'active';
create index relationship_list_by_prefix on relationship (partner_id, company_name text_pattern_ops, customer_id) where state = 'active';
create index relationship_reseller on relationship (reseller_partner_id, company_name, customer_id) where state = 'active';

-- The Microsoft Customer Agreement: who accepted it for the customer, when, and who recorded it.
create table customer_agreement (
  customer_id     uuid not null references customer,
  agreement_id    uuid not null,
  agreement_type  text not null,
  template_id     uuid not null,
  date_agreed     timestamptz not null,
  primary_contact jsonb not null,
  partner_id      uuid not null references partner,
  user_id         uuid,
  primary key (customer_id, agreement_id)
);
