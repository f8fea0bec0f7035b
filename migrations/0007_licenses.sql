-- The customer's directory as far as licences need it: people, groups, and who holds a licence.
create table directory_user (
  customer_id           uuid not null references customer,
  user_id               uuid not null,
  user_principal_name   text not null,
  display_name          text not null,
  first_name            text not null default '',
  last_name             text not null default '',
  -- ISO country; without it no licence can be assigned.
  usage_location        text check (usage_location ~ '^[A-Z]{2}$'),
  state                 text not null default 'active' check (state in ('active', 'inactive')),
  soft_deleted_at       timestamptz,
  created_at            timestamptz not null,
  version               integer not null default 1,
  primary key (customer_id, user_id)
);
create unique index directory_user_name on directory_user (customer_id, lower(user_principal_name));
create index directory_user_list on directory_user (customer_id, display_name, user_id);

create table directory_group (
  customer_id   uuid not null references customer,
  group_id      uuid not null,
  display_name  text not null,
  primary key (customer_id, group_id)
);

-- One licence of one user. A licence belongs to a product (SKU), not to one subscription of it, as in the directory.
create table license (
  customer_id     uuid not null,
  user_id         uuid not null,
  sku_id          uuid not null,
  -- The group that hands the licence on; the zero id where it was assigned to the user directly.
  group_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  disabled_plans  uuid[] not null default '{}',
  assigned_at     timestamptz not null,
  primary key (customer_id, user_id, sku_id, group_id),
  foreign key (customer_id, user_id) references directory_user (customer_id, user_id)
);
create index license_sku on license (customer_id, sku_id, user_id);
