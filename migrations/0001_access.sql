-- Who may come in: partners, their people with roles, their programs, and the console's sessions.
-- Reference tables: small, rarely written, never part of a customer's transaction.
create table partner (
  partner_id    uuid primary key,
  name          text not null,
  kind          text not null check (kind in ('direct', 'indirect_provider', 'indirect_reseller')),
  country       text not null check (country ~ '^[A-Z]{2}$'),
  currency      text not null check (currency ~ '^[A-Z]{3}$'),
  domain        text not null,
  mpn_id        text not null,
  -- A partner whose account is suspended may look after what is there, but add nothing.
  standing      text not null default 'good' check (standing in ('good', 'suspended')),
  created_at    timestamptz not null
);

create table partner_user (
  user_id              uuid primary key,
  partner_id           uuid not null references partner,
  user_principal_name  text not null,
  display_name         text not null,
  -- Only the embedded identity provider keeps one (scrypt); null where people sign in elsewhere.
  password_hash        text,
  disabled_at          timestamptz,
  created_at           timestamptz not null
);
create unique index partner_user_name on partner_user (lower(user_principal_name));

create table partner_user_role (
  user_id  uuid not null references partner_user on delete cascade,
  role     text not null check (role in ('global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent')),
  primary key (user_id, role)
);

create table partner_application (
  application_id  uuid primary key,
  partner_id      uuid not null references partner,
  display_name    text not null,
  -- Only the embedded identity provider keeps one (scrypt).
  secret_hash     text,
  redirect_uris   text[] not null default '{}',
  disabled_at     timestamptz,
  created_at      timestamptz not null
);

-- One signed-in browser. The cookie holds a secret whose hash is the key, so a copy of this table opens no session.
create table console_session (
  session_hash   text primary key,
  user_id        uuid not null references partner_user on delete cascade,
  partner_id     uuid not null references partner,
  csrf_token     text not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null
);

-- What the embedded identity provider must remember between two requests: codes, grants, refresh tokens, its keys.
create table identity_record (
  kind        text not null,
  record_id   text not null,
  content     jsonb not null,
  grant_id    text,
  uid         text,
  user_code   text,
  consumed_at timestamptz,
  expires_at  timestamptz,
  primary key (kind, record_id)
);
create index identity_record_grant on identity_record (grant_id) where grant_id is not null;
create index identity_record_uid on identity_record (uid) where uid is not null;
