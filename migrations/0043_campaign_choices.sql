-- Rows that somebody leaves out of a campaign, and what becomes of the add-ons of what it upgrades.
alter table campaign_row drop constraint campaign_row_state_check;
alter table campaign_row add constraint campaign_row_state_check
  check (state in ('chosen', 'possible', 'refused', 'changed', 'failed', 'omitted', 'scheduled', 'upgraded', 'undoing', 'undone')) not valid;
-- [{offerId, choice}]: to keep or to drop each add-on of an offer, of any other where offerId is null; nobody decided about the rest.
alter table campaign add column add_ons jsonb not null default '[]';

-- What should stand in a wrong place of an imported file, as {what, …}, so that it can be said in each language; null where an
-- earlier version kept its English words instead.
alter table portfolio_import_mistake add column wanted jsonb;
alter table portfolio_import_mistake alter column expected drop not null;
