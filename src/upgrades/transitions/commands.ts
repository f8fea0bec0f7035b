import type { Caller } from '../../access/caller.ts';
import type { Actor } from '../../audit/entry.ts';
import { rememberAnswer, type Answer, type Question } from '../../audit/store.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { dayOf } from '../../kit/dates.ts';
import type { SubscriptionId, UpgradeId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { dropProducts } from '../../licenses/assignment/store.ts';
import { presentOf, type Surroundings } from '../../licenses/commands.ts';
import { leaveEveryone, planTransfer, type TransferPlan } from '../../licenses/transfer.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll, type Write } from '../../platform/write.ts';
import type { Living } from '../../subscriptions/living.ts';
import { settleCustomer, type Reassign, type Reassigning } from '../../subscriptions/renewal/commands.ts';
import { dueEvent, lifeOf } from '../../subscriptions/renewal/events.ts';
import { LIFE_POLICY } from '../../subscriptions/renewal/policy.ts';
import type { Converted } from '../../subscriptions/renewal/settle.ts';
import { durationOfTerm } from '../../subscriptions/new-commerce/terms.ts';
import { lockCustomer, readTenantFacts, type Scope } from '../../subscriptions/tenant/store.ts';
import { delegatedAdmin } from '../eligibility.ts';
import type { Reason } from '../reasons.ts';
import { productReasons, type TransitionFacts } from './eligibility.ts';
import { planTransition, type TransitionPlanning } from './plan.ts';
import { eventsOf, peopleWrites, writesOf } from './steps.ts';
import { gatherForTransition, gatherUsers, recordTransitions, type GatheredTransition } from './store.ts';
import type { Transition, TransitionOrder } from './transition.ts';

export type TransitionRequest = {
  readonly scope: Scope;
  readonly sourceId: SubscriptionId;
  readonly order: TransitionOrder;
  readonly locale: Locale;
};

type NotFound = { readonly kind: 'no_such_customer' } | { readonly kind: 'no_such_subscription' } | { readonly kind: 'no_such_offer' };
type Decided = {
  readonly kind: 'decided';
  readonly facts: TransitionFacts;
  readonly planning: TransitionPlanning;
};

/** Works a transition out without doing it. */
export async function previewTransition(
  tx: Tx,
  request: TransitionRequest & { readonly caller: Caller },
  around: Surroundings,
): Promise<NotFound | Outdated | Decided> {
  const asked = { sourceId: request.sourceId, toOfferId: request.order.toOfferId, question: null };
  const first = await gatherForTransition(tx, request.scope, asked);
  if (isOverdue(first, around)) await lockCustomer(tx, request.scope);
  return decide(await settled(tx, first, { request, asked }, around), request, request.caller, around);
}

export type StartOutcome =
  | NotFound
  | Outdated
  | {
      readonly kind: 'wrong_order';
      readonly facts: TransitionFacts;
      readonly reasons: Extract<TransitionPlanning, { kind: 'wrong_order' }>['reasons'];
    }
  | { readonly kind: 'refused'; readonly facts: TransitionFacts; readonly reasons: readonly Reason[] }
  | { readonly kind: 'answered'; readonly answer: Answer };

export type StartRequest = TransitionRequest & {
  readonly actor: Actor;
  readonly question: Question;
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (transition: Transition) => Answer;
  /** Reasons for which the public API has a fault of its own; all others make an operation that failed. */
  readonly isFault: (reason: Reason) => boolean;
};

/**
 * Turns seats of a subscription of new commerce into another product, all of it in this transaction: decides under the
 * customer's lock, changes and opens subscriptions, moves the users, charges, records and announces. An operation that
 * could not be done is recorded too, with its errors.
 */
export async function startTransition(tx: Tx, request: StartRequest, around: Surroundings): Promise<StartOutcome> {
  const { scope, sourceId, order, actor, question, locale } = request;
  const asked = { sourceId, toOfferId: order.toOfferId, question };
  const locked = lockCustomer(tx, scope);
  const first = await gatherForTransition(tx, scope, asked);
  await locked;
  if (first !== null && first.answered !== null) return { kind: 'answered', answer: first.answered };
  const decided = decide(await settled(tx, first, { request, asked }, around), request, actor.caller, around);
  if (decided.kind !== 'decided') return decided;
  const { facts, planning } = decided;
  if (planning.kind === 'wrong_order') return { kind: 'wrong_order', facts, reasons: planning.reasons };
  if (planning.kind === 'refused' && planning.reasons.some(request.isFault)) {
    return { kind: 'refused', facts, reasons: planning.reasons };
  }
  const { now: at } = facts;
  const transition = transitionOf(facts, planning, { id: around.newId() as UpgradeId, locale });
  const answer = request.answer(transition);
  const { partnerId } = scope;
  const writes =
    planning.kind === 'planned'
      ? writesOf({ transition, facts, plan: planning.plan, actor }, { ...around, policy: LIFE_POLICY, now: at })
      : [recordTransitions([{ ...transition, partnerId, at }])];
  writeAll(tx, scope.customerId, [...writes, rememberAnswer(question, answer, at)]);
  return { kind: 'answered', answer };
}

function transitionOf(
  { source, catalog, now: at }: TransitionFacts,
  planning: Exclude<TransitionPlanning, { kind: 'wrong_order' }>,
  { id, locale }: { readonly id: UpgradeId; readonly locale: Locale },
): Transition {
  const planned = planning.kind === 'planned' ? planning.plan : null;
  const { goal, transitionType } = planned ?? (planning as Extract<TransitionPlanning, { kind: 'refused' }>);
  const isFull = transitionType === 'transition_with_license_transfer';
  const done = {
    transfer: planned !== null && isFull ? planned.transfer : null,
    transferReasons: planned?.transferReasons ?? [],
    reasons: planning.kind === 'refused' ? planning.reasons : [],
  };
  return {
    id,
    fromId: source.id,
    toId: planned?.target.subscription.id ?? goal.destination?.id ?? source.id,
    fromOfferId: source.offerId,
    toOfferId: goal.offerId,
    quantity: goal.quantity,
    transitionType,
    duration: goal.duration,
    billingCycle: goal.billingCycle,
    events: eventsOf(done, { catalog, locale, at }),
  };
}

type Asked = Parameters<typeof gatherForTransition>[2];

/** Where something fell due and was not done yet, it happens first, under the customer's lock. */
async function settled(
  tx: Tx,
  first: GatheredTransition | null,
  { request, asked }: { readonly request: TransitionRequest; readonly asked: Asked },
  around: Surroundings,
): Promise<GatheredTransition | null> {
  if (!isOverdue(first, around)) return first;
  await settleCustomer(tx, request.scope.customerId, { ...around, policy: LIFE_POLICY, dropProducts, reassign });
  return gatherForTransition(tx, request.scope, asked);
}

function isOverdue(gathered: GatheredTransition | null, around: Surroundings): boolean {
  if (gathered === null) return false;
  const present = presentOf(gathered.facts, around);
  if (present.kind === 'catalog_outdated') return false;
  return gathered.accounts.some((account) => {
    const subscription = gathered.facts.subscriptions.find(({ id }) => id === account.subscriptionId);
    if (subscription === undefined) return false;
    const life = lifeOf(subscription, account, present.catalog.offers.get(subscription.offerId));
    return dueEvent(life, LIFE_POLICY, dayOf(present.now)) !== null;
  });
}

/** From what was read to what would be done; the same for the preview and the operation. */
function decide(
  gathered: GatheredTransition | null,
  { scope, sourceId, order }: TransitionRequest,
  caller: Caller,
  around: Surroundings,
): NotFound | Outdated | Decided {
  if (gathered === null) return { kind: 'no_such_customer' };
  const { facts: customer, accounts, ledger, candidates, targetHolders } = gathered;
  const present = presentOf(customer, around);
  if (present.kind === 'catalog_outdated') return present;
  const { now } = present;
  const catalog = catalogSoldBy(present.catalog, { partnerId: scope.partnerId, country: customer.country });
  const livingOf = (id: SubscriptionId): Living | null => {
    const subscription = customer.subscriptions.find((each) => each.id === id && each.partnerId === scope.partnerId);
    const account = accounts.find((each) => each.subscriptionId === id);
    return subscription === undefined || account === undefined ? null : { subscription, account, rounding: customer.partner.rounding };
  };
  const source = livingOf(sourceId);
  const destination = order.toSubscriptionId === null ? null : livingOf(order.toSubscriptionId);
  if (source === null || (destination === null && order.toSubscriptionId !== null)) return { kind: 'no_such_subscription' };
  if (!catalog.offers.has(order.toOfferId)) return { kind: 'no_such_offer' };
  const facts: TransitionFacts = { customer, source: source.subscription, caller, catalog, today: dayOf(now), ledger, now };
  const newId = around.newId() as SubscriptionId;
  return { kind: 'decided', facts, planning: planTransition(facts, order, { source, destination, candidates, targetHolders, newId }) };
}

/**
 * What follows when a subscription became another product at its renewal, as it was scheduled: the operation is recorded,
 * and with as many seats as before the licences go along by the same law. With other seats somebody has to choose who.
 */
export const reassign: Reassign = async (tx, converted, around) => {
  const writes: Write[] = [];
  for (const each of converted) writes.push(...(await reassignOne(tx, each, around)));
  return writes;
};

async function reassignOne(tx: Tx, { before, after, keepsQuantity }: Converted, around: Reassigning): Promise<readonly Write[]> {
  const { customerId, partnerId } = before;
  const { now: at } = around;
  const customer = await readTenantFacts(tx, { partnerId, customerId });
  const catalog = around.catalog.on(dayOf(at));
  const [from, to] = [before.offerId, after.offerId].map((id) => catalog.offers.get(id));
  if (from === undefined || to === undefined) return [];
  const { candidates, targetHolders } = await gatherUsers(tx, customerId, { from: from.id, to: to.id });
  const reasons =
    customer === null
      ? [{ code: 'delegated_admin_permissions_disabled', missingServices: [from.adminService] } as const]
      : [
          delegatedAdmin({ customer, today: dayOf(at) }, [from.adminService, to.adminService], 'write'),
          ...productReasons({ customer, source: before, catalog }, { from, to, destination: null }),
        ].filter((reason) => reason !== null);
  const seats = after.quantity;
  const transfer: TransferPlan =
    reasons.length > 0
      ? leaveEveryone(candidates)
      : planTransfer(catalog, { source: from, target: to }, { seats, free: seats - targetHolders }, candidates);
  const transition: Transition = {
    id: around.newId() as UpgradeId,
    fromId: before.id,
    toId: after.id,
    fromOfferId: from.id,
    toOfferId: to.id,
    quantity: after.quantity,
    transitionType: keepsQuantity ? 'transition_with_license_transfer' : 'transition_only',
    duration: durationOfTerm(after.term),
    billingCycle: after.billingCycle,
    events: eventsOf({ transfer: keepsQuantity ? transfer : null, transferReasons: reasons, reasons: [] }, { catalog, locale: 'en', at }),
  };
  const hasPeople = keepsQuantity && candidates.length > 0;
  return [
    recordTransitions([{ ...transition, partnerId, at }]),
    ...(hasPeople ? peopleWrites({ transition, transfer, between: [before, after], catalog, submittedBy: null, at }) : []),
  ];
}
