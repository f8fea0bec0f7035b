-- How many lines of an invoice are of new commerce. They are read under another provider than the others, and an invoice says
-- which providers it has lines of without looking at all of them.
alter table invoice add column one_time_line_count integer not null default 0;
update invoice v
   set one_time_line_count = found.lines
  from (select i.partner_id, i.invoice_number, count(*)::integer as lines
          from invoice_line i
          join charge g on g.customer_id = i.customer_id and g.charge_id = i.charge_id
         where g.offer_id like '%:%'
         group by i.partner_id, i.invoice_number) found
 where v.partner_id = found.partner_id and v.invoice_number = found.invoice_number;
