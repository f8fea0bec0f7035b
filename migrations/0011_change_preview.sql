-- What a preview of a change of seats or status promised: executing it does exactly that, or says what changed meanwhile.
create table change_preview (
  customer_id      uuid not null references customer,
  preview_id       uuid not null,
  partner_id       uuid not null references partner,
  subscription_id  uuid not null,
  -- What was asked for, so that the preview alone says what to do.
  change           jsonb not null,
  promise_hash     text not null,
  promise          jsonb not null,
  previewed_at     timestamptz not null,
  expires_at       timestamptz not null,
  primary key (customer_id, preview_id)
);
create index change_preview_age on change_preview (expires_at);
