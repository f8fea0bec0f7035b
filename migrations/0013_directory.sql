-- Users as they are edited here: more members, a name that is free again after a deletion, and what a deleted user held,
-- so that a restore within 30 days can give it back.
alter table directory_user add column phone_number text;
alter table directory_user add column immutable_id text;
-- When the password was last set from here. The password itself is never kept.
alter table directory_user add column password_changed_at timestamptz;
-- [{skuId, disabledPlanIds}] of the licences assigned directly; those of groups come back with the groups.
alter table directory_user add column licenses_at_deletion jsonb not null default '[]';

-- `purged`: deleted for longer than a restore is possible. The row stays because history points at it; nothing personal does.
alter table directory_user drop constraint directory_user_state_check;
alter table directory_user add constraint directory_user_state_check check (state in ('active', 'inactive', 'purged'));

drop index directory_user_name;
create unique index directory_user_name on directory_user (customer_id, lower(user_principal_name)) where state = 'active';
create index directory_user_deleted on directory_user (soft_deleted_at, customer_id) where state = 'inactive';
