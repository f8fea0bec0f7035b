import { cancelLines, paidPeriod, reactivateLines, seatChangeLines } from '../../billing/advance.ts';
import type { Charge } from '../../billing/charge.ts';
import { periodOf, termAfter } from '../../billing/period.ts';
import { adjustmentLines, cancellationLines, reductionLines } from '../../billing/new-commerce.ts';
import { isProductItem, priceOn } from '../../catalog/catalog.ts';
import { unreachable } from '../../kit/brand.ts';
import type { SkuId, UserId } from '../../kit/ids.ts';
import { sum, type Minor } from '../../kit/money.ts';
import { seatsOf, withChange, type Living } from '../living.ts';
import { refundsOf } from '../new-commerce/windows.ts';
import type { Subscription } from '../subscription.ts';
import { activeSeatsBeside, familyOverrun, type FamilyOverrun } from '../tenant/seats.ts';
import type { Account } from '../tenant/account.ts';
import type { Change } from './change.ts';
import type { ChangeFacts } from './facts.ts';
import type { ChangeReason } from './reasons.ts';
import { decideChange, followers, unassigned } from './rules.ts';

/** Everything that a change will do. A preview shows it, a PATCH carries it out: the same value, made by the same function. */
export type ChangePlan = {
  /** The subscription first, then the add-ons that follow it. */
  readonly changed: readonly { readonly before: Living; readonly after: Living }[];
  readonly lines: readonly Charge[];
  readonly total: Minor;
  /** Licences taken from the users who were named. */
  readonly unassigned: readonly { readonly skuId: SkuId; readonly userIds: readonly UserId[] }[];
  /** Products of which the customer has nothing left: every licence of them goes. */
  readonly releasedSkuIds: readonly SkuId[];
  /** Users who hold a licence of one of the products and have no seat to use afterwards. */
  readonly usersWithoutSeat: number;
  /** More seats of a family than a tenant may have, where the catalogue only warns. */
  readonly familyWarning: FamilyOverrun | null;
};

export type ChangePlanning =
  | { readonly kind: 'planned'; readonly plan: ChangePlan }
  | { readonly kind: 'refused'; readonly reasons: readonly ChangeReason[] };

/** Decides a change and, where it is possible, works out all of it. */
export function planChange(facts: ChangeFacts, change: Change): ChangePlanning {
  const reasons = decideChange(facts, change);
  if (reasons.length > 0) return { kind: 'refused', reasons };
  const steps = [{ living: facts.target, change: ownStep(change) }, ...followingSteps(facts, change)].map(({ living, change: step }) => ({
    before: living,
    ...carriedOut(facts, living, step),
  }));
  const lines = steps.flatMap((step) => step.lines);
  const changed = steps.map(({ before, after }) => ({ before, after }));
  return {
    kind: 'planned',
    plan: {
      changed,
      lines,
      total: sum(lines.map((line) => line.amountMinor)),
      unassigned: unassigned(facts, change),
      releasedSkuIds: released(facts, changed),
      usersWithoutSeat: withoutSeat(facts, changed),
      familyWarning: warning(facts, change),
    },
  };
}

/** What happens to one subscription: its members that are edited, and at most one of the things that cost or give back. */
type Step = {
  readonly edited: Pick<Change, 'friendlyName' | 'autoRenew' | 'resellerMpnId' | 'nextTerm'>;
  readonly act:
    | { readonly kind: 'none' }
    | { readonly kind: 'seats'; readonly quantity: number }
    | { readonly kind: 'suspend'; readonly reason: string | null }
    | { readonly kind: 'reactivate' }
    | { readonly kind: 'cancel' };
};

const UNEDITED = { friendlyName: null, autoRenew: null, resellerMpnId: null, nextTerm: null };

function ownStep({ quantity, status, friendlyName, autoRenew, resellerMpnId, nextTerm }: Change): Step {
  const edited = { friendlyName, autoRenew, resellerMpnId, nextTerm };
  switch (status) {
    case 'active':
      return { edited, act: { kind: 'reactivate' } };
    case 'suspended':
      return { edited, act: { kind: 'suspend', reason: null } };
    case 'deleted':
      return { edited, act: { kind: 'cancel' } };
    default:
      return { edited, act: quantity === null ? { kind: 'none' } : { kind: 'seats', quantity } };
  }
}

/** Add-ons follow their base: suspended and cancelled with it, active again with it, and never more than it has seats. */
function followingSteps(facts: ChangeFacts, { quantity, status }: Change): readonly { readonly living: Living; readonly change: Step }[] {
  const step = (living: Living, act: Step['act']) => ({ living, change: { edited: UNEDITED, act } });
  switch (status) {
    case 'active':
      return wokenWith(facts).map((addOn) => step(addOn, { kind: 'reactivate' }));
    case 'suspended':
      return facts.addOns
        .filter(({ subscription }) => subscription.status === 'active')
        .map((addOn) => step(addOn, { kind: 'suspend', reason: BASE_SUSPENDED }));
    case 'deleted':
      return facts.addOns.map((addOn) => step(addOn, { kind: 'cancel' }));
    default:
      return quantity === null ? [] : followers(facts, quantity).map((addOn) => step(addOn, { kind: 'seats', quantity }));
  }
}

/** Add-ons that were suspended only because their base was, and theirs in turn. */
function wokenWith({ target, addOns }: ChangeFacts): readonly Living[] {
  const asleep = addOns.filter(({ account }) => account.suspensionReasons.includes(BASE_SUSPENDED));
  const under = (base: Living): readonly Living[] =>
    asleep.flatMap((addOn) => (addOn.subscription.parentId === base.subscription.id ? [addOn, ...under(addOn)] : []));
  return under(target);
}

const BASE_SUSPENDED = 'BaseSuspended';

type Result = { readonly after: Living; readonly lines: readonly Charge[] };

function carriedOut(facts: ChangeFacts, living: Living, { edited, act }: Step): Result {
  const kept = withChange(
    living,
    {
      friendlyName: edited.friendlyName ?? living.subscription.friendlyName,
      resellerMpnId: edited.resellerMpnId ?? living.subscription.resellerMpnId,
    },
    renewalOf(living, { edited, act }),
  );
  const ended = { suspendedOn: null, suspensionReasons: [] };
  switch (act.kind) {
    case 'none':
      return { after: kept, lines: [] };
    case 'seats':
      return { after: withChange(kept, { quantity: act.quantity }, {}), lines: seatLines(facts, living, act.quantity) };
    case 'suspend':
      return {
        after: withChange(
          kept,
          { status: 'suspended' },
          { suspendedOn: facts.today, suspensionReasons: act.reason === null ? [] : [act.reason] },
        ),
        lines: creditLines(facts, living, 'suspend'),
      };
    case 'cancel':
      return {
        after: withChange(kept, { status: 'deleted' }, ended),
        lines:
          living.subscription.status === 'active' || isProductItem(living.subscription.offerId) ? creditLines(facts, living, 'cancel') : [],
      };
    case 'reactivate':
      return isProductItem(living.subscription.offerId)
        ? { after: withChange(kept, { status: 'active' }, ended), lines: [] }
        : reactivated(facts, withChange(kept, { status: 'active' }, ended));
    default:
      return unreachable(act);
  }
}

/**
 * Whether it renews, and as what. What was scheduled for the next term does not outlive a change in the middle of this
 * one, nor auto-renewal; and what is suspended in new commerce is not renewed.
 */
function renewalOf({ subscription, account }: Living, { edited, act }: Step): Pick<Account, 'autoRenew' | 'nextTerm'> {
  const isStopped = act.kind === 'suspend' && isProductItem(subscription.offerId);
  const autoRenew = !isStopped && (edited.autoRenew ?? account.autoRenew);
  if (edited.nextTerm !== null) return { autoRenew, nextTerm: edited.nextTerm === 'none' ? null : edited.nextTerm };
  return { autoRenew, nextTerm: autoRenew && act.kind === 'none' ? (account.nextTerm ?? null) : null };
}

function seatLines({ ledger, today, now }: ChangeFacts, living: Living, quantity: number): readonly Charge[] {
  const { id, offerId, term, billingCycle } = living.subscription;
  const seats = seatsOf(living);
  const period = periodOf(term, billingCycle, today);
  if (!isProductItem(offerId)) return seatChangeLines(paidPeriod(seats, period, ledger), seats, quantity, today);
  if (quantity >= seats.quantity) return adjustmentLines(seats, quantity, period, today);
  return reductionLines({ seats, period }, refundsOf(id, seats.quantity - quantity, ledger, now), ledger);
}

/** What is suspended in new commerce is paid for on: nothing comes back but by a cancellation within the window. */
function creditLines({ ledger, today, now }: ChangeFacts, living: Living, act: 'suspend' | 'cancel'): readonly Charge[] {
  const { id, offerId, term, billingCycle, quantity, createdOn: purchasedOn } = living.subscription;
  const seats = seatsOf(living);
  const period = periodOf(term, billingCycle, today);
  if (!isProductItem(offerId)) return cancelLines(paidPeriod(seats, period, ledger), seats, quantity, { purchasedOn, today }, 'cancel');
  return act === 'suspend' ? [] : cancellationLines({ seats, period }, refundsOf(id, quantity, ledger, now), ledger);
}

/**
 * Active again, from today to the end of the period. The renewal date stays where it was: a term that ended meanwhile is
 * followed by the next ones, at the list price of their first day.
 */
function reactivated({ ledger, catalog, today }: ChangeFacts, living: Living): Result {
  let after = living;
  while (after.subscription.term.until <= today) {
    const { offerId, currency, billingCycle, unitPriceMinor, term } = after.subscription;
    const price = priceOn(catalog, { offerId, currency, billingCycle, on: term.until });
    after = withChange(after, { term: termAfter(term), unitPriceMinor: price?.listMinor ?? unitPriceMinor }, {});
  }
  const { term, billingCycle, createdOn: purchasedOn } = after.subscription;
  const period = periodOf(term, billingCycle, today);
  return {
    after: withChange(after, {}, { paidUntil: period.until }),
    lines: reactivateLines(seatsOf(after), period, ledger, { purchasedOn, today }),
  };
}

/** Products of which nothing is left, of whomever and by whosever note, once these subscriptions are gone. */
function released({ customer, catalog }: ChangeFacts, steps: ChangePlan['changed']): readonly SkuId[] {
  const gone = new Set(steps.filter(({ after }) => after.subscription.status === 'deleted').map(({ after }) => after.subscription.id));
  const skuOf = (offerId: Subscription['offerId']) => catalog.offers.get(offerId)?.skuId;
  const kept = new Set([
    ...customer.subscriptions.filter((each) => each.status !== 'deleted' && !gone.has(each.id)).map((each) => skuOf(each.offerId)),
    ...customer.heldElsewhere,
  ]);
  const freed = steps
    .filter(({ after }) => gone.has(after.subscription.id))
    .flatMap(({ after }) => skuOf(after.subscription.offerId) ?? []);
  return [...new Set(freed)].filter((skuId) => !kept.has(skuId));
}

/** Per product the users beyond the seats that are active afterwards; summed over the products that change. */
function withoutSeat(facts: ChangeFacts, steps: ChangePlan['changed']): number {
  const { customer, catalog, assigned, people } = facts;
  const bySku = Map.groupBy(steps, ({ after }) => catalog.offers.get(after.subscription.offerId)?.skuId);
  return [...bySku].reduce((total, [skuId, ofSku]) => {
    if (skuId === undefined) return total;
    const losing = people.filter((person) => person.licenses.some((license) => license.skuId === skuId)).length;
    const changedIds = new Set(ofSku.map(({ after }) => after.subscription.id));
    const others = { ...customer, subscriptions: customer.subscriptions.filter((each) => !changedIds.has(each.id)) };
    const seats = ofSku
      .filter(({ after }) => after.subscription.status === 'active')
      .reduce((all, { after }) => all + after.subscription.quantity, activeSeatsBeside(others, catalog, skuId, null));
    const users = (assigned.find((each) => each.skuId === skuId)?.users ?? 0) - losing;
    return total + Math.max(users - seats, 0);
  }, 0);
}

function warning({ customer, catalog, target }: ChangeFacts, { quantity }: Change): FamilyOverrun | null {
  const offer = catalog.offers.get(target.subscription.offerId);
  if (quantity === null || quantity <= target.subscription.quantity || offer === undefined) return null;
  return familyOverrun(customer, catalog, { offer, quantity, besideId: target.subscription.id });
}
