-- Who supports a subscription towards the customer, where that is not the partner who sold it.
create table support_contact (
  customer_id        uuid not null,
  subscription_id    uuid not null,
  support_tenant_id  uuid not null,
  support_mpn_id     text not null,
  name               text not null,
  changed_at         timestamptz not null,
  primary key (customer_id, subscription_id),
  foreign key (customer_id, subscription_id) references subscription (customer_id, subscription_id)
);
