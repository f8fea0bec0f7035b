-- Invoices of a partner: one for each currency and month that has lines. Written by the monthly run, never by a change
-- to a customer.
create table invoice_counter (
  partner_id      uuid primary key references partner,
  -- The number given out last. Numbers of a partner have no gaps, because the invoice is written with them.
  last_number     integer not null,
  -- The months before this day were looked at; what is charged to them later goes to the next invoice.
  invoiced_until  date not null
);

create table invoice (
  partner_id      uuid not null references partner,
  invoice_number  integer not null,
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  -- The first day of the month it is for, and the day on which the next begins: lines charged before it are on it.
  month_from      date not null,
  month_until     date not null,
  total_minor     bigint not null,
  line_count      integer not null,
  -- As it was called when the invoice was written.
  partner_name    text not null,
  issued_at       timestamptz not null,
  primary key (partner_id, invoice_number),
  unique (partner_id, currency, month_from),
  check (month_from < month_until)
);
create index invoice_date on invoice (partner_id, month_until desc, invoice_number desc);

-- Which invoice a line of the ledger is on: at most one, for ever.
create table invoice_line (
  customer_id     uuid not null,
  charge_id       uuid not null,
  partner_id      uuid not null references partner,
  invoice_number  integer not null,
  -- As it was called when the invoice was written.
  customer_name   text not null,
  primary key (customer_id, charge_id),
  foreign key (customer_id, charge_id) references charge (customer_id, charge_id)
);
create index invoice_line_invoice on invoice_line (partner_id, invoice_number, customer_id, charge_id);
