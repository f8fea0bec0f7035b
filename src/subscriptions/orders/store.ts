import { earlierAnswerSql, toAnswer, type Answer, type KeptAnswer, type Question } from '../../audit/store.ts';
import type { Term } from '../../billing/period.ts';
import type { BillingCycle } from '../../catalog/catalog.ts';
import type { SellingScope } from '../../customers/customer.ts';
import { toIso } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import { ZERO, type Currency, type Minor } from '../../kit/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { SubscriptionStatus } from '../subscription.ts';
import type { TenantFacts } from '../tenant/facts.ts';
import { OF_THE_PARTNER, TENANT_FACTS, TERM, type Scope } from '../tenant/store.ts';
import { durationOf, type Order } from './order.ts';
import type { Seller } from './reseller.ts';

/** Everything that a purchase is decided on. */
export type GatheredPurchase = {
  readonly facts: TenantFacts;
  readonly hadBefore: readonly { readonly offerId: OfferId; readonly count: number }[];
  readonly seller: Seller;
  /** The answer given to this very request before; null for a new one. */
  readonly answered: Answer | null;
};

/** The facts of a purchase in one statement; null when the partner sells nothing to this customer. */
export async function gatherForPurchase(
  tx: Reader,
  { partnerId, customerId }: Scope,
  asked: { readonly question: Question | null; readonly subscriptionId?: SubscriptionId },
): Promise<GatheredPurchase | null> {
  const { rows } = await tx.query<Omit<GatheredPurchase, 'answered'> & { readonly answered: KeptAnswer | null }>(
    `select ${TENANT_FACTS} as facts, ${HAD_BEFORE} as "hadBefore", ${SELLER} as seller, ${earlierAnswerSql('$1', '$4', '$5', '$6')} as answered
     ${OF_THE_PARTNER}`,
    [
      customerId,
      partnerId,
      asked.subscriptionId ?? null,
      asked.question?.callerId ?? null,
      asked.question?.requestId ?? null,
      asked.question?.question ?? null,
    ],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, answered: toAnswer(row.answered) };
}

/** What the customer had and has no more: removed subscriptions, and trials that became something else. */
const HAD_BEFORE = `
  coalesce((select json_agg(json_build_object('offerId', h.offer_id, 'count', h.count)) from (
      select offer_id, count(*) as count from (
        select s.offer_id from subscription s where s.customer_id = $1 and s.status = 'deleted' and s.subscription_id is distinct from $3::uuid
        union all
        select t.trial_offer_id from trial_conversion t where t.customer_id = $1
      ) had group by offer_id) h), '[]')`;

const SELLER = `
  json_build_object('kind', p.kind, 'mpnId', p.mpn_id,
    'usualResellerMpnId', (select u.mpn_id from partner u where u.partner_id = r.reseller_partner_id),
    'resellerMpnIds', coalesce((select json_agg(x.mpn_id order by x.mpn_id) from partner_relationship n
      join partner x on x.partner_id = n.reseller_partner_id where n.provider_partner_id = p.partner_id), '[]'))`;

/** The orders of a customer that are in the caller's scope, latest first; one of them, or those of one billing cycle, where asked. */
export async function listOrders(
  reader: Reader,
  scope: SellingScope,
  only: { readonly orderId?: string; readonly billingCycle?: string } = {},
): Promise<readonly Order[]> {
  const { rows } = await reader.query<LineRow>(
    `select s.order_id, s.subscription_id, s.offer_id, s.parent_subscription_id, s.friendly_name, s.status, s.billing_cycle, s.currency,
            s.reseller_mpn_id, s.created_at, ${TERM} as term, coalesce(bought.quantity, s.quantity) as quantity,
            coalesce(bought.unit_price_minor, s.unit_price_minor) as unit_price_minor, bought.amount_minor,
            min(s.created_at) over (partition by s.order_id) as ordered_at
       from subscription s
       left join lateral (
         select g.quantity, g.unit_price_minor, g.amount_minor from charge g
          where g.customer_id = $1 and g.subscription_id = s.subscription_id and g.cause in ('purchase', 'upgrade_purchase', 'transition_purchase')
          order by g.charged_at, g.charge_id limit 1) bought on true
      where s.customer_id = $1 and s.partner_id = any($2::uuid[]) and ($3::text is null or s.reseller_mpn_id = $3)
        and ($4::uuid is null or s.order_id = $4)
      order by ordered_at desc, s.order_id desc, s.created_at, s.subscription_id`,
    [scope.customerId, scope.sellerIds, scope.resellerMpnId, only.orderId ?? null],
  );
  const orders = [...Map.groupBy(rows, (row) => row.order_id).values()].flatMap((lines) => orderOf(scope, lines));
  return orders.filter(({ billingCycle }) => only.billingCycle === undefined || billingCycle === only.billingCycle);
}

type LineRow = {
  readonly order_id: string;
  readonly subscription_id: SubscriptionId;
  readonly offer_id: OfferId;
  readonly parent_subscription_id: SubscriptionId | null;
  readonly friendly_name: string;
  readonly status: SubscriptionStatus;
  readonly billing_cycle: BillingCycle;
  readonly currency: Currency;
  readonly reseller_mpn_id: string | null;
  readonly ordered_at: string;
  readonly quantity: number;
  readonly unit_price_minor: Minor;
  readonly amount_minor: Minor | null;
  readonly term: Term;
};

function orderOf({ customerId }: SellingScope, rows: readonly LineRow[]): readonly Order[] {
  const [first] = rows;
  if (first === undefined) return [];
  // What is removed keeps the billing cycle that it had, and the others may have another since.
  const { billing_cycle: billingCycle } = rows.find(({ status }) => status !== 'deleted') ?? first;
  return [
    {
      id: first.order_id,
      customerId,
      billingCycle,
      currency: first.currency,
      createdAt: toIso(first.ordered_at),
      lines: rows.map((row, line) => ({
        line,
        subscriptionId: row.subscription_id,
        offerId: row.offer_id,
        parentId: row.parent_subscription_id,
        friendlyName: row.friendly_name,
        quantity: row.quantity,
        status: row.status,
        unitPriceMinor: row.unit_price_minor,
        amountMinor: row.amount_minor ?? ZERO,
        resellerMpnId: row.reseller_mpn_id,
        duration: durationOf({ offerId: row.offer_id, term: row.term }),
      })),
    },
  ];
}

/** One order of the customer; null for one that it does not have. */
export async function findOrder(tx: Tx | Reader, scope: SellingScope, orderId: string): Promise<Order | null> {
  const [found] = await listOrders(tx, scope, { orderId });
  return found ?? null;
}
