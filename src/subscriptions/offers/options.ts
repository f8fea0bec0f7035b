import { priceOn, usualBillingCycle, type BillingCycle, type Offer } from '../../catalog/catalog.ts';
import { offersSoldIn } from '../../catalog/view.ts';
import { foldName } from '../../customers/customer.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { Minor } from '../../kit/money.ts';
import { reasonsAgainst, type Base, type PurchaseFacts } from '../orders/law.ts';
import type { PurchaseReason } from '../orders/reasons.ts';
import type { Subscription } from '../subscription.ts';

/** Which offers are asked for; null for all. */
export type OptionsWish = {
  readonly search: string | null;
  readonly categoryId: string | null;
  /** Only add-ons that may hang on this subscription. */
  readonly baseId: SubscriptionId | null;
};

/** An offer with its prices and the verdict on the least of it. */
export type Option = {
  readonly offer: Offer;
  /** By billing cycle; null where nobody imported a price. */
  readonly prices: readonly { readonly billingCycle: BillingCycle; readonly unitPriceMinor: Minor | null }[];
  /** Active subscriptions that an add-on may hang on. */
  readonly bases: readonly Subscription[];
  /** In order of precedence; none when it can be bought. */
  readonly reasons: readonly PurchaseReason[];
};

/** What can be bought for a customer, in the order of the catalogue: the law of buying decides on the least of each. */
export function purchaseOptions(facts: PurchaseFacts, wish: OptionsWish): readonly Option[] {
  const wanted = foldName(wish.search?.trim() ?? '');
  return offersSoldIn(facts.catalog, facts.customer.country)
    .filter((offer) => wish.categoryId === null || offer.category.id.toLowerCase() === wish.categoryId.toLowerCase())
    .filter((offer) => [offer.name.en, offer.name.zhTW, ...offer.formerNames].some((name) => foldName(name).includes(wanted)))
    .filter((offer) => wish.baseId === null || candidatesFor(facts, offer).some(({ id }) => id === wish.baseId))
    .map((offer) => optionOf(facts, offer, wish.baseId));
}

function optionOf(facts: PurchaseFacts, offer: Offer, baseId: SubscriptionId | null): Option {
  const { customer, catalog, today: on } = facts;
  const { currency } = customer.partner;
  const candidates = candidatesFor(facts, offer);
  const prices = offer.supportedBillingCycles.map((billingCycle) => ({
    billingCycle,
    unitPriceMinor: priceOn(catalog, { offerId: offer.id, currency, billingCycle, on })?.listMinor ?? null,
  }));
  const priced = prices.find((price) => price.unitPriceMinor !== null)?.billingCycle;
  // One that is suspended is named too: to reactivate it is what helps then.
  const base = candidates.find(({ id }) => id === baseId) ?? candidates.find(isActive) ?? candidates[0];
  const hung: Base = base === undefined ? { kind: 'none' } : { kind: 'subscription', subscription: base };
  const billingCycle = base?.billingCycle ?? priced ?? usualBillingCycle(offer);
  const reasons = reasonsAgainst(facts, { offer, quantity: offer.minimumQuantity, billingCycle, base: hung, besideId: null });
  return { offer, prices, bases: candidates.filter(isActive), reasons };
}

/** The subscriptions on which an add-on may hang, as far as they are not removed. */
function candidatesFor({ customer }: PurchaseFacts, offer: Offer): readonly Subscription[] {
  if (!offer.isAddOn) return [];
  return customer.subscriptions.filter(
    ({ partnerId, offerId, status }) =>
      partnerId === customer.partner.id && offer.prerequisiteOfferIds.includes(offerId) && (status === 'active' || status === 'suspended'),
  );
}

function isActive({ status }: Subscription): boolean {
  return status === 'active';
}
