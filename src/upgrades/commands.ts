import type { Caller } from '../access/caller.ts';
import type { Actor } from '../audit/entry.ts';
import { announce, recordAudit, rememberAnswer, type Answer, type Question } from '../audit/store.ts';
import { appendCharges } from '../billing/store.ts';
import { catalogSoldBy } from '../catalog/prices.ts';
import { dayOf } from '../kit/dates.ts';
import type { OfferId, PreviewId, SubscriptionId, UpgradeId, UserId } from '../kit/ids.ts';
import { dropProducts, moveLicenses } from '../licenses/assignment/store.ts';
import { presentOf, type Surroundings } from '../licenses/commands.ts';
import type { Tx } from '../platform/db.ts';
import { writeAll, type Write } from '../platform/write.ts';
import { settleCustomer } from '../subscriptions/renewal/commands.ts';
import { dueEvent, lifeOf } from '../subscriptions/renewal/events.ts';
import { LIFE_POLICY } from '../subscriptions/renewal/policy.ts';
import { changeSubscriptions, hangSubscriptions, openSubscriptions } from '../subscriptions/store.ts';
import { upgradeAudit } from './audit.ts';
import type { AddOnChoice } from './add-ons.ts';
import type { UpgradeType } from './eligibility.ts';
import type { UpgradeFacts } from './facts.ts';
import { closed, droppedAddOns, keptAddOns, opened, undoableIn } from './outcome.ts';
import { countUsers, planUpgrade, type UpgradePlan, type UpgradePlanning, type UpgradeWish } from './plan.ts';
import { differences, type Difference, type Promised } from '../subscriptions/promise.ts';
import { promiseOf } from './promise.ts';
import { lockCustomer, type Scope } from '../subscriptions/tenant/store.ts';
import { recordLeftBehind } from './left-behind/store.ts';
import { gatherForUpgrade, keepPreview, readPeople, recordUpgrade, type DirectoryPerson, type Gathered } from './store.ts';
import { reassign } from './transitions/commands.ts';
import { rememberedAddOns } from './undo/add-ons.ts';
import { rememberForUndo } from './undo/store.ts';

/** How long a preview may be submitted, in minutes. */
export const PREVIEW_MINUTES = 30;

export type UpgradeRequest = {
  readonly scope: Scope;
  readonly sourceId: SubscriptionId;
  readonly targetOfferId: OfferId;
  readonly quantity: number | null;
  readonly upgradeType: UpgradeType | null;
  /** What becomes of the source's add-ons. */
  readonly addOns?: readonly AddOnChoice[];
};

export type { Surroundings } from '../licenses/commands.ts';

type NotFound = { readonly kind: 'no_such_customer' } | { readonly kind: 'no_such_subscription' } | { readonly kind: 'no_such_offer' };
/** The catalogue in memory is older than the database's: read it again and repeat. */
type Outdated = { readonly kind: 'catalog_outdated' };

export type PreviewOutcome =
  | NotFound
  | Outdated
  | {
      readonly kind: 'previewed';
      readonly id: PreviewId;
      readonly promiseHash: string;
      readonly expiresAt: Date;
      /** Until when the upgrade could be undone, submitted now; null where it is refused. */
      readonly undoableUntil: Date | null;
      readonly facts: UpgradeFacts;
      readonly planning: UpgradePlanning;
      readonly people: ReadonlyMap<UserId, DirectoryPerson>;
    };

/** Works out an upgrade without doing it, and keeps what it promises. */
export async function previewUpgrade(
  tx: Tx,
  request: UpgradeRequest & {
    readonly caller: Caller;
    readonly hash: (text: string) => string;
    /** How long it may be submitted, where that is longer than for a person who waits before it. */
    readonly minutesKept?: number;
  },
  around: Surroundings,
): Promise<PreviewOutcome> {
  const asked = { ...request, question: null, previewId: null };
  const first = await gatherForUpgrade(tx, request.scope, asked);
  if (isOverdue(first, around)) await lockCustomer(tx, request.scope);
  const gathered = await settled(tx, first, asked, around);
  const ready = prepare(gathered, request, request.caller, around);
  if (ready.kind !== 'ready') return ready;
  const { facts, planning } = ready;
  const id = around.newId() as PreviewId;
  const { now } = ready;
  const expiresAt = new Date(now.getTime() + (request.minutesKept ?? PREVIEW_MINUTES) * 60_000);
  if (planning.kind === 'refused')
    return { kind: 'previewed', id, promiseHash: '', expiresAt, undoableUntil: null, facts, planning, people: new Map() };

  const promise = promiseOf(planning.plan);
  const promiseHash = request.hash(JSON.stringify(promise));
  const { partnerId, customerId } = request.scope;
  writeAll(tx, customerId, [keepPreview({ id, partnerId, sourceId: request.sourceId, promise, promiseHash, at: now, expiresAt })]);
  return {
    kind: 'previewed',
    id,
    promiseHash,
    expiresAt,
    undoableUntil: undoableIn(planning.plan, now),
    facts,
    planning,
    people: await peopleOf(tx, request.scope, planning.plan),
  };
}

export type SubmitOutcome =
  | NotFound
  | Outdated
  | { readonly kind: 'no_such_preview' }
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly facts: UpgradeFacts; readonly planning: Extract<UpgradePlanning, { kind: 'refused' }> }
  | { readonly kind: 'promise_broken'; readonly differences: readonly Difference[] }
  | { readonly kind: 'upgraded'; readonly answer: Answer };

export type SubmitRequest = UpgradeRequest & {
  readonly actor: Actor;
  readonly question: Question;
  readonly previewId: PreviewId | null;
  /** A difference from the preview that does not break its promise; none where nothing is said. */
  readonly accepts?: (difference: Difference) => boolean;
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (done: DoneUpgrade) => Answer;
  /** What else is written of it in the same statement, in tables that an upgrade does not touch; nothing where nothing is said. */
  readonly besides?: (done: DoneUpgrade) => readonly Write[];
};

export type DoneUpgrade = {
  readonly id: UpgradeId;
  readonly facts: UpgradeFacts;
  readonly plan: UpgradePlan;
  readonly people: ReadonlyMap<UserId, DirectoryPerson>;
};

/**
 * Upgrades a subscription, all of it in this transaction: decides again under the customer's lock, buys the target,
 * moves the users, closes the source or leaves it the seats of those left behind, charges, records and announces.
 */
export async function submitUpgrade(tx: Tx, request: SubmitRequest, around: Surroundings): Promise<SubmitOutcome> {
  // Both statements travel together; the second reads what is there after the wait for the first.
  const locked = lockCustomer(tx, request.scope);
  const first = await gatherForUpgrade(tx, request.scope, request);
  await locked;
  if (first !== null && first.answered !== null) return { kind: 'answered', answer: first.answered };
  const gathered = await settled(tx, first, request, around);
  const ready = prepare(gathered, request, request.actor.caller, around);
  if (ready.kind !== 'ready') return ready;
  const { facts, planning } = ready;
  if (planning.kind === 'refused') return { kind: 'refused', facts, planning };

  if (request.previewId !== null) {
    const promised = keptPromise(gathered, request, ready.now);
    if (promised === null) return { kind: 'no_such_preview' };
    const found = differences(promised, promiseOf(planning.plan)).filter((difference) => request.accepts?.(difference) !== true);
    if (found.length > 0) return { kind: 'promise_broken', differences: found };
  }
  const id = around.newId() as UpgradeId;
  const people = await peopleOf(tx, request.scope, planning.plan);
  const done = { id, facts, plan: planning.plan, people };
  const answer = request.answer(done);
  write(tx, { id, request, facts, plan: planning.plan, answer, besides: request.besides?.(done) ?? [] }, { ...around, now: ready.now });
  return { kind: 'upgraded', answer };
}

/** Where something fell due for the source and was not done yet, it happens first, under the customer's lock. */
async function settled(
  tx: Tx,
  first: Gathered | null,
  asked: Parameters<typeof gatherForUpgrade>[2] & { readonly scope: Scope },
  around: Surroundings,
): Promise<Gathered | null> {
  if (!isOverdue(first, around)) return first;
  await settleCustomer(tx, asked.scope.customerId, { ...around, policy: LIFE_POLICY, dropProducts, reassign });
  return gatherForUpgrade(tx, asked.scope, asked);
}

/** Whether something fell due for the source or an add-on; with an outdated catalogue nothing is, since all is read again. */
function isOverdue(gathered: Gathered | null, around: Surroundings): boolean {
  if (gathered === null) return false;
  const { facts: customer, accounts } = gathered;
  const present = presentOf(customer, around);
  if (present.kind === 'catalog_outdated') return false;
  return accounts.some((account) => {
    const subscription = customer.subscriptions.find(({ id }) => id === account.subscriptionId);
    if (subscription === undefined) return false;
    const life = lifeOf(subscription, account, present.catalog.offers.get(subscription.offerId));
    return dueEvent(life, LIFE_POLICY, dayOf(present.now)) !== null;
  });
}

type Ready = { readonly kind: 'ready'; readonly facts: UpgradeFacts; readonly planning: UpgradePlanning; readonly now: Date };

/** From what was read to what would be done; the same for Preview and Submit. */
function prepare(gathered: Gathered | null, request: UpgradeRequest, caller: Caller, around: Surroundings): Ready | NotFound | Outdated {
  if (gathered === null) return { kind: 'no_such_customer' };
  const { facts: customer } = gathered;
  const present = presentOf(customer, around);
  if (present.kind === 'catalog_outdated') return present;
  const { now } = present;
  const catalog = catalogSoldBy(present.catalog, { partnerId: request.scope.partnerId, country: customer.country });
  const source = customer.subscriptions.find((subscription) => subscription.id === request.sourceId);
  if (source === undefined || source.partnerId !== request.scope.partnerId) return { kind: 'no_such_subscription' };
  if (!catalog.offers.has(request.targetOfferId)) return { kind: 'no_such_offer' };
  const facts: UpgradeFacts = { customer, source, caller, catalog, today: dayOf(now) };
  const wish: UpgradeWish = { ...request, targetId: around.newId() as SubscriptionId };
  return { kind: 'ready', facts, planning: planUpgrade(facts, wish, gathered), now };
}

function keptPromise(gathered: Gathered | null, request: SubmitRequest, now: Date): Promised | null {
  const preview = gathered?.preview ?? null;
  if (preview === null || preview.sourceId !== request.sourceId || new Date(preview.expiresAt) < now) return null;
  return preview.promise;
}

async function peopleOf(tx: Tx, { customerId }: Scope, plan: UpgradePlan): Promise<ReadonlyMap<UserId, DirectoryPerson>> {
  if (plan.leftBehind.length === 0) return new Map();
  return readPeople(
    tx,
    customerId,
    plan.leftBehind.flatMap((group) => group.userIds),
  );
}

type Carrying = {
  readonly id: UpgradeId;
  readonly request: SubmitRequest;
  readonly facts: UpgradeFacts;
  readonly plan: UpgradePlan;
  readonly answer: Answer;
  readonly besides: readonly Write[];
};

/** One statement for everything, sent together with the commit. */
function write(tx: Tx, { id, request, facts, plan, answer, besides }: Carrying, { now, newId }: Pick<Surroundings, 'now' | 'newId'>): void {
  const { partnerId, customerId } = request.scope;
  const { caller } = request.actor;
  const { source, catalog } = facts;
  const audit = upgradeAudit({ auditId: newId(), actor: request.actor, facts, plan, at: now });
  // The upgrade is the event: its lines are found by its id.
  const event = { eventId: id, partnerId, at: now };
  const told = (subscriptionId: SubscriptionId) => ({
    eventId: newId(),
    partnerId,
    eventName: 'subscription-updated',
    resourceName: 'subscription',
    resourceUri: `/customers/${customerId}/subscriptions/${subscriptionId}`,
    auditId: audit.auditId,
    at: now,
  });
  const undoable = undoableIn(plan, now);
  const between = { from: catalog.offers.get(source.offerId)?.skuId, to: catalog.offers.get(plan.target.offerId)?.skuId };
  writeAll(tx, customerId, [
    openSubscriptions([opened(source, plan, newId(), now)]),
    changeSubscriptions([closed(source, plan, now), ...droppedAddOns(plan, now)]),
    hangSubscriptions(keptAddOns(plan)),
    ...(plan.releasedSkuIds.length === 0 ? [] : [dropProducts(plan.releasedSkuIds)]),
    ...moveLicenses(plan.moves, { ...between, at: now }),
    appendCharges(
      plan.lines.map((charge) => ({ chargeId: newId(), charge })),
      event,
    ),
    recordUpgrade({
      id,
      partnerId,
      sourceId: source.id,
      targetId: plan.target.id,
      upgradeType: plan.upgradeType,
      quantity: plan.target.quantity,
      usersMoved: countUsers(plan.moves),
      usersLeftBehind: countUsers(plan.leftBehind),
      submittedBy: caller.kind === 'user' ? caller.userId : null,
      at: now,
    }),
    recordLeftBehind(plan.leftBehind, { id, partnerId, at: now }),
    ...(undoable === null
      ? []
      : rememberForUndo({
          upgradeId: id,
          sourceQuantity: source.quantity,
          sourceVersion: source.version + 1,
          undoableUntil: undoable,
          at: now,
          moves: plan.moves,
          between,
          addOns: rememberedAddOns(plan.addOns) ?? [],
          releasedSkuIds: plan.releasedSkuIds,
        })),
    recordAudit([audit]),
    announce([source.id, plan.target.id, ...plan.addOns.map(({ subscriptionId }) => subscriptionId)].map(told)),
    rememberAnswer(request.question, answer, now),
    ...besides,
  ]);
}
