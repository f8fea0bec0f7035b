-- How many lines of an invoice are of new commerce. They are read under another provider than the others, and an invoice says
-- which providers it has lines of without looking at all of them. Null where it was written by a version that does not count
-- them: then they are counted when it is read, until the partner's next month is invoiced.
alter table invoice add column one_time_line_count integer;
