-- What people of a partner were told that they can act on is worked out when they look. Kept is only what each person did
-- with it: up to where it was read or put away, and which kinds somebody does not want to hear of.
create table notice_mark (
  user_id    uuid not null references partner_user on delete cascade,
  kind       text not null,
  mark       text not null check (mark in ('read', 'dismissed')),
  -- What was the newest of it then, as a text that sorts: when something newer joins, the notice counts as new.
  newest     text not null,
  marked_at  timestamptz not null,
  primary key (user_id, kind)
);

create table notice_setting (
  user_id     uuid primary key references partner_user on delete cascade,
  -- Kinds that this person does not want to hear of.
  muted       text[] not null default '{}',
  -- Whether what is new comes by mail, at most once a day; nobody gets any who did not ask for it.
  mail        text not null default 'none' check (mail in ('none', 'daily')),
  -- In which language, as the person had the console when they asked.
  language    text not null default 'en' check (language in ('en', 'zh-TW')),
  -- The day of the last mail, and up to what each kind was told in mails: {kind: newest}.
  mailed_on   date,
  mailed      jsonb not null default '{}',
  changed_at  timestamptz not null
);
