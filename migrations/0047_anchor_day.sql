-- The day of the month on which a subscription's periods and terms begin, where the month in which its current term began is
-- too short to have it: what was bought on 31 January and renewed on 28 February goes on on 31 March. Null where it is the
-- day of `term_from`. Terms that had moved to an earlier day before stay on it: they are charged from that day on, and no day
-- must be charged twice. The version before moves terms and leaves this as it is: what is not behind the day of `term_from` says
-- nothing, and is overlooked where it is read.
alter table subscription add column anchor_day smallint;
alter table subscription add constraint subscription_anchor_day_check
  check (anchor_day between 29 and 31) not valid;
