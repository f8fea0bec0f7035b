import type { Catalog, Offer } from '../src/catalog/catalog.ts';
import { day } from '../src/kit/dates.ts';
import type { OfferId, SubscriptionId } from '../src/kit/ids.ts';
import { minor, type Currency } from '../src/kit/money.ts';
import { planPurchase, type PurchasePlan } from '../src/subscriptions/orders/plan.ts';
import type { Seller } from '../src/subscriptions/orders/reseller.ts';
import type { Wish } from '../src/subscriptions/orders/wish.ts';
import type { TenantFacts } from '../src/subscriptions/tenant/facts.ts';
import { offer, plan as planId, sku, smallCatalog, smallOffer } from './small-catalog.ts';
import { boughtOn, contoso, subscription } from './tenant-facts.ts';

const anOffer = (key: string, change: Partial<Offer>): Offer => ({
  ...smallOffer('basic'),
  id: offer(key),
  key,
  skuId: sku(key),
  seatFamily: null,
  ...change,
});
const MORE = [
  anOffer('pair', { limit: { measure: 'concurrent', count: 2 } }),
  anOffer('once', { limit: { measure: 'lifetime', count: 1 } }),
  anOffer('try', {
    skuId: sku('pair'),
    isTrial: true,
    limit: { measure: 'lifetime', count: 1 },
    supportedBillingCycles: ['none'],
    minimumQuantity: 25,
    maximumQuantity: 25,
  }),
  anOffer('calls', { isAddOn: true, prerequisiteOfferIds: [offer('basic'), offer('pair')], servicePlanIds: [planId('other')] }),
  anOffer('storage', { isAddOn: true, isBeyondSeats: true, maximumQuantity: 5000, prerequisiteOfferIds: [offer('basic')] }),
  anOffer('french', { onlyCountries: ['FR'] }),
  anOffer('gone', { isAvailableForPurchase: false }),
];

/** The small catalogue with offers that are limited, tried, hung on others, or not sold to everyone. */
const catalog: Catalog = {
  ...smallCatalog,
  offers: new Map([...smallCatalog.offers, ...MORE.map((each): [OfferId, Offer] => [each.id, each])]),
  prices: [
    ...smallCatalog.prices,
    ...MORE.flatMap((each) =>
      each.supportedBillingCycles.map((billingCycle) => ({
        offerId: each.id,
        currency: 'USD' as Currency,
        billingCycle,
        effectiveFrom: day('2020-01-01'),
        listMinor: minor(each.isTrial ? 0 : 400 * (billingCycle === 'annual' ? 12 : 1)),
        partnerMinor: null,
        source: 'test',
      })),
    ),
  ],
};

/** Ten seats of Basic that an add-on can hang on; the period of a month begins on the 21st. */
export const held = subscription('held', boughtOn('2026-01-21'));

/** What is different from a purchase by a direct partner for Contoso, which has nothing yet, on 11 June 2026. */
export type Situation = {
  readonly customer?: Partial<TenantFacts>;
  /** How many times the customer has had an offer. */
  readonly had?: readonly [key: string, times: number][];
  readonly seller?: Seller;
  readonly today?: string;
  readonly catalog?: Catalog;
};

/** One seat by the month, on no base. */
export function wish(key: string, change: Partial<Wish> = {}): Wish {
  const unsaid = { friendlyName: null, resellerMpnId: null, currency: null };
  return { line: 0, offerId: offer(key), quantity: 1, billingCycle: 'monthly', base: { kind: 'none' }, ...unsaid, ...change };
}

/** A wish's base: a subscription of the customer. */
export const on = (id: string) => ({ base: { kind: 'subscription', id: id as SubscriptionId } }) as const;

const direct: Seller = { kind: 'direct', mpnId: '1', resellerMpnIds: [], usualResellerMpnId: null };

/** The plan of a purchase of these lines. */
export function planned(
  wishes: readonly Wish[],
  { customer = {}, had = [], seller = direct, today = '2026-06-11', catalog: sold = catalog }: Situation = {},
): PurchasePlan {
  const facts = {
    customer: { ...contoso, ...customer },
    hadBefore: new Map(had.map(([key, times]) => [offer(key), times])),
    catalog: sold,
    today: day(today),
  };
  const numbered = wishes.map((each, line) => ({ ...each, line }));
  return planPurchase(facts, seller, numbered, {
    subscriptionIds: numbered.map((_, i) => `new-${i}` as SubscriptionId),
    orderIds: numbered.map((_, i) => `order-${i}`),
  });
}
