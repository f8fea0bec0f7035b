-- The issuers that an operator trusts beside those of the environment. Each vouches for the people and programs of one
-- partner; an address with {tenantid} stands for many tenants, and there the token's own names the partner.
create table trusted_issuer (
  issuer             text primary key,
  partner_id         uuid references partner,
  audiences          text[] not null default '{}',
  -- Null where the discovery document of the issuer says where its keys are.
  jwks_uri           text,
  -- The console's registration at the one issuer where it signs people in. Its secret stays in the environment.
  console_client_id  text,
  created_at         timestamptz not null,
  check ((partner_id is null) = (issuer like '%{tenantid}%')),
  check (console_client_id is null or partner_id is not null)
);
create unique index trusted_issuer_console on trusted_issuer ((true)) where console_client_id is not null;
