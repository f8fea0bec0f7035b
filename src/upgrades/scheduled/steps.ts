import { callerNow } from '../../access/acting/steps.ts';
import type { Caller } from '../../access/caller.ts';
import { may } from '../../access/permissions.ts';
import type { Answer } from '../../audit/store.ts';
import { sum } from '../../kit/money.ts';
import { dropLicenses, dropProducts } from '../../licenses/assignment/store.ts';
import type { Tx } from '../../platform/db.ts';
import { hashOf } from '../../platform/hash.ts';
import { changeSubscription, previewChange, type PreviewOutcome as ChangePreviewed } from '../../subscriptions/change/commands.ts';
import { settleCustomer } from '../../subscriptions/renewal/commands.ts';
import { LIFE_POLICY } from '../../subscriptions/renewal/policy.ts';
import { previewUpgrade, submitUpgrade, type PreviewOutcome as UpgradePreviewed, type Surroundings } from '../commands.ts';
import { countUsers } from '../plan.ts';
import { reassign } from '../transitions/commands.ts';
import { ownReasons } from './barriers.ts';
import type { AgainstSchedule } from './reasons.ts';
import { rebase, seatsAfter, type Ground, type Schedule, type ScheduleOutcome, type Wish } from './schedule.ts';
import { findGround } from './store.ts';

type Seats = Extract<Wish, { kind: 'seats' }>;
type Upgrade = Extract<Wish, { kind: 'upgrade' }>;
type Outdated = { readonly kind: 'catalog_outdated' };

/** What came of carrying a scheduled change out, or of working it out. */
export type Carried = {
  readonly kind: 'possible' | 'blocked';
  /** As it stood when it was carried out. */
  readonly schedule: Schedule;
  readonly ground: Ground;
  readonly reasons: readonly AgainstSchedule[];
  readonly outcome: ScheduleOutcome | null;
  /** The preview by which it was worked out; null where something stood against it before. */
  readonly shown: Shown | null;
};
export type Shown =
  | { readonly kind: 'seats'; readonly preview: Extract<ChangePreviewed, { kind: 'previewed' }> }
  | { readonly kind: 'upgrade'; readonly preview: Extract<UpgradePreviewed, { kind: 'previewed' }> };

/**
 * Carries a scheduled change out by the commands of the immediate one: what fell due before it happens first, it is
 * re-based on what is there then, worked out, and done exactly as it was worked out. Whoever calls holds the customer.
 */
export async function carryOut(tx: Tx, schedule: Schedule, around: Surroundings): Promise<Carried | Outdated> {
  const { partnerId, customerId, subscriptionId } = schedule;
  const before = await findGround(tx, schedule, subscriptionId);
  if (before === null) throw new Error(`scheduled for a subscription that is not there: ${subscriptionId}`);
  // Whether the term ends without another is known only before it has ended.
  const own = ownReasons(rebase(schedule, before, around.now), before);
  if (own.length > 0) return blocked({ schedule, ground: before }, own);
  const caller = await callerNow(tx, partnerId, schedule.askedBy);
  const right = schedule.wish.kind === 'seats' ? 'subscriptions.seats' : 'subscriptions.upgrade';
  if (caller === null || may(caller, right).kind !== 'allowed')
    return blocked({ schedule, ground: before }, [{ code: 'schedule_person_may_not', name: schedule.askedBy.name }]);

  const settled = await settleCustomer(tx, customerId, { ...around, policy: LIFE_POLICY, dropProducts, reassign });
  if (settled.kind === 'catalog_outdated') return settled;
  const ground = (await findGround(tx, schedule, subscriptionId)) ?? before;
  const stood = rebase(schedule, ground, around.now);
  const doing = { schedule: stood, ground, caller, around };
  const late = ownReasons(stood, ground);
  if (late.length > 0) return blocked(doing, late);
  const { wish } = stood;
  return wish.kind === 'seats' ? changeSeats(tx, wish, doing) : upgrade(tx, wish, doing);
}

type Standing = { readonly schedule: Schedule; readonly ground: Ground };
type Doing = Standing & { readonly caller: Caller; readonly around: Surroundings };

/** Nothing is done: these reasons stand against it. */
function blocked({ schedule, ground }: Standing, reasons: readonly AgainstSchedule[], shown: Shown | null = null): Carried {
  return { kind: 'blocked', schedule, ground, reasons, outcome: null, shown };
}

async function changeSeats(tx: Tx, wish: Seats, doing: Doing): Promise<Carried | Outdated> {
  const { schedule, ground, caller, around } = doing;
  const { partnerId, customerId, subscriptionId } = schedule;
  const scope = { partnerId, customerId };
  const conflict = wish.acceptLicenseConflict ? { acceptLicenseConflict: true } : {};
  const body = { quantity: seatsAfter(wish, ground.quantity), ...conflict };
  const surroundings = { ...around, policy: LIFE_POLICY, licenses: { dropLicenses, dropProducts, reassign } };
  const preview = await previewChange(tx, { scope, subscriptionId, body, caller, hash: hashOf }, surroundings);
  if (preview.kind === 'catalog_outdated') return preview;
  if (preview.kind !== 'previewed') return blocked(doing, [missing(preview.kind, schedule)]);
  const shown: Shown = { kind: 'seats', preview };
  const { planning } = preview;
  if (planning.kind === 'refused') return blocked(doing, planning.reasons, shown);
  const { plan } = planning;
  const outcome: ScheduleOutcome = {
    quantity: body.quantity,
    totalMinor: plan.total,
    currency: preview.facts.target.subscription.currency,
    usersLeftBehind: 0,
  };
  const done = await changeSubscription(
    tx,
    {
      scope,
      subscriptionId,
      body,
      actor: actorOf(schedule, caller),
      question: questionOf(schedule),
      previewId: preview.id,
      etags: { ifMatch: null, inBody: null },
      answer: (): Answer => ({ status: 200, body: outcome }),
    },
    surroundings,
  );
  if (done.kind !== 'answered') throw new Error(`worked out and then ${done.kind}: ${schedule.id}`);
  return { kind: 'possible', schedule, ground, reasons: [], outcome, shown };
}

async function upgrade(tx: Tx, wish: Upgrade, doing: Doing): Promise<Carried | Outdated> {
  const { schedule, ground, caller, around } = doing;
  const { partnerId, customerId, subscriptionId: sourceId } = schedule;
  const { targetOfferId, upgradeType, addOns } = wish;
  const order = { scope: { partnerId, customerId }, sourceId, targetOfferId, quantity: null, upgradeType, addOns };
  const preview = await previewUpgrade(tx, { ...order, caller, hash: hashOf }, around);
  if (preview.kind === 'catalog_outdated') return preview;
  if (preview.kind !== 'previewed') return blocked(doing, [missing(preview.kind, schedule)]);
  const shown: Shown = { kind: 'upgrade', preview };
  const { planning } = preview;
  if (planning.kind === 'refused') return blocked(doing, planning.reasons, shown);
  const { target, lines, leftBehind } = planning.plan;
  const worked: ScheduleOutcome = {
    quantity: target.quantity,
    totalMinor: sum(lines.map((line) => line.amountMinor)),
    currency: target.currency,
    usersLeftBehind: countUsers(leftBehind),
  };
  const done = await submitUpgrade(
    tx,
    {
      ...order,
      actor: actorOf(schedule, caller),
      question: questionOf(schedule),
      previewId: preview.id,
      answer: ({ id }): Answer => ({ status: 200, body: { ...worked, upgradeId: id } satisfies ScheduleOutcome }),
    },
    around,
  );
  if (done.kind !== 'upgraded' && done.kind !== 'answered') throw new Error(`worked out and then ${done.kind}: ${schedule.id}`);
  return { kind: 'possible', schedule, ground, reasons: [], outcome: done.answer.body as ScheduleOutcome, shown };
}

/** Everything that comes of it is found in the audit log by its id. */
function actorOf({ id }: Schedule, caller: Caller) {
  return { caller, correlationId: id, remoteAddress: null };
}

/** The schedule asks: whoever stands behind it at the moment, a repeat is the same question. */
function questionOf({ id }: Schedule) {
  return { callerId: id, requestId: id, question: hashOf('a scheduled change') };
}

type Missing = 'no_such_customer' | 'no_such_subscription' | 'no_such_offer' | 'forbidden' | 'nothing_given_back';

function missing(kind: Missing, { wish, askedBy }: Schedule): AgainstSchedule {
  switch (kind) {
    case 'no_such_customer':
      return { code: 'schedule_customer_gone' };
    case 'forbidden':
    case 'nothing_given_back':
      return { code: 'schedule_person_may_not', name: askedBy.name };
    case 'no_such_subscription':
      return { code: 'subscription_deleted' };
    case 'no_such_offer':
      if (wish.kind !== 'upgrade') throw new Error('a change of seats names no offer');
      return { code: 'subscription_target_offer_not_found', targetOfferId: wish.targetOfferId, pathsTo: [] };
  }
}
