import type { Day, Span } from '../../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import { ZERO, type Currency, type Minor } from '../../kit/money.ts';
import type { Reader } from '../../platform/reader.ts';
import type { SellingScope } from '../../customers/customer.ts';
import type { Charge } from '../charge.ts';

/** What one product cost in one month and currency. */
export type SpendSum = {
  readonly month: Day;
  readonly currency: Currency;
  readonly offerId: OfferId;
  readonly offerName: string;
  readonly amountMinor: Minor;
};

/** The partner's charges by month, currency and product, of all customers or of one. */
export async function sumSpend(
  reader: Reader,
  asked: { readonly partnerId: PartnerId; readonly customerId: CustomerId | null; readonly months: Span },
): Promise<readonly SpendSum[]> {
  const { rows } = await reader.query<SpendSum>(
    `select date_trunc('month', g.charged_at)::date as month, g.currency, g.offer_id as "offerId", o.name as "offerName",
            sum(g.amount_minor)::bigint as "amountMinor"
       from charge g
       join offer o on o.offer_id = g.offer_id
      where g.partner_id = $1 and g.charged_at >= $2::date and g.charged_at < $3::date and ($4::uuid is null or g.customer_id = $4)
      group by 1, 2, 3, 4
      order by 1, 2, 4`,
    [asked.partnerId, asked.months.from, asked.months.until, asked.customerId],
  );
  return rows;
}

/** A line of the ledger with where it comes from and which invoice it is on. */
export type LedgerEntry = Charge & {
  readonly chargeId: string;
  readonly eventId: string;
  readonly chargedAt: string;
  readonly offerName: string;
  readonly invoiceNumber: number | null;
};

const ENTRY = `
  g.charge_id as "chargeId", g.event_id as "eventId", g.charged_at as "chargedAt", g.subscription_id as "subscriptionId",
  g.offer_id as "offerId", o.name as "offerName", g.cause, g.charge_type as "chargeType",
  json_build_object('from', g.charged_from, 'until', g.charged_until) as span, g.period_days as "periodDays", g.quantity,
  g.unit_price_minor as "unitPriceMinor", g.amount_minor as "amountMinor", g.currency, g.rounding, i.invoice_number as "invoiceNumber"`;

/** Every line of one subscription, oldest first, in the caller's scope. */
export async function listLedger(reader: Reader, scope: SellingScope, subscriptionId: SubscriptionId): Promise<readonly LedgerEntry[]> {
  const { rows } = await reader.query<LedgerEntry>(
    `select ${ENTRY}
       from charge g
       join offer o on o.offer_id = g.offer_id
       left join invoice_line i on i.customer_id = g.customer_id and i.charge_id = g.charge_id
      where g.customer_id = $1 and g.subscription_id = $2 and g.partner_id = any($3::uuid[])
      order by g.charged_at, g.charge_id`,
    [scope.customerId, subscriptionId, scope.sellerIds],
  );
  return rows;
}

/** A line with whose it is. */
export type SpentEntry = LedgerEntry & {
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly subscriptionName: string;
};

/** Which lines are behind an amount that was shown: of some months and a currency, of one product or customer where named. */
export type SpentAsked = {
  readonly partnerId: PartnerId;
  readonly months: Span;
  readonly currency: string;
  readonly offerId: string | null;
  readonly customerId: CustomerId | null;
};

/** The line after which a page begins. */
export type SpentPosition = { readonly chargedAt: string; readonly chargeId: string };

const BEHIND = `g.partner_id = $1 and g.charged_at >= $2::date and g.charged_at < $3::date and g.currency = $4
        and ($5::text is null or g.offer_id = $5) and ($6::uuid is null or g.customer_id = $6)`;

const WHOSE = `g.customer_id as "customerId", c.company_name as "customerName", s.friendly_name as "subscriptionName"`;

/** The lines behind an amount, latest first. */
export async function listSpent(
  reader: Reader,
  asked: SpentAsked,
  page: { readonly after: SpentPosition | null; readonly limit: number },
): Promise<readonly SpentEntry[]> {
  const { rows } = await reader.query<SpentEntry>(
    `select ${ENTRY}, ${WHOSE}
       from charge g
       join customer c on c.customer_id = g.customer_id
       join subscription s on s.customer_id = g.customer_id and s.subscription_id = g.subscription_id
       join offer o on o.offer_id = g.offer_id
       left join invoice_line i on i.customer_id = g.customer_id and i.charge_id = g.charge_id
      where ${BEHIND} and ($7::timestamptz is null or (g.charged_at, g.charge_id) < ($7, $8::uuid))
      order by g.charged_at desc, g.charge_id desc limit $9`,
    [...placesOf(asked), page.after?.chargedAt ?? null, page.after?.chargeId ?? null, page.limit],
  );
  return rows;
}

/** The lines behind an invoice, in the order of the invoice: customer by customer. */
export async function listInvoiced(
  reader: Reader,
  invoice: { readonly partnerId: PartnerId; readonly number: number },
  page: { readonly after: { readonly customerId: string; readonly chargeId: string } | null; readonly limit: number },
): Promise<readonly SpentEntry[]> {
  const { rows } = await reader.query<SpentEntry>(
    `select ${ENTRY}, ${WHOSE}
       from invoice_line i
       join charge g on g.customer_id = i.customer_id and g.charge_id = i.charge_id
       join customer c on c.customer_id = g.customer_id
       join subscription s on s.customer_id = g.customer_id and s.subscription_id = g.subscription_id
       join offer o on o.offer_id = g.offer_id
      where i.partner_id = $1 and i.invoice_number = $2 and ($3::uuid is null or (i.customer_id, i.charge_id) > ($3, $4::uuid))
      order by i.customer_id, i.charge_id limit $5`,
    [invoice.partnerId, invoice.number, page.after?.customerId ?? null, page.after?.chargeId ?? null, page.limit],
  );
  return rows;
}

/** What the lines behind an amount come to: the amount. */
export async function sumSpent(reader: Reader, asked: SpentAsked): Promise<Minor> {
  const { rows } = await reader.query<{ total: Minor }>(
    `select coalesce(sum(g.amount_minor), 0)::bigint as total from charge g where ${BEHIND}`,
    placesOf(asked),
  );
  return rows[0]?.total ?? ZERO;
}

function placesOf({ partnerId, months, currency, offerId, customerId }: SpentAsked): readonly unknown[] {
  return [partnerId, months.from, months.until, currency, offerId, customerId];
}

/** Whether the caller's scope has such a subscription. */
export async function hasSubscription(reader: Reader, scope: SellingScope, subscriptionId: SubscriptionId): Promise<boolean> {
  const { rowCount } = await reader.query(
    `select 1 from subscription s
      where s.customer_id = $1 and s.subscription_id = $2 and s.partner_id = any($3::uuid[]) and ($4::text is null or s.reseller_mpn_id = $4)`,
    [scope.customerId, subscriptionId, scope.sellerIds, scope.resellerMpnId],
  );
  return rowCount > 0;
}
