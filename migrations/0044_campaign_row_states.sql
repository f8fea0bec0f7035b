-- The states of 0043 for the rows that were there before it: read through on its own, while others go on writing.
alter table campaign_row validate constraint campaign_row_state_check;
