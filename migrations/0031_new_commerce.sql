-- Subscriptions of new commerce: sold by terms, with seats that can be given back for some days, and ends of their own.
-- Which ones they are the catalogue says; here is what the licence-based ones do not have.
alter table subscription drop constraint subscription_status_check;
alter table subscription add constraint subscription_status_check
  -- `expired`: the term is over and users still work for some days; `disabled`: after that, only administrators reach the data.
  check (status in ('pending', 'active', 'suspended', 'deleted', 'expired', 'disabled'));
-- What the next term is to be, where it is to be something else: {offerId, billingCycle, duration, quantity}.
alter table subscription add column next_term jsonb;

alter table life_cycle_event drop constraint life_cycle_event_event_check;
alter table life_cycle_event add constraint life_cycle_event_event_check
  check (event in ('cycle', 'renew', 'expire', 'disable', 'trial_end', 'remove', 'follow_base'));

alter table charge drop constraint charge_cause_check;
alter table charge add constraint charge_cause_check
  check (cause in ('purchase', 'cycle', 'seat_change', 'cancel', 'reactivate', 'cycle_change', 'renew', 'upgrade_cancel', 'upgrade_purchase',
    'transition_cancel', 'transition_purchase', 'undo', 'correction'));
