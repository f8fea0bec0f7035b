import { purchaseCharge, type Charge } from '../../billing/charge.ts';
import { periodOf, termFor } from '../../billing/period.ts';
import { openIn, priceOn, usualBillingCycle, type BillingCycle, type Offer } from '../../catalog/catalog.ts';
import type { OfferId } from '../../kit/ids.ts';
import type { ChangeReason } from '../change/reasons.ts';
import { reasonsAgainst, type PurchaseFacts } from '../orders/law.ts';
import type { PurchaseReason } from '../orders/reasons.ts';
import type { RestartedSubscription } from '../store.ts';
import type { Subscription } from '../subscription.ts';
import { activeSeatsBeside } from '../tenant/seats.ts';

/** Why a trial cannot be converted, beside what stands against any purchase. Each code has a page in docs/refusals. */
export type ConversionReason =
  | PurchaseReason
  | Extract<ChangeReason, { code: 'seats_still_assigned' }>
  | { readonly code: 'trial_not_active'; readonly status: string };

export type ConversionFacts = PurchaseFacts & {
  readonly trial: Subscription;
  /** How many users hold a licence of the trial's product. */
  readonly usersAssigned: number;
};

/** What is asked for; null for the seats of the trial, and for the usual billing cycle. */
export type ConversionWish = { readonly offerId: OfferId; readonly quantity: number | null; readonly billingCycle: BillingCycle | null };

export type ConversionPlan = { readonly offer: Offer; readonly restarted: RestartedSubscription; readonly charge: Charge | null };

export type Conversion =
  /** It is no trial, or not of this offer. */
  | { readonly kind: 'not_found' }
  | { readonly kind: 'refused'; readonly reasons: readonly ConversionReason[] }
  | { readonly kind: 'planned'; readonly plan: ConversionPlan };

/** The paid offers that a trial can become here: of the same product, so that nobody's licence is touched. */
export function conversionTargets({ catalog, customer, trial }: Pick<ConversionFacts, 'catalog' | 'customer' | 'trial'>): readonly Offer[] {
  const offer = catalog.offers.get(trial.offerId);
  if (offer === undefined || !offer.isTrial || trial.status === 'deleted') return [];
  return offer.conversionTargetOfferIds.flatMap((id) => {
    const target = catalog.offers.get(id);
    return target !== undefined && target.skuId === offer.skuId && openIn(customer.country, target) ? [target] : [];
  });
}

/**
 * Turns a trial into a paid subscription: the same subscription with another offer, twelve months from today at the price
 * of today. The law of buying decides, the trial itself left aside (domain rules 5.3).
 */
export function planConversion(facts: ConversionFacts, wish: ConversionWish): Conversion {
  const { trial } = facts;
  const offer = conversionTargets(facts).find((target) => target.id === wish.offerId);
  if (offer === undefined) return { kind: 'not_found' };
  const quantity = wish.quantity ?? trial.quantity;
  const billingCycle = wish.billingCycle ?? usualBillingCycle(offer);
  const purchase = { offer, quantity, billingCycle, base: { kind: 'none' }, besideId: trial.id } as const;
  const reasons: readonly ConversionReason[] = [
    ...(trial.status === 'active' ? [] : [{ code: 'trial_not_active' as const, status: trial.status }]),
    ...reasonsAgainst(facts, purchase),
    ...stillAssigned(facts, offer, quantity),
  ];
  return reasons.length > 0 ? { kind: 'refused', reasons } : { kind: 'planned', plan: planFor(facts, offer, { quantity, billingCycle }) };
}

function stillAssigned({ customer, catalog, trial, usersAssigned }: ConversionFacts, offer: Offer, quantity: number) {
  const elsewhere = activeSeatsBeside(customer, catalog, offer.skuId, trial.id);
  const usersTooMany = Math.max(usersAssigned - elsewhere - quantity, 0);
  if (usersTooMany === 0) return [];
  return [
    {
      code: 'seats_still_assigned' as const,
      offerId: offer.id,
      skuId: offer.skuId,
      seatsLeft: usersAssigned - usersTooMany,
      usersAssigned,
      usersTooMany,
    },
  ];
}

function planFor(
  { customer, catalog, today, trial }: ConversionFacts,
  offer: Offer,
  { quantity, billingCycle }: { readonly quantity: number; readonly billingCycle: BillingCycle },
): ConversionPlan {
  const { currency, rounding } = customer.partner;
  const price = priceOn(catalog, { offerId: offer.id, currency, billingCycle, on: today });
  if (price === null) throw new Error(`planned without a price: ${offer.id}`);
  const term = termFor(today);
  const period = periodOf(term, billingCycle, term.from);
  const { id, orderId } = trial;
  const unitPriceMinor = price.listMinor;
  const charge = purchaseCharge(
    { subscriptionId: id, offerId: offer.id, quantity, unitPriceMinor, currency, rounding },
    period,
    'purchase',
  );
  return {
    offer,
    restarted: {
      id,
      orderId,
      offerId: offer.id,
      quantity,
      billingCycle,
      unitPriceMinor,
      currency,
      term,
      autoRenew: offer.isAutoRenewable,
      paidUntil: period.until,
    },
    charge: charge.amountMinor === 0 ? null : charge,
  };
}
