-- Trials that became paid subscriptions. The subscription keeps its id and changes its offer, so this is where one can see
-- that the customer had the trial.
create table trial_conversion (
  customer_id      uuid not null,
  subscription_id  uuid not null,
  partner_id       uuid not null references partner,
  trial_offer_id   text not null references offer,
  offer_id         text not null references offer,
  quantity         integer not null check (quantity > 0),
  billing_cycle    text not null check (billing_cycle in ('none', 'monthly', 'annual')),
  converted_at     timestamptz not null,
  primary key (customer_id, subscription_id),
  foreign key (customer_id, subscription_id) references subscription (customer_id, subscription_id)
);
