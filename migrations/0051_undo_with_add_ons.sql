-- An upgrade that decided about add-ons can be undone, too: it remembers what became of them, and the licences that went
-- with those that ended. Upgrades from before have no row in upgrade_undo, so an empty list always means that there was none.
alter table upgrade_undo add column add_ons jsonb not null default '[]';
-- Until when such an upgrade can be undone. Its `undoable_until` is the instant of the upgrade, so that a version that knows
-- nothing of add-ons does not undo half of it.
alter table upgrade_undo add column whole_undoable_until timestamptz;

create table upgrade_released_license (
  customer_id     uuid not null,
  upgrade_id      uuid not null,
  user_id         uuid not null,
  sku_id          uuid not null,
  group_id        uuid not null,
  disabled_plans  uuid[] not null,
  assigned_at     timestamptz not null,
  primary key (customer_id, upgrade_id, user_id, sku_id, group_id),
  foreign key (customer_id, upgrade_id) references upgrade (customer_id, upgrade_id),
  foreign key (customer_id, user_id) references directory_user (customer_id, user_id)
);
