-- What the client library of a program can read. `common` is what all of them know; `newest` gets the words and codes of
-- 2023, at which older ones stop.
alter table partner_application add column client_generation text not null default 'common' check (client_generation in ('common', 'newest'));
create index partner_application_partner on partner_application (partner_id, lower(display_name), application_id);
