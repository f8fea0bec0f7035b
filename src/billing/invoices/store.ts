import type { Day, Span } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Currency, Minor } from '../../kit/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Balance, Invoice, InvoiceLine } from './invoice.ts';
import type { LinePage } from './lines/question.ts';
import type { InvoiceDates } from './question.ts';

/** Where a partner's series stands: the last number, and up to which day its months were looked at. */
export type Series = { readonly lastNumber: number; readonly invoicedUntil: Day | null };

/** The partner's series, held until the transaction ends: two runs for one partner take turns. */
export async function lockSeries(tx: Tx, partnerId: PartnerId): Promise<Series> {
  await tx.query(
    `insert into invoice_counter (partner_id, last_number, invoiced_until) values ($1, 0, '-infinity') on conflict (partner_id) do nothing`,
    [partnerId],
  );
  const { rows } = await tx.query<{ last_number: number; invoiced_until: Day | '-infinity' }>(
    'select last_number, invoiced_until from invoice_counter where partner_id = $1 for update',
    [partnerId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`the partner ${partnerId} has lost its series of invoices`);
  return { lastNumber: row.last_number, invoicedUntil: row.invoiced_until === '-infinity' ? null : row.invoiced_until };
}

/** Remembers up to which day the partner's months were looked at. */
export function setInvoicedUntil(tx: Tx, partnerId: PartnerId, until: Day): void {
  tx.send('update invoice_counter set invoiced_until = $2 where partner_id = $1', [partnerId, until]);
}

/** Partners whose months before a day were not all looked at yet. */
export async function partnersToInvoice(reader: Reader, before: Day): Promise<readonly PartnerId[]> {
  const { rows } = await reader.query<{ partner_id: PartnerId }>(
    `select p.partner_id from partner p left join invoice_counter k on k.partner_id = p.partner_id
      where coalesce(k.invoiced_until, '-infinity') < $1 order by p.partner_id`,
    [before],
  );
  return rows.map((row) => row.partner_id);
}

/** A line `g` of new commerce, by the form of its offer's id. */
const OF_NEW_COMMERCE = `g.offer_id like '%:%'`;

const WAITING = `not exists (select 1 from invoice_line i where i.customer_id = g.customer_id and i.charge_id = g.charge_id)`;

/** The day of the partner's earliest line that is on no invoice; null where all are. */
export async function earliestWaiting(tx: Tx, partnerId: PartnerId, before: Day): Promise<Day | null> {
  const { rows } = await tx.query<{ on: Day | null }>(
    `select min(g.charged_at)::date as on from charge g where g.partner_id = $1 and g.charged_at < $2::date and ${WAITING}`,
    [partnerId, before],
  );
  return rows[0]?.on ?? null;
}

/** The currencies in which lines wait for the invoice of a month, without those that have theirs. */
export async function waitingCurrencies(tx: Tx, partnerId: PartnerId, month: Span): Promise<readonly Currency[]> {
  const { rows } = await tx.query<{ currency: Currency }>(
    `select distinct g.currency from charge g
      where g.partner_id = $1 and g.charged_at < $2::date and ${WAITING}
        and not exists (select 1 from invoice v where v.partner_id = $1 and v.currency = g.currency and v.month_from = $3::date)
      order by g.currency`,
    [partnerId, month.until, month.from],
  );
  return rows.map((row) => row.currency);
}

/**
 * Writes one invoice with every line that waits for it, and its number with it: in one statement, so that the total is
 * that of its lines. The caller holds the series.
 */
export async function insertInvoice(
  tx: Tx,
  invoice: { readonly partnerId: PartnerId; readonly number: number; readonly currency: Currency; readonly month: Span; readonly at: Date },
): Promise<void> {
  await tx.query(
    `with waiting as (
       select g.customer_id, g.charge_id, g.offer_id, g.amount_minor, c.company_name
         from charge g
         join customer c on c.customer_id = g.customer_id
        where g.partner_id = $1 and g.currency = $3 and g.charged_at < $5::date and ${WAITING}
     ), lines as (
       insert into invoice_line (customer_id, charge_id, partner_id, invoice_number, customer_name)
       select customer_id, charge_id, $1, $2, company_name from waiting
     ), counter as (
       update invoice_counter set last_number = $2 where partner_id = $1
     )
     insert into invoice (partner_id, invoice_number, currency, month_from, month_until, total_minor, line_count, one_time_line_count, partner_name, issued_at)
     select $1, $2, $3, $4, $5, (select coalesce(sum(amount_minor), 0) from waiting), (select count(*) from waiting),
            (select count(*) from waiting g where ${OF_NEW_COMMERCE}), p.name, $6
       from partner p where p.partner_id = $1`,
    [invoice.partnerId, invoice.number, invoice.currency, invoice.month.from, invoice.month.until, invoice.at],
  );
}

/** Lines of new commerce on the invoice `v`, of which nobody wrote down how many they are. */
const ONE_TIME_LINES = `(select count(*)::integer from invoice_line i join charge g on g.customer_id = i.customer_id and g.charge_id = i.charge_id
    where i.partner_id = v.partner_id and i.invoice_number = v.invoice_number and ${OF_NEW_COMMERCE})`;

/** Counts the lines of new commerce on the partner's invoices that a version wrote which does not count them. */
export function countOneTimeLines(tx: Tx, partnerId: PartnerId): void {
  tx.send(`update invoice v set one_time_line_count = ${ONE_TIME_LINES} where v.partner_id = $1 and v.one_time_line_count is null`, [
    partnerId,
  ]);
}

const INVOICE = `
  select partner_id, invoice_number, currency, month_from, month_until, total_minor, line_count,
         coalesce(one_time_line_count, ${ONE_TIME_LINES}) as one_time_line_count, partner_name from invoice v`;

/** Invoices of a partner by date, latest first. */
export async function listInvoices(
  reader: Reader,
  asked: { readonly partnerId: PartnerId; readonly dated: InvoiceDates; readonly offset: number; readonly limit: number },
): Promise<readonly Invoice[]> {
  const { rows } = await reader.query<InvoiceRow>(
    `${INVOICE} where partner_id = $1 and month_until >= $2 and month_until < $3
      order by month_until desc, invoice_number desc offset $4 limit $5`,
    [asked.partnerId, asked.dated.from, asked.dated.until, asked.offset, asked.limit],
  );
  return rows.map(toInvoice);
}

/** One invoice; null where the partner has no such number. */
export async function findInvoice(reader: Reader, partnerId: PartnerId, number: number): Promise<Invoice | null> {
  const { rows } = await reader.query<InvoiceRow>(`${INVOICE} where partner_id = $1 and invoice_number = $2`, [partnerId, number]);
  const [row] = rows;
  return row === undefined ? null : toInvoice(row);
}

/** What the partner owes, by currency. */
export async function readBalances(reader: Reader, partnerId: PartnerId): Promise<readonly Balance[]> {
  const { rows } = await reader.query<Balance>(
    `select currency, sum(total_minor)::bigint as "totalMinor", min(month_until) as first, max(month_until) as latest
       from invoice where partner_id = $1 group by currency order by currency`,
    [partnerId],
  );
  return rows;
}

const LINE = `
  select i.customer_id as "customerId", i.customer_name as "customerName", c.domain, c.country, g.charge_id as "chargeId", g.partner_id as "partnerId",
         p.mpn_id as "mpnId", s.reseller_mpn_id as "resellerMpnId", s.order_id as "orderId",
         to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "orderedAt", g.event_id as "eventId", g.subscription_id as "subscriptionId",
         s.friendly_name as "subscriptionName", g.offer_id as "offerId", o.name as "offerName", s.billing_cycle as "billingCycle",
         s.term_from as "subscriptionFrom", s.term_until as "subscriptionUntil", g.cause, g.charge_type as "chargeType",
         json_build_object('from', g.charged_from, 'until', g.charged_until) as span, g.quantity,
         g.unit_price_minor as "unitPriceMinor", g.amount_minor as "amountMinor", g.currency
    from invoice_line i
    join charge g on g.customer_id = i.customer_id and g.charge_id = i.charge_id
    join customer c on c.customer_id = i.customer_id
    join subscription s on s.customer_id = g.customer_id and s.subscription_id = g.subscription_id
    join offer o on o.offer_id = g.offer_id
    join partner p on p.partner_id = g.partner_id
   where i.partner_id = $1 and i.invoice_number = $2`;

/** A page of an invoice's lines: customer by customer, each one's lines in the order in which they were written. */
export async function listInvoiceLines(
  reader: Reader,
  { partnerId, number }: Pick<Invoice, 'partnerId' | 'number'>,
  { provider, offset, after, limit }: LinePage & { readonly provider: keyof typeof OF_PROVIDER },
): Promise<readonly InvoiceLine[]> {
  const { rows } = await reader.query<InvoiceLine>(
    `${LINE} ${OF_PROVIDER[provider]} ${after === null ? '' : 'and (i.customer_id, i.charge_id) > ($5, $6)'} order by i.customer_id, i.charge_id offset $3 limit $4`,
    [partnerId, number, offset, limit, ...(after === null ? [] : [after.customerId, after.chargeId])],
  );
  return rows;
}

const OF_PROVIDER = { all: '', office: `and not ${OF_NEW_COMMERCE}`, one_time: `and ${OF_NEW_COMMERCE}` };

/** Sums of an invoice: by product and by customer. */
export type InvoiceTotals = {
  readonly products: readonly {
    readonly offerId: string;
    readonly offerName: string;
    readonly lines: number;
    readonly amountMinor: Minor;
  }[];
  readonly customers: readonly { readonly customerName: string; readonly lines: number; readonly amountMinor: Minor }[];
  readonly customerCount: number;
};

/** The sums that the statement prints; of the customers those with the largest amounts. */
export async function readTotals(
  reader: Reader,
  { partnerId, number }: Pick<Invoice, 'partnerId' | 'number'>,
  customersMax: number,
): Promise<InvoiceTotals> {
  const { rows } = await reader.query<InvoiceTotals>(
    `with line as (
       select i.customer_id, i.customer_name, g.offer_id, g.amount_minor
         from invoice_line i join charge g on g.customer_id = i.customer_id and g.charge_id = i.charge_id
        where i.partner_id = $1 and i.invoice_number = $2
     ), product as (
       select l.offer_id as "offerId", o.name as "offerName", count(*) as lines, sum(l.amount_minor)::bigint as "amountMinor"
         from line l join offer o on o.offer_id = l.offer_id group by 1, 2 order by 4 desc, 2
     ), buyer as (
       select customer_id, min(customer_name) as "customerName", count(*) as lines, sum(amount_minor)::bigint as "amountMinor" from line group by 1
     ), largest as (
       select * from buyer order by abs("amountMinor") desc, "customerName", customer_id limit $3
     )
     select (select coalesce(json_agg(product), '[]') from product) as products,
            (select coalesce(json_agg(largest order by "customerName", customer_id), '[]') from largest) as customers,
            (select count(*) from buyer) as "customerCount"`,
    [partnerId, number, customersMax],
  );
  return rows[0] ?? { products: [], customers: [], customerCount: 0 };
}

type InvoiceRow = {
  readonly partner_id: PartnerId;
  readonly invoice_number: number;
  readonly currency: Currency;
  readonly month_from: Day;
  readonly month_until: Day;
  readonly total_minor: Minor;
  readonly line_count: number;
  readonly one_time_line_count: number;
  readonly partner_name: string;
};

function toInvoice(row: InvoiceRow): Invoice {
  return {
    partnerId: row.partner_id,
    number: row.invoice_number,
    currency: row.currency,
    month: { from: row.month_from, until: row.month_until },
    totalMinor: row.total_minor,
    lineCount: row.line_count,
    oneTimeLineCount: row.one_time_line_count,
    partnerName: row.partner_name,
  };
}
