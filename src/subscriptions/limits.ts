import { priceOn, USUAL_TERM, type BillingCycle, type Catalog, type Offer, type TermDuration } from '../catalog/catalog.ts';
import type { Day } from '../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../kit/ids.ts';
import type { TermReason } from './new-commerce/terms.ts';
import type { Subscription } from './subscription.ts';
import type { TenantFacts } from './tenant/facts.ts';
import { familyOverrun } from './tenant/seats.ts';

/**
 * Limits that hold for everything that adds something: a purchase, more seats, an upgrade. Each function is one rule and
 * gives its reason, or null where the limit is kept. Each code has a page in docs/refusals.
 */
export type LimitReason =
  | { readonly code: 'customer_agreement_missing' }
  | { readonly code: 'partner_suspended' }
  | {
      readonly code: 'offer_does_not_support_billing_cycle';
      readonly billingCycle: BillingCycle;
      readonly supported: readonly BillingCycle[];
    }
  | { readonly code: 'quantity_out_of_range'; readonly quantity: number; readonly minimum: number; readonly maximum: number }
  | {
      readonly code: 'seat_family_full';
      readonly family: string;
      readonly seatsMax: number;
      readonly seatsHeld: number;
      readonly quantity: number;
    }
  | TermReason
  | { readonly code: 'price_missing'; readonly offerId: OfferId; readonly currency: string; readonly billingCycle: BillingCycle };

/** What holds for an add-on and the subscription that it hangs on. */
export type BaseReason =
  | { readonly code: 'base_not_active'; readonly baseId: SubscriptionId; readonly status: string }
  | { readonly code: 'add_on_exceeds_base'; readonly baseId: SubscriptionId; readonly baseQuantity: number; readonly quantity: number };

type Of<Code extends LimitReason['code']> = Extract<LimitReason, { code: Code }> | null;

/** Since 2020 nothing is sold to a customer whose acceptance of the agreement is not recorded. */
export function agreementMissing(customer: TenantFacts): Of<'customer_agreement_missing'> {
  return customer.agreementRecorded ? null : { code: 'customer_agreement_missing' };
}

/** A partner whose account is suspended may look after what is there, but add nothing. */
export function partnerSuspended(customer: TenantFacts): Of<'partner_suspended'> {
  return customer.partner.standing === 'suspended' ? { code: 'partner_suspended' } : null;
}

export function billingCycleUnsupported(
  { supportedBillingCycles: supported }: Offer,
  billingCycle: BillingCycle,
): Of<'offer_does_not_support_billing_cycle'> {
  return supported.includes(billingCycle) ? null : { code: 'offer_does_not_support_billing_cycle', billingCycle, supported };
}

export function quantityOutOfRange(
  { minimumQuantity: minimum, maximumQuantity: maximum }: Pick<Offer, 'minimumQuantity' | 'maximumQuantity'>,
  quantity: number,
): Of<'quantity_out_of_range'> {
  if (Number.isSafeInteger(quantity) && quantity >= minimum && quantity <= maximum) return null;
  return { code: 'quantity_out_of_range', quantity, minimum, maximum };
}

/** Seats of one family count together in a tenant, whoever sold them. Those of the subscription beside do not. */
export function seatFamilyFull(
  customer: TenantFacts,
  catalog: Catalog,
  wanted: { readonly offer: Offer; readonly quantity: number; readonly besideId: SubscriptionId | null },
): Of<'seat_family_full'> {
  const overrun = familyOverrun(customer, catalog, wanted);
  if (overrun === null || overrun.policy !== 'block') return null;
  const { family, seatsMax, seatsHeld } = overrun;
  return { code: 'seat_family_full', family, seatsMax, seatsHeld, quantity: wanted.quantity };
}

/** Prices are never guessed. A cycle that the offer lacks has no price either; that is said by its own reason. */
export function priceMissing(
  customer: TenantFacts,
  catalog: Catalog,
  wanted: { readonly offer: Offer; readonly billingCycle: BillingCycle; readonly term?: TermDuration; readonly on: Day },
): Of<'price_missing'> {
  const { offer, billingCycle, term = USUAL_TERM, on } = wanted;
  const { currency } = customer.partner;
  if (!offer.supportedBillingCycles.includes(billingCycle)) return null;
  if (priceOn(catalog, { offerId: offer.id, currency, billingCycle, term, on }) !== null) return null;
  return { code: 'price_missing', offerId: offer.id, currency, billingCycle };
}

/** Nothing that hangs on a subscription can be active while that is not. */
export function baseNotActive({ id: baseId, status }: Pick<Subscription, 'id' | 'status'>): BaseReason | null {
  return status === 'active' ? null : { code: 'base_not_active', baseId, status };
}

/** An add-on that is sold by the user has at most one seat for each seat of its base. */
export function addOnExceedsBase(
  { id: baseId, quantity: baseQuantity }: Pick<Subscription, 'id' | 'quantity'>,
  offer: Offer,
  quantity: number,
): BaseReason | null {
  return offer.isBeyondSeats || quantity <= baseQuantity ? null : { code: 'add_on_exceeds_base', baseId, baseQuantity, quantity };
}
