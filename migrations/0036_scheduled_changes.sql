-- Changes of a subscription that were decided today and happen on a later day: another number of seats, or an upgrade. What
-- such a change was based on is kept with it, so that a later edit of the seats re-bases it and both can be told.
create table scheduled_change (
  customer_id      uuid not null references customer,
  -- Also the request id under which it is carried out: a second time the same finds the first answer.
  schedule_id      uuid not null,
  partner_id       uuid not null references partner,
  subscription_id  uuid not null,
  -- {kind: 'seats', mode: 'to' | 'by', seats, acceptLicenseConflict} or {kind: 'upgrade', targetOfferId, upgradeType, addOns}.
  wish             jsonb not null,
  -- Whether it goes with the renewal: then its day follows the end of the term.
  at_renewal       boolean not null,
  due_on           date not null,
  state            text not null check (state in ('pending', 'done', 'failed', 'cancelled')),
  -- The seats that it was decided or last re-based on.
  base_quantity    integer not null check (base_quantity > 0),
  -- [{at, what, was, became, because, version}]: how it was re-based.
  history          jsonb not null default '[]',
  -- When it was last worked out for its day, the subscription's version then, and what came of that: the reasons against it,
  -- and {quantity, totalMinor, currency, usersLeftBehind}. Once it ended, what came of it.
  checked_at       timestamptz,
  checked_version  bigint,
  reasons          jsonb not null default '[]',
  outcome          jsonb,
  -- The day on which somebody has to look at it next; never after its own.
  look_on          date not null,
  -- Whose rights decide, and as whom it is recorded: whoever scheduled or changed it last.
  asked_by_kind    text not null check (asked_by_kind in ('user', 'application')),
  asked_by         uuid not null,
  asked_by_name    text not null,
  created_at       timestamptz not null,
  changed_at       timestamptz not null,
  finished_at      timestamptz,
  primary key (customer_id, schedule_id),
  foreign key (customer_id, subscription_id) references subscription (customer_id, subscription_id),
  check (look_on <= due_on),
  check ((state = 'pending') = (finished_at is null))
);
create index scheduled_change_subscription on scheduled_change (customer_id, subscription_id);
create index scheduled_change_partner on scheduled_change (partner_id, due_on, customer_id, schedule_id);
create index scheduled_change_look on scheduled_change (look_on, customer_id, schedule_id) where state = 'pending';
