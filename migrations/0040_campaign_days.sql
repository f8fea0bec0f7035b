-- Campaigns whose upgrades are scheduled instead of carried out at once: for a day, or each for its own renewal. What is
-- scheduled is a scheduled change like any other, with the row's id as its own; the row keeps the day that was promised.
alter table campaign add column happens text not null default 'now' check (happens in ('now', 'date', 'renewal'));
alter table campaign add column happens_on date;
alter table campaign add constraint campaign_happens_on check ((happens = 'date') = (happens_on is not null));
alter table campaign_row add column due_on date;
alter table campaign_row drop constraint campaign_row_state_check;
alter table campaign_row add constraint campaign_row_state_check
  check (state in ('chosen', 'possible', 'refused', 'changed', 'failed', 'scheduled', 'upgraded', 'undoing', 'undone'));
