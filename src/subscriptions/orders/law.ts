import { openIn, USUAL_TERM, type BillingCycle, type Catalog, type Offer, type TermDuration } from '../../catalog/catalog.ts';
import type { Day } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import {
  addOnExceedsBase,
  agreementMissing,
  baseNotActive,
  billingCycleUnsupported,
  partnerSuspended,
  priceMissing,
  quantityOutOfRange,
  seatFamilyFull,
} from '../limits.ts';
import { termNotSold } from '../new-commerce/terms.ts';
import type { Subscription } from '../subscription.ts';
import type { TenantFacts } from '../tenant/facts.ts';
import { holdingsBeside, type Holding } from '../tenant/holdings.ts';
import type { PurchaseReason } from './reasons.ts';

/** What the law of buying decides on. */
export type PurchaseFacts = {
  readonly customer: TenantFacts;
  /** How often the customer had an offer that it has no more: removed, or a trial that became something else. */
  readonly hadBefore: ReadonlyMap<OfferId, number>;
  readonly catalog: Catalog;
  readonly today: Day;
  /** In which a subscription is named after its offer where nobody names it; English where left out. */
  readonly locale?: Locale;
};

/** What an add-on is to hang on. */
export type Base =
  | { readonly kind: 'none' }
  | { readonly kind: 'subscription'; readonly subscription: Subscription }
  | { readonly kind: 'unknown'; readonly subscriptionId: SubscriptionId };

/** One thing that is to be bought. */
export type Purchase = {
  readonly offer: Offer;
  readonly quantity: number;
  readonly billingCycle: BillingCycle;
  readonly duration?: TermDuration;
  readonly base: Base;
  /** The trial that becomes what is bought: it does not stand beside it. Null for a purchase of something new. */
  readonly besideId: SubscriptionId | null;
};

/** Every reason against a purchase, in order of precedence; none when it is possible (domain rules 4, 5.1, 5.3). */
export function reasonsAgainst(facts: PurchaseFacts, purchase: Purchase): readonly PurchaseReason[] {
  const { customer, catalog, today: on } = facts;
  const { offer, quantity, billingCycle, duration = USUAL_TERM, besideId } = purchase;
  const term = termNotSold(offer, { duration, billingCycle });
  const holdings = holdingsBeside(customer, catalog, besideId);
  const reasons: readonly (PurchaseReason | null)[] = [
    agreementMissing(customer),
    partnerSuspended(customer),
    openIn(customer.country, offer) ? null : { code: 'offer_not_sold_in_country', offerId: offer.id, country: customer.country },
    offer.isAvailableForPurchase ? null : { code: 'offer_not_available', offerId: offer.id },
    trialOfHeldProduct(offer, holdings),
    billingCycleUnsupported(offer, billingCycle),
    term,
    quantityOutOfRange(offer, quantity),
    limitReached(facts, offer, holdings),
    seatFamilyFull(customer, catalog, { offer, quantity, besideId }),
    ...addOnReasons(purchase),
    suspendedAlready(customer, purchase),
    term === null ? priceMissing(customer, catalog, { offer, billingCycle, term: duration, on }) : null,
  ];
  return reasons.filter((reason) => reason !== null);
}

/** Nobody tries what he has: a trial is not for customers who hold the product, from whomever. */
function trialOfHeldProduct(offer: Offer, holdings: readonly Holding[]): PurchaseReason | null {
  if (!offer.isTrial) return null;
  const holders = holdings.filter((held) => held.offer.skuId === offer.skuId && !held.offer.isTrial).map(({ holder }) => holder);
  return holders.length === 0 ? null : { code: 'trial_of_held_product', offerId: offer.id, holders };
}

/** Of some offers a customer may have only so many: at a time (suspended and cancelled ones count until they are removed), or ever. */
function limitReached({ hadBefore }: PurchaseFacts, offer: Offer, holdings: readonly Holding[]): PurchaseReason | null {
  const { limit } = offer;
  if (limit.measure === 'none') return null;
  const holders = holdings.filter((held) => held.offer.id === offer.id).map(({ holder }) => holder);
  const held = holders.length + (limit.measure === 'lifetime' ? (hadBefore.get(offer.id) ?? 0) : 0);
  if (held < limit.count) return null;
  return { code: 'offer_limit_reached', offerId: offer.id, measure: limit.measure, most: limit.count, held, holders };
}

/** An add-on hangs on an active subscription of one of its prerequisites, in the same billing cycle. */
function addOnReasons({ offer, quantity, billingCycle, base }: Purchase): readonly (PurchaseReason | null)[] {
  if (base.kind === 'unknown') return [{ code: 'base_not_found', subscriptionId: base.subscriptionId }];
  if (!offer.isAddOn) return base.kind === 'none' ? [] : [{ code: 'not_an_add_on', offerId: offer.id }];
  const baseOfferIds = offer.prerequisiteOfferIds;
  if (base.kind === 'none') return [{ code: 'add_on_needs_base', offerId: offer.id, baseOfferIds }];
  const { subscription } = base;
  const fits = baseOfferIds.includes(subscription.offerId);
  return [
    fits ? null : { code: 'add_on_not_for_base', offerId: offer.id, baseOfferId: subscription.offerId, baseOfferIds },
    baseNotActive(subscription),
    subscription.billingCycle === billingCycle
      ? null
      : { code: 'base_billing_cycle_differs', billingCycle, baseBillingCycle: subscription.billingCycle },
    addOnExceedsBase(subscription, offer, quantity),
  ];
}

/** One that is suspended comes back as it was, with its data; a second one beside it would be paid for nothing. */
function suspendedAlready(customer: TenantFacts, { offer, base, besideId }: Purchase): PurchaseReason | null {
  const baseId = base.kind === 'subscription' ? base.subscription.id : null;
  const suspended = customer.subscriptions.find(
    (subscription) =>
      subscription.status === 'suspended' &&
      subscription.partnerId === customer.partner.id &&
      subscription.offerId === offer.id &&
      subscription.parentId === baseId &&
      subscription.id !== besideId,
  );
  return suspended === undefined ? null : { code: 'subscription_suspended_already', offerId: offer.id, subscriptionId: suspended.id };
}
