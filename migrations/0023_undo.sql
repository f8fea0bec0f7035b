-- What an upgrade must remember so that it can be undone: how the source was, until when, and what each user who moved
-- had before.
create table upgrade_undo (
  customer_id       uuid not null,
  upgrade_id        uuid not null,
  source_quantity   integer not null,
  -- The source's version after the upgrade; any other means that somebody changed it since.
  source_version    integer not null,
  undoable_until    timestamptz not null,
  undone_at         timestamptz,
  undone_by         uuid,
  primary key (customer_id, upgrade_id),
  foreign key (customer_id, upgrade_id) references upgrade (customer_id, upgrade_id)
);

create table upgrade_move (
  customer_id      uuid not null,
  upgrade_id       uuid not null,
  user_id          uuid not null,
  -- The licence of the source product as it was, and what was switched off in that of the target afterwards.
  disabled_before  uuid[] not null,
  assigned_before  timestamptz not null,
  disabled_after   uuid[] not null,
  -- The user had the target product already, so the upgrade only took the source's licence.
  had_target       boolean not null,
  primary key (customer_id, upgrade_id, user_id),
  foreign key (customer_id, upgrade_id) references upgrade (customer_id, upgrade_id),
  foreign key (customer_id, user_id) references directory_user (customer_id, user_id)
);
