-- A preview of a change of an order's billing cycle names the order; one of a subscription's change names the subscription.
alter table change_preview alter column subscription_id drop not null;
alter table change_preview add column order_id uuid;
alter table change_preview add constraint change_preview_of_one check (num_nonnulls(subscription_id, order_id) = 1);
