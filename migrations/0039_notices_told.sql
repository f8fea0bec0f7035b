-- What each partner's receiver of webhooks was told of notices. One row for each partner: whoever holds it tells, so that of
-- several processes one does.
create table notice_told (
  partner_id  uuid primary key references partner,
  -- Up to what each kind was told: {kind: newest}; what there is nothing of any more is left out, so it can arise anew.
  told        jsonb not null default '{}',
  changed_at  timestamptz not null
);
