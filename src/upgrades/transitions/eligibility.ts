import type { BillingCycle, Offer, TermDuration } from '../../catalog/catalog.ts';
import { transitionsFrom } from '../../catalog/upgrade-path.ts';
import type { OfferId } from '../../kit/ids.ts';
import type { DatedCharge } from '../../subscriptions/change/reduction.ts';
import { partnerSuspended, priceMissing, quantityOutOfRange, seatFamilyFull } from '../../subscriptions/limits.ts';
import { durationOfTerm, TERM_MONTHS, termNotSold } from '../../subscriptions/new-commerce/terms.ts';
import { windowsOf } from '../../subscriptions/new-commerce/windows.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import { holdingsBeside } from '../../subscriptions/tenant/holdings.ts';
import {
  callerReason,
  conflictingServices,
  delegatedAdmin,
  sellerOnly,
  standing,
  targetAlreadyHeld,
  unfinishedUpgrade,
} from '../eligibility.ts';
import type { UpgradeFacts } from '../facts.ts';
import type { Reason } from '../reasons.ts';
import type { DestinationReason } from './reasons.ts';

/** What the law of transitions decides on; the lines tell the windows of existing destinations. */
export type TransitionFacts = UpgradeFacts & { readonly ledger: readonly DatedCharge[]; readonly now: Date };

/** At once, or at the end of the term as scheduled. */
export type EligibilityType = 'immediate' | 'scheduled';

/** What a subscription is to become: an offer, by a term and a billing cycle, or as an existing subscription has them. */
export type Goal = {
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly duration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly destination: Subscription | null;
};

/** The verdict on one product. Where users could not move but the seats could, both ways are told. */
export type TransitionVerdict = {
  readonly goal: Goal;
  readonly reasons: readonly Reason[];
  readonly transferReasons: readonly Reason[];
  /** Existing subscriptions of the product, each with what speaks against it; none for what is scheduled. */
  readonly destinations: readonly { readonly subscription: Subscription; readonly reasons: readonly DestinationReason[] }[];
};

/** The verdict on every product that a subscription can become, all its seats together. */
export function decideTransitions(facts: TransitionFacts, type: EligibilityType): readonly TransitionVerdict[] {
  const { source, catalog, customer } = facts;
  return transitionsFrom(catalog, source.offerId, customer.country).map(({ to }) => {
    const goal = goalOf(source, { offerId: to });
    return {
      goal,
      ...decideTransition(facts, goal, type),
      destinations:
        type === 'scheduled'
          ? []
          : existing(facts, to).map((each) => ({ subscription: each, reasons: destinationReasons(facts, to, each) })),
    };
  });
}

/** What is asked for, with the source's own seats, term and billing cycle where nothing was said. */
export function goalOf(source: Subscription, wanted: Partial<Goal> & Pick<Goal, 'offerId'>): Goal {
  const { quantity, billingCycle, term } = source;
  return { quantity, billingCycle, duration: durationOfTerm(term), destination: null, ...wanted };
}

/** Every reason against a transition, and against moving the users along, in order of precedence. */
export function decideTransition(
  facts: TransitionFacts,
  goal: Goal,
  type: EligibilityType,
): Pick<TransitionVerdict, 'reasons' | 'transferReasons'> {
  const { customer, source, catalog, today } = facts;
  const seller = sellerOnly(facts);
  if (seller !== null) return { reasons: [seller], transferReasons: [] };
  const from = catalog.offers.get(source.offerId);
  const to = catalog.offers.get(goal.offerId);
  const pathsTo = transitionsFrom(catalog, source.offerId, customer.country).map((path) => path.to);
  const { offerId } = source;
  if (from === undefined || to === undefined || !pathsTo.includes(goal.offerId)) {
    const nowhere: Reason = { code: 'subscription_does_not_have_any_upgrade_paths', offerId, country: customer.country };
    const missing: Reason = { code: 'subscription_target_offer_not_found', targetOfferId: goal.offerId, pathsTo };
    return {
      reasons: [...standing(facts), pathsTo.length === 0 ? nowhere : missing].filter((reason) => reason !== null),
      transferReasons: [],
    };
  }
  const { destination, quantity, billingCycle } = goal;
  const on = type === 'scheduled' ? source.term.until : today;
  const term = destination === null ? termNotSold(to, goal) : null;
  const reasons = [
    ...standing(facts),
    term,
    quantityOutOfRange(to, quantity + (destination?.quantity ?? 0)),
    unfinishedUpgrade(facts),
    // The seats of the source go away with it; those of an existing destination are there already.
    seatFamilyFull(customer, catalog, { offer: to, quantity: Math.max(quantity, source.quantity), besideId: source.id }),
    partnerSuspended(customer),
    destination === null && term === null ? priceMissing(customer, catalog, { offer: to, billingCycle, term: goal.duration, on }) : null,
  ];
  return { reasons: reasons.filter((reason) => reason !== null), transferReasons: transferReasons(facts, { from, to, destination }) };
}

/** What forbids moving the users along, though the seats themselves could become the other product. */
function transferReasons(facts: TransitionFacts, ends: Ends): readonly Reason[] {
  const services = [ends.from.adminService, ends.to.adminService];
  const reasons = [delegatedAdmin(facts, services), callerReason(facts, services), ...productReasons(facts, ends)];
  return reasons.filter((reason) => reason !== null);
}

type Ends = { readonly from: Offer; readonly to: Offer; readonly destination: Pick<Subscription, 'id'> | null };

/**
 * What in the customer's products forbids moving users, whoever asks: a service of the new product that comes from
 * elsewhere, the new product from elsewhere, or two subscriptions of one product, of which nobody can say whose seat a
 * user holds. Unlike in the licence-based catalogue these do not stop the seats.
 */
export function productReasons(
  { customer, source, catalog }: Pick<UpgradeFacts, 'customer' | 'source' | 'catalog'>,
  ends: Ends,
): readonly (Reason | null)[] {
  const { from, to, destination } = ends;
  const holdings = holdingsBeside(customer, catalog, source.id).filter(
    ({ holder }) => holder.kind !== 'own' || holder.subscriptionId !== destination?.id,
  );
  const alike = holdings.filter(({ offer, givesServices }) => givesServices && offer.skuId === from.skuId);
  return [
    conflictingServices({ catalog }, from, to, holdings),
    targetAlreadyHeld(to, holdings),
    alike.length === 0 ? null : { code: 'license_transfer_ambiguous', subscriptions: alike.length + 1 },
  ];
}

/** The subscriptions of a product that this partner sold to the customer. */
function existing({ customer, source }: TransitionFacts, offerId: OfferId): readonly Subscription[] {
  return customer.subscriptions.filter((each) => each.offerId === offerId && each.partnerId === source.partnerId && each.id !== source.id);
}

/** Every reason against an existing subscription as the destination, in order of precedence. */
export function destinationReasons(
  { source, catalog, ledger, now }: TransitionFacts,
  offerId: OfferId,
  destination: Subscription,
): readonly DestinationReason[] {
  const { id: subscriptionId, status, term } = destination;
  if (subscriptionId === source.id) return [{ code: 'destination_is_source', subscriptionId }];
  if (destination.offerId !== offerId) return [{ code: 'destination_other_product', subscriptionId, offerId }];
  const { cancellableUntil } = windowsOf(destination, catalog.offers.get(offerId), ledger, now);
  const [duration, sourceDuration] = [durationOfTerm(term), durationOfTerm(source.term)];
  const reasons: readonly (DestinationReason | null)[] = [
    status === 'active' ? null : { code: 'destination_not_active', subscriptionId, status },
    cancellableUntil === null ? null : { code: 'destination_in_window', subscriptionId, cancellableUntil: cancellableUntil.toISOString() },
    TERM_MONTHS[duration] < TERM_MONTHS[sourceDuration]
      ? { code: 'destination_term_shorter', subscriptionId, duration, sourceDuration }
      : null,
    term.until < source.term.until
      ? { code: 'destination_ends_earlier', subscriptionId, until: term.until, sourceUntil: source.term.until }
      : null,
  ];
  return reasons.filter((reason) => reason !== null);
}
