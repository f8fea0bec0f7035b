-- What was done in a partner's own house, where no customer is concerned: people and their roles, sign-ins that failed,
-- relationship requests. An entry is never changed or removed.
create table partner_audit_entry (
  audit_id              uuid primary key,
  -- Null where nobody can say whose: a sign-in under a name that nobody has. Only the operator sees those.
  partner_id            uuid references partner,
  user_id               uuid,
  user_principal_name   text,
  application_id        uuid,
  remote_address        text,
  resource_type         text not null,
  resource_id           text,
  -- JSON as text, as in audit_entry.
  resource_old_value    text,
  resource_new_value    text,
  operation_type        text not null,
  operation_status      text not null check (operation_status in ('succeeded', 'failed', 'progress', 'decline')),
  operation_date        timestamptz not null,
  correlation_id        uuid not null,
  customized_data       jsonb not null default '[]'
);
create index partner_audit_entry_list on partner_audit_entry (partner_id, operation_date desc, audit_id);
create index partner_user_partner on partner_user (partner_id, lower(display_name), user_id);
