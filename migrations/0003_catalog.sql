-- What can be sold. One row per imported file; the program builds the catalogue of a day from the editions
-- in force and keeps it in memory. `offer` repeats what other tables must point at or list by.
create table catalog_edition (
  edition_id      uuid primary key,
  name            text not null,
  source          text not null,
  effective_from  date not null,
  -- SHA-256 of the file's canonical JSON: importing the same file again changes nothing.
  content_hash    text not null unique,
  content         jsonb not null,
  imported_at     timestamptz not null
);

create table offer (
  offer_id        text primary key,
  sku_id          uuid not null,
  sku_part_number text not null,
  name            text not null,
  is_add_on       boolean not null,
  is_trial        boolean not null
);

-- One row. The revision goes up with every import; a process that sees another one than its own reads again.
create table catalog_revision (
  only_row  boolean primary key default true check (only_row),
  revision  integer not null
);
insert into catalog_revision (revision) values (0);
