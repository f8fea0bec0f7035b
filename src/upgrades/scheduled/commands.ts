import type { Actor, AuditEntry, OtherDoer } from '../../audit/entry.ts';
import { answerOnce } from '../../audit/commands.ts';
import { announce, recordAudit, type Answer, type Question } from '../../audit/store.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { dayOf, type Day } from '../../kit/dates.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { Write } from '../../platform/write.ts';
import { subscriptionUpdated } from '../../subscriptions/announcement.ts';
import { lockCustomer } from '../../subscriptions/tenant/store.ts';
import { comesBefore, lookOn, rebase, type Ground, type Schedule, type ScheduleOutcome } from './schedule.ts';
import { carryOut, type Carried } from './steps.ts';
import { findGround, listPending, saveSchedule } from './store.ts';

export type ScheduleDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly newId: () => string };

/** Thrown so that nothing of a rehearsal is written. */
class OnlyRehearsed extends Error {}

/**
 * Works a scheduled change out as of its day: really carries it out, in the customer's time of that day and behind whatever
 * is scheduled before it on the same subscription, and then writes nothing of all that. So what is told is what will happen,
 * as far as can be known today.
 */
export async function rehearse({ db, catalog, newId }: ScheduleDeps, schedule: Schedule, present: Date): Promise<Carried> {
  const rehearsed: Carried[] = [];
  const rehearsal = async (tx: Tx): Promise<{ readonly kind: 'rehearsed' } | { readonly kind: 'catalog_outdated' }> => {
    await lockCustomer(tx, schedule);
    const found = await listPending(tx, schedule.customerId, { subscriptionId: schedule.subscriptionId });
    const others = found.map((each) => each.schedule).filter((each) => each.id !== schedule.id && comesBefore(each, schedule));
    for (const each of [...others, schedule]) {
      const ground = await groundOf(tx, each);
      const now = onItsDay(each, ground, present);
      const done = await carryOut(tx, each, { catalog, newId, now });
      if (done.kind === 'catalog_outdated') return done;
      if (each === schedule) rehearsed.push(done);
    }
    throw new OnlyRehearsed();
  };
  try {
    await withFreshCatalog(catalog, () => db.transaction(rehearsal));
  } catch (error) {
    if (!(error instanceof OnlyRehearsed)) throw error;
  }
  const carried = rehearsed.at(-1);
  if (carried === undefined) throw new Error(`rehearsed without an outcome: ${schedule.id}`);
  return { ...carried, outcome: withoutIds(carried.outcome) };
}

/** What was rehearsed has no upgrade that anybody could read. */
function withoutIds(outcome: ScheduleOutcome | null): ScheduleOutcome | null {
  if (outcome === null) return null;
  const { upgradeId: _, ...rest } = outcome;
  return rest;
}

async function groundOf(tx: Tx, { customerId, partnerId, subscriptionId }: Schedule): Promise<Ground> {
  const ground = await findGround(tx, { customerId, partnerId }, subscriptionId);
  if (ground === null) throw new Error(`scheduled for a subscription that is not there: ${subscriptionId}`);
  return ground;
}

/** The first instant of its day in the customer's time, told in the program's; once that is over, the present. */
function onItsDay(schedule: Schedule, ground: Ground, present: Date): Date {
  const { dueOn } = rebase(schedule, ground, present);
  const first = new Date(`${dueOn}T00:00:00Z`).getTime() - ground.aheadSeconds * 1000;
  return new Date(Math.max(first, present.getTime()));
}

/** The schedule with what was found when it was worked out, on the subscription as it is at this version. */
export function checked(schedule: Schedule, { reasons, outcome }: Carried, { version }: Ground, at: Date): Schedule {
  return { ...schedule, reasons, outcome, checkedAt: at.toISOString(), checkedVersion: version };
}

export type SaveRequest = {
  /** As it is to be from now on, worked out already. */
  readonly schedule: Schedule;
  /** As it was; null for a new one. */
  readonly before: Schedule | null;
  readonly actor: Actor;
  readonly question: Question;
  readonly answer: Answer;
};

/** It was carried out or taken back meanwhile, or somebody changed it whose change this one does not know of. */
type NotSaved = { readonly kind: 'over' } | { readonly kind: 'changed' };
export type SaveOutcome = { readonly kind: 'answered'; readonly answer: Answer } | NotSaved;

/** Schedules a change, changes one that is scheduled, or takes it back; not one that is over or was changed meanwhile. */
export async function saveScheduled(
  tx: Tx,
  request: SaveRequest,
  around: { readonly now: Date; readonly newId: () => string },
): Promise<SaveOutcome> {
  const { schedule, before, actor, question, answer } = request;
  await lockCustomer(tx, schedule);
  const ground = await groundOf(tx, schedule);
  const at = customerNow(ground, around.now);
  let notSaved: NotSaved | null = null;
  const given = await answerOnce(tx, { customerId: schedule.customerId, question, at }, async () => {
    notSaved = before === null ? null : await againstSaving(tx, before);
    if (notSaved !== null) return { answer, writes: [] };
    const audit = scheduleAudit(before, schedule, { auditId: around.newId(), actor, ground, at });
    return { answer, writes: [saveSchedule(schedule, lookOn(schedule, dayOf(at))), recordAudit([audit])] };
  });
  return notSaved ?? { kind: 'answered', answer: given };
}

async function againstSaving(tx: Tx, before: Schedule): Promise<NotSaved | null> {
  const [still] = await listPending(tx, before.customerId, { scheduleId: before.id });
  if (still === undefined) return { kind: 'over' };
  return still.schedule.changedAt === before.changedAt ? null : { kind: 'changed' };
}

/** Writes what a check found, unless somebody changed the schedule or the subscription meanwhile: then it is checked again. */
export async function noteChecked(tx: Tx, schedule: Schedule, today: Day): Promise<Write | null> {
  const [still] = await listPending(tx, schedule.customerId, { scheduleId: schedule.id });
  if (still === undefined || still.schedule.changedAt !== schedule.changedAt || still.ground.version !== schedule.checkedVersion)
    return null;
  return saveSchedule(schedule, lookOn(schedule, today));
}

/** What is written when its day has come, with whatever carrying it out wrote: done, or failed with every reason. */
export function ended(schedule: Schedule, carried: Carried, around: { readonly at: Date; readonly newId: () => string }): readonly Write[] {
  const { ground, kind } = carried;
  const { at, newId } = around;
  const over: Schedule = {
    ...checked(carried.schedule, carried, ground, at),
    state: kind === 'possible' ? 'done' : 'failed',
    finishedAt: at.toISOString(),
  };
  const saved = saveSchedule(over, over.dueOn);
  // What was done is in the log already, by the id of the schedule.
  if (kind === 'possible') return [saved];
  const doer: OtherDoer = { kind: 'background', partnerId: schedule.partnerId };
  const actor = { caller: doer, correlationId: schedule.id, remoteAddress: null };
  const audit = scheduleAudit(schedule, over, { auditId: newId(), actor, ground, at });
  const told = subscriptionUpdated({ ...schedule, id: schedule.subscriptionId }, { eventId: newId(), auditId: audit.auditId, at });
  return [saved, recordAudit([audit]), announce([told])];
}

type Audited = { readonly auditId: string; readonly actor: AuditEntry['actor']; readonly ground: Ground; readonly at: Date };

function scheduleAudit(before: Schedule | null, after: Schedule, { auditId, actor, ground, at }: Audited): AuditEntry {
  return {
    auditId,
    actor,
    customerName: ground.companyName,
    resourceType: 'subscription',
    resourceId: after.subscriptionId,
    operationType: 'update_subscription',
    oldValue: before === null ? null : { ScheduledChange: auditedOf(before) },
    newValue: { ScheduledChange: auditedOf(after) },
    customizedData: [{ key: 'ScheduledChangeId', value: after.id }, ...after.reasons.map(({ code }) => ({ key: 'Reason', value: code }))],
    at,
  };
}

function auditedOf({ id, wish, atRenewal, dueOn, state, baseQuantity }: Schedule): object {
  return { Id: id, Wish: wish, AtRenewal: atRenewal, Date: dueOn, State: state, SeatsAtDecision: baseQuantity };
}
