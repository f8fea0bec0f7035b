-- Upgrades that happened, what was promised before them, and the people they left behind.
create table upgrade (
  customer_id             uuid not null references customer,
  upgrade_id              uuid not null,
  partner_id              uuid not null references partner,
  source_subscription_id  uuid not null,
  target_subscription_id  uuid not null,
  upgrade_type            text not null check (upgrade_type in ('upgrade_only', 'upgrade_with_license_transfer')),
  quantity                integer not null check (quantity > 0),
  users_moved             integer not null check (users_moved >= 0),
  users_left_behind       integer not null check (users_left_behind >= 0),
  -- `finishing` while people are left behind and the source lives on with their seats.
  state                   text not null check (state in ('finishing', 'done', 'undone')),
  submitted_by            uuid,
  submitted_at            timestamptz not null,
  finished_at             timestamptz,
  primary key (customer_id, upgrade_id),
  foreign key (customer_id, source_subscription_id) references subscription (customer_id, subscription_id),
  foreign key (customer_id, target_subscription_id) references subscription (customer_id, subscription_id)
);
create index upgrade_source on upgrade (customer_id, source_subscription_id);
create index upgrade_partner on upgrade (partner_id, submitted_at desc, customer_id, upgrade_id);

-- One person whose licence did not move, with every reason; open until moved or given up.
create table left_behind_user (
  customer_id   uuid not null,
  upgrade_id    uuid not null,
  user_id       uuid not null,
  partner_id    uuid not null references partner,
  state         text not null check (state in ('open', 'moved', 'dismissed')),
  -- [{code, servicePlanIds, …}] as the law gave them.
  reasons       jsonb not null,
  recorded_at   timestamptz not null,
  closed_at     timestamptz,
  primary key (customer_id, upgrade_id, user_id),
  foreign key (customer_id, upgrade_id) references upgrade (customer_id, upgrade_id),
  foreign key (customer_id, user_id) references directory_user (customer_id, user_id)
);
create index left_behind_user_open on left_behind_user (partner_id, recorded_at desc, customer_id, user_id) where state = 'open';

-- What a preview promised: executing it does exactly that, or says what changed meanwhile.
create table upgrade_preview (
  customer_id             uuid not null references customer,
  preview_id              uuid not null,
  partner_id              uuid not null references partner,
  source_subscription_id  uuid not null,
  -- Hash of the promise: lines, seats, terms, users moved and left behind.
  promise_hash            text not null,
  promise                 jsonb not null,
  previewed_at            timestamptz not null,
  expires_at              timestamptz not null,
  primary key (customer_id, preview_id)
);
create index upgrade_preview_age on upgrade_preview (expires_at);
