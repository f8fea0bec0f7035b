-- The life of a subscription after its purchase: what falls due by itself, and that it was done once.
alter table subscription
  -- Up to this day the seats are paid for, where the ledger does not say so itself: it began later, or they cost nothing.
  add column paid_until date,
  -- The next day on which something falls due. Below every day after each change, until the daily run has looked at it.
  add column due_on date not null default '-infinity',
  add column suspended_on date generated always as ((suspended_at at time zone 'UTC')::date) stored;

create index subscription_due on subscription (due_on, customer_id, subscription_id) where status <> 'deleted';
create index subscription_term_end on subscription (partner_id, term_until, customer_id, subscription_id) where status = 'active';
create index subscription_removal on subscription (partner_id, suspended_on, customer_id, subscription_id) where status = 'suspended';

-- What was done when it fell due. The key lets each thing happen once, however many runs come upon it at a time.
create table life_cycle_event (
  customer_id      uuid not null,
  subscription_id  uuid not null,
  event            text not null check (event in ('cycle', 'renew', 'expire', 'trial_end', 'remove', 'follow_base')),
  due_on           date not null,
  partner_id       uuid not null references partner,
  -- The event of the ledger lines and of the audit entry.
  event_id         uuid not null,
  done_at          timestamptz not null,
  primary key (customer_id, subscription_id, event, due_on),
  foreign key (customer_id, subscription_id) references subscription (customer_id, subscription_id)
);
