-- Delegated administration that is limited in time and scope, beside the privileges of the reseller relationship. What
-- state one is in follows from these columns and the moment; nothing has to be switched over when a day comes.
create table delegated_admin_relationship (
  customer_id           uuid not null references customer,
  relationship_id       uuid not null,
  partner_id            uuid not null references partner,
  display_name          text not null check (length(display_name) between 1 and 50),
  -- Ids of the directory roles that are asked for, or granted.
  roles                 uuid[] not null check (cardinality(roles) > 0),
  -- ISO 8601 and in days: P2Y is as long as two years are from the day of the approval.
  duration              text not null,
  auto_extend_days      integer not null default 0 check (auto_extend_days in (0, 180)),
  requested_at          timestamptz not null,
  requested_by          text not null,
  -- Unless it is approved before this moment, the request lapses.
  request_expires_at    timestamptz not null,
  activated_at          timestamptz,
  approved_by           text,
  -- The first day on which it no longer counts, unless it is extended.
  ends_on               date,
  terminated_at         timestamptz,
  terminated_by         text check (terminated_by in ('partner', 'customer', 'rejected', 'relationship_ended')),
  -- When its end was recorded and announced.
  end_told_at           timestamptz,
  version               integer not null default 1,
  primary key (customer_id, relationship_id),
  check ((activated_at is null) = (ends_on is null)),
  check ((terminated_at is null) = (terminated_by is null))
);
create unique index delegated_admin_relationship_name on delegated_admin_relationship (customer_id, partner_id, lower(display_name));
create index delegated_admin_relationship_list on delegated_admin_relationship (partner_id, requested_at desc, customer_id, relationship_id);
create index delegated_admin_relationship_end on delegated_admin_relationship (ends_on, customer_id, relationship_id)
  where terminated_at is null and end_told_at is null and ends_on is not null;
