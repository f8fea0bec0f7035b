-- Files of groups, of what they hand on, and of who is in them.
alter table portfolio_import drop constraint portfolio_import_kind_check;
alter table portfolio_import add constraint portfolio_import_kind_check
  check (kind in ('customers', 'subscriptions', 'entitlements', 'users', 'groups', 'group-licenses', 'group-members', 'licenses'));

-- An import that cannot be written rests, so that others go on, and stands still after some tries.
alter table portfolio_import drop constraint portfolio_import_state_check;
alter table portfolio_import add constraint portfolio_import_state_check
  check (state in ('reading', 'faulty', 'ready', 'running', 'failed', 'done'));
-- How often it could not be written since it last got on, and when it is tried again.
alter table portfolio_import add column failures integer not null default 0;
alter table portfolio_import add column again_at timestamptz;
-- {kind, line}: why it stands still, and the first line of the customer whose rows it was; null where it does not.
alter table portfolio_import add column trouble jsonb;
