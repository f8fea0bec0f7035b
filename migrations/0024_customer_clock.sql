-- How far a customer was moved forward in time, for trying out what months bring. Never in production.
create table customer_clock (
  customer_id    uuid primary key references customer,
  ahead_seconds  bigint not null check (ahead_seconds >= 0),
  moved_at       timestamptz not null
);
