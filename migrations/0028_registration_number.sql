-- The number under which some countries register companies; there no customer is added without it.
alter table customer add column registration_number text;
