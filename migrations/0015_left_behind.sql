-- The people whom an upgrade left behind, as work that somebody takes on and ends.
-- `gone`: without the old licence when it was looked at again, so that nothing is left to do.
alter table left_behind_user drop constraint left_behind_user_state_check;
alter table left_behind_user add constraint left_behind_user_state_check check (state in ('open', 'moved', 'dismissed', 'gone'));
alter table left_behind_user add column owner_id uuid references partner_user;
alter table left_behind_user add column note text;
alter table left_behind_user add column retried_at timestamptz;
alter table left_behind_user add column closed_by uuid;

-- The list over all customers of a partner goes by these, in both states that people look for.
drop index left_behind_user_open;
create index left_behind_user_list on left_behind_user (partner_id, state, recorded_at desc, customer_id, upgrade_id, user_id);
