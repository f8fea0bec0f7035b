import type { BillingCycle } from '../../catalog/catalog.ts';
import type { SellingScope } from '../../customers/customer.ts';
import { day, toIso } from '../../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import type { Currency, Minor } from '../../kit/money.ts';
import type { Reader } from '../../platform/reader.ts';
import type { NextTerm } from '../scheduled/next-term.ts';
import type { SubscriptionStatus } from '../subscription.ts';
import { ANCHOR_DAY } from '../tenant/store.ts';
import type { ShownSubscription } from '../view.ts';

/** All subscriptions of a customer that are in the caller's scope, oldest first; of one order or one reseller where asked. */
export async function listSubscriptions(
  reader: Reader,
  scope: SellingScope,
  only: { readonly orderId?: string; readonly resellerMpnId?: string; readonly parentId?: SubscriptionId } = {},
): Promise<readonly ShownSubscription[]> {
  const { rows } = await reader.query<SubscriptionRow>(
    `${SELECT} and ($4::uuid is null or s.order_id = $4)
       and ($5::text is null or s.reseller_mpn_id = $5)
       and ($6::uuid is null or s.parent_subscription_id = $6)
     order by s.created_at, s.subscription_id`,
    [scope.customerId, scope.sellerIds, scope.resellerMpnId, only.orderId ?? null, only.resellerMpnId ?? null, only.parentId ?? null],
  );
  return rows.map(toSubscription);
}

/** One subscription; null for one that is not the customer's or not in the caller's scope. */
export async function findSubscription(reader: Reader, scope: SellingScope, id: SubscriptionId): Promise<ShownSubscription | null> {
  const { rows } = await reader.query<SubscriptionRow>(`${SELECT} and s.subscription_id = $4`, [
    scope.customerId,
    scope.sellerIds,
    scope.resellerMpnId,
    id,
  ]);
  const [row] = rows;
  return row === undefined ? null : toSubscription(row);
}

const SELECT = `
  select s.customer_id, s.subscription_id, s.partner_id, s.order_id, s.offer_id, s.friendly_name, s.quantity, s.status,
         s.billing_cycle, s.auto_renew, s.parent_subscription_id, s.unit_price_minor, s.currency, s.term_from, s.term_until, ${ANCHOR_DAY} as anchor_day,
         s.created_at, s.suspension_reasons, s.reseller_mpn_id, s.upgraded_from_id, s.next_term, s.version,
         o.name as offer_name, o.is_trial
    from subscription s
    join offer o on o.offer_id = s.offer_id
   where s.customer_id = $1 and s.partner_id = any($2::uuid[]) and ($3::text is null or s.reseller_mpn_id = $3)`;

type SubscriptionRow = {
  customer_id: string;
  subscription_id: string;
  partner_id: string;
  order_id: string;
  offer_id: string;
  friendly_name: string;
  quantity: number;
  status: SubscriptionStatus;
  billing_cycle: BillingCycle;
  auto_renew: boolean;
  parent_subscription_id: string | null;
  unit_price_minor: number;
  currency: string;
  term_from: string;
  term_until: string;
  anchor_day: number | null;
  created_at: string;
  suspension_reasons: string[];
  reseller_mpn_id: string | null;
  upgraded_from_id: string | null;
  next_term: NextTerm | null;
  version: number;
  offer_name: string;
  is_trial: boolean;
};

function toSubscription(row: SubscriptionRow): ShownSubscription {
  return {
    customerId: row.customer_id as CustomerId,
    id: row.subscription_id as SubscriptionId,
    partnerId: row.partner_id as PartnerId,
    orderId: row.order_id,
    offerId: row.offer_id as OfferId,
    offerName: row.offer_name,
    friendlyName: row.friendly_name,
    quantity: row.quantity,
    status: row.status,
    billingCycle: row.billing_cycle,
    autoRenew: row.auto_renew,
    isTrial: row.is_trial,
    parentId: row.parent_subscription_id as SubscriptionId | null,
    unitPriceMinor: row.unit_price_minor as Minor,
    currency: row.currency as Currency,
    term: { from: day(row.term_from), until: day(row.term_until), ...(row.anchor_day === null ? {} : { anchorDay: row.anchor_day }) },
    createdOn: day(row.created_at.slice(0, 10)),
    createdAt: toIso(row.created_at),
    suspensionReasons: row.suspension_reasons,
    resellerMpnId: row.reseller_mpn_id,
    upgradedFromId: row.upgraded_from_id as SubscriptionId | null,
    nextTerm: row.next_term,
    version: row.version,
  };
}
