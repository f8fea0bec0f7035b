import type { Charge } from '../../billing/charge.ts';
import { convertedAway, convertedTo } from '../../billing/new-commerce.ts';
import { periodOf, type Term } from '../../billing/period.ts';
import { priceOn, type Offer } from '../../catalog/catalog.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import { inLocale, localeOfName } from '../../kit/locale.ts';
import { sum, type Minor } from '../../kit/money.ts';
import { leaveEveryone, planTransfer, type TransferCandidates, type TransferPlan } from '../../licenses/transfer.ts';
import { seatsOf, withChange, type Living } from '../../subscriptions/living.ts';
import { durationOfTerm, TERM_MONTHS, termFrom, termNotSold } from '../../subscriptions/new-commerce/terms.ts';
import { paidTo } from '../../subscriptions/renewal/events.ts';
import type { Reason } from '../reasons.ts';
import { decideTransition, destinationReasons, goalOf, type Goal, type TransitionFacts } from './eligibility.ts';
import type { OrderReason } from './reasons.ts';
import type { TransitionOrder, TransitionType } from './transition.ts';

/** Everything a transition will do. A preview shows it, the operation carries it out: the same value, made by the same function. */
export type TransitionPlan = {
  readonly transitionType: TransitionType;
  readonly goal: Goal;
  /** All seats under the same id, some into a subscription of their own, or into one that is there. */
  readonly way: 'in_place' | 'partial' | 'into_existing';
  readonly source: { readonly before: Living; readonly after: Living };
  /** What the seats are in afterwards; in place it is the source. */
  readonly target: Living;
  readonly lines: readonly Charge[];
  readonly total: Minor;
  readonly transfer: TransferPlan;
  /** Why nobody was moved, where all should have been. */
  readonly transferReasons: readonly Reason[];
};

export type TransitionPlanning =
  | { readonly kind: 'planned'; readonly plan: TransitionPlan }
  /** It was asked for what cannot be; nothing is recorded. */
  | { readonly kind: 'wrong_order'; readonly reasons: readonly OrderReason[] }
  /** The subscription cannot become that now: an operation that failed. */
  | { readonly kind: 'refused'; readonly goal: Goal; readonly transitionType: TransitionType; readonly reasons: readonly Reason[] };

/** What stands around a transition: the source and an existing destination with their accounts, and the users. */
export type TransitionSurroundings = {
  readonly source: Living;
  readonly destination: Living | null;
  readonly candidates: readonly TransferCandidates[];
  /** How many users have the new product already. */
  readonly targetHolders: number;
  /** The id of a subscription that is opened. */
  readonly newId: SubscriptionId;
};

/** Decides a transition and, where it is possible, works out all of it. */
export function planTransition(facts: TransitionFacts, order: TransitionOrder, around: TransitionSurroundings): TransitionPlanning {
  const wrong = orderReasons(facts, order, around);
  if (wrong.length > 0) return { kind: 'wrong_order', reasons: wrong };
  const goal = goalIn(facts, order, around);
  const isFull = goal.quantity === facts.source.quantity;
  // Of some seats nobody can say which users they are for: they are reassigned by hand. Of all, it is always tried.
  const transitionType = isFull ? 'transition_with_license_transfer' : 'transition_only';
  const { reasons, transferReasons } = decideTransition(facts, goal, 'immediate');
  const [from, to] = [facts.source.offerId, goal.offerId].map((id) => facts.catalog.offers.get(id));
  if (reasons.length > 0 || from === undefined || to === undefined) return { kind: 'refused', goal, transitionType, reasons };

  const way = goal.destination !== null ? 'into_existing' : isFull ? 'in_place' : 'partial';
  const target = targetOf(facts, { goal, way, from, to }, around);
  const lines = [...awayLines(facts, goal, around), ...toLines(facts, { goal, way, target })];
  return {
    kind: 'planned',
    plan: {
      transitionType,
      goal,
      way,
      source: { before: around.source, after: sourceAfter({ way, isFull, goal, target }, around) },
      target,
      lines,
      total: sum(lines.map((line) => line.amountMinor)),
      transfer: isFull ? transferOf(facts, { from, to, seats: target.subscription.quantity, transferReasons }, around) : STAY,
      transferReasons: isFull ? transferReasons : [],
    },
  };
}

const STAY: TransferPlan = { moves: [], leftBehind: [] };

/** What is wrong with the order itself, in the order in which the public API looks at it. */
function orderReasons(facts: TransitionFacts, order: TransitionOrder, { destination }: TransitionSurroundings): readonly OrderReason[] {
  const { source, catalog } = facts;
  const offer = catalog.offers.get(source.offerId);
  if (offer === undefined || offer.newCommerce === null) return [{ code: 'not_new_commerce', offerId: source.offerId }];
  const quantity = order.quantity ?? source.quantity;
  const sourceDuration = durationOfTerm(source.term);
  const { duration = sourceDuration, billingCycle = source.billingCycle } = destination === null ? defined(order) : {};
  const to = catalog.offers.get(order.toOfferId);
  const reasons: readonly (OrderReason | null)[] = [
    quantity >= 1 && quantity <= source.quantity ? null : { code: 'transition_quantity', quantity, most: source.quantity },
    ...(destination === null ? [] : destinationReasons(facts, order.toOfferId, destination.subscription)),
    TERM_MONTHS[duration] < TERM_MONTHS[sourceDuration] ? { code: 'transition_term_shorter', duration, sourceDuration } : null,
    to === undefined || destination !== null ? null : termNotSold(to, { duration, billingCycle }),
  ];
  return reasons.filter((reason) => reason !== null);
}

/** The members that were said. */
function defined({ duration, billingCycle }: TransitionOrder): Partial<Pick<Goal, 'duration' | 'billingCycle'>> {
  return { ...(duration === null ? {} : { duration }), ...(billingCycle === null ? {} : { billingCycle }) };
}

/** What is to be, in full; into an existing subscription its term and billing cycle count. */
function goalIn({ source }: TransitionFacts, order: TransitionOrder, { destination }: TransitionSurroundings): Goal {
  const wanted = { offerId: order.toOfferId, quantity: order.quantity ?? source.quantity };
  if (destination === null) return goalOf(source, { ...wanted, ...defined(order) });
  const { term, billingCycle } = destination.subscription;
  return goalOf(source, { ...wanted, duration: durationOfTerm(term), billingCycle, destination: destination.subscription });
}

type Turn = { readonly goal: Goal; readonly way: TransitionPlan['way']; readonly from: Offer; readonly to: Offer };

/** The subscription in which the seats are afterwards. */
function targetOf(facts: TransitionFacts, { goal, way, from, to }: Turn, around: TransitionSurroundings): Living {
  const { source, destination } = around;
  if (destination !== null) {
    return withChange(destination, { quantity: destination.subscription.quantity + goal.quantity }, { nextTerm: null });
  }
  const { customer, today: on, catalog } = facts;
  const { currency } = customer.partner;
  const { offerId, billingCycle, duration, quantity } = goal;
  const price = priceOn(catalog, { offerId, currency, billingCycle, term: duration, on });
  if (price === null) throw new Error(`planned without a price: ${offerId}`);
  const { friendlyName, term: sourceTerm, billingCycle: sourceCycle } = source.subscription;
  const isSameTerm = duration === durationOfTerm(sourceTerm) && billingCycle === sourceCycle;
  // It ends on the same day as what it came from, unless it was asked for another term or billing cycle.
  const term: Term = isSameTerm ? sourceTerm : termFrom(on, duration);
  const sold = { offerId, billingCycle, quantity, unitPriceMinor: price.listMinor, currency, term };
  const spoken = localeOfName(friendlyName, from.name);
  const name = spoken !== null || way === 'partial' ? inLocale(to.name, spoken ?? 'en') : friendlyName;
  const paidUntil = periodOf(term, billingCycle, on).until;
  const account = { nextTerm: null, paidUntil, offerName: to.name.en };
  if (way === 'in_place') return withChange(source, { ...sold, friendlyName: name }, account);
  const { id, version, createdOn } = { id: around.newId, version: 1, createdOn: on };
  return withChange(
    source,
    { ...sold, id, version, createdOn, friendlyName: name },
    { ...account, subscriptionId: id, createdAt: facts.now.toISOString(), upgradedFromId: source.subscription.id },
  );
}

/** What is left of the source. A change in the middle of the term takes back what was scheduled for the next. */
function sourceAfter(
  {
    way,
    isFull,
    goal,
    target,
  }: { readonly way: TransitionPlan['way']; readonly isFull: boolean; readonly goal: Goal; readonly target: Living },
  { source }: TransitionSurroundings,
): Living {
  if (way === 'in_place') return target;
  if (isFull) return withChange(source, { status: 'deleted' }, { nextTerm: null });
  return withChange(source, { quantity: source.subscription.quantity - goal.quantity }, { nextTerm: null });
}

/** The unused days of the seats that leave; nothing of a period that was not charged. */
function awayLines({ today }: TransitionFacts, { quantity }: Goal, { source }: TransitionSurroundings): readonly Charge[] {
  const { term, billingCycle } = source.subscription;
  if (paidTo({ term, billingCycle, paidUntil: source.account.paidUntil }, today) <= today) return [];
  return convertedAway(seatsOf(source, quantity), periodOf(term, billingCycle, today), today);
}

/** The days that are left of the period for the seats that arrive. */
function toLines(
  { today }: TransitionFacts,
  turn: { readonly goal: Goal; readonly way: TransitionPlan['way']; readonly target: Living },
): readonly Charge[] {
  const { goal, way, target } = turn;
  const { term, billingCycle } = target.subscription;
  return convertedTo(
    seatsOf(target, goal.quantity),
    periodOf(term, billingCycle, today),
    today,
    way === 'into_existing' ? 'existing' : 'new',
  );
}

/** Who moves, by the law of the upgrade; where nothing may be moved, everybody is left. */
function transferOf(
  { catalog }: TransitionFacts,
  {
    from,
    to,
    seats,
    transferReasons,
  }: { readonly from: Offer; readonly to: Offer; readonly seats: number; readonly transferReasons: readonly Reason[] },
  { candidates, targetHolders }: TransitionSurroundings,
): TransferPlan {
  if (transferReasons.length > 0) return leaveEveryone(candidates);
  return planTransfer(catalog, { source: from, target: to }, { seats, free: seats - targetHolders }, candidates);
}
