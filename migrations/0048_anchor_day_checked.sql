-- By itself, so that nobody waits while all subscriptions are read through.
alter table subscription validate constraint subscription_anchor_day_check;
