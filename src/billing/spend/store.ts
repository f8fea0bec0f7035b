import type { Day, Span } from '../../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import type { Currency, Minor } from '../../kit/money.ts';
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

/** Every line of one subscription, oldest first, in the caller's scope. */
export async function listLedger(reader: Reader, scope: SellingScope, subscriptionId: SubscriptionId): Promise<readonly LedgerEntry[]> {
  const { rows } = await reader.query<LedgerEntry>(
    `select g.charge_id as "chargeId", g.event_id as "eventId", g.charged_at as "chargedAt", g.subscription_id as "subscriptionId",
            g.offer_id as "offerId", o.name as "offerName", g.cause, g.charge_type as "chargeType",
            json_build_object('from', g.charged_from, 'until', g.charged_until) as span, g.period_days as "periodDays", g.quantity,
            g.unit_price_minor as "unitPriceMinor", g.amount_minor as "amountMinor", g.currency, g.rounding, i.invoice_number as "invoiceNumber"
       from charge g
       join offer o on o.offer_id = g.offer_id
       left join invoice_line i on i.customer_id = g.customer_id and i.charge_id = g.charge_id
      where g.customer_id = $1 and g.subscription_id = $2 and g.partner_id = any($3::uuid[])
      order by g.charged_at, g.charge_id`,
    [scope.customerId, subscriptionId, scope.sellerIds],
  );
  return rows;
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
