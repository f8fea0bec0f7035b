import { actingOf } from '../../../access/acting/steps.ts';
import type { Caller } from '../../../access/caller.ts';
import type { CatalogSource } from '../../../catalog/catalog.ts';
import { customerNow } from '../../../customers/time/clock.ts';
import { dayOf, type Day } from '../../../kit/dates.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { readerOf } from '../../../platform/reader.ts';
import { lockCustomer } from '../../../subscriptions/tenant/store.ts';
import { checked, rehearse, saveScheduled } from '../../../upgrades/scheduled/commands.ts';
import { draftSchedule, type Ground, type Schedule, type ScheduleId } from '../../../upgrades/scheduled/schedule.ts';
import { findGround, listPending } from '../../../upgrades/scheduled/store.ts';
import type { Campaign } from '../../campaign.ts';
import type { RowReason } from '../../reasons.ts';
import { actorOf, NOTHING, promised, questionOf, TakenAway } from '../commands.ts';
import { foundAddOns } from '../deciding/found.ts';
import { askWithRules } from '../with-rules.ts';
import type { ClaimedRow, FoundAddOn, RowState } from '../row.ts';
import { lockRow, writeEnded, writeNotWaiting, writeRehearsed, writeUndone } from '../store.ts';
import { differencesLater } from './compare.ts';

export type LaterDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };
type Doing = { readonly campaign: Campaign; readonly caller: Caller };

/** Works an upgrade of a later day out by rehearsing its schedule: with the money of that day. */
export async function rehearseLater(deps: LaterDeps, row: ClaimedRow, doing: Doing): Promise<void> {
  const at = deps.clock.now();
  const found = await askWithRules(
    { decided: row.decided, rules: doing.campaign.addOns },
    (addOns) => workOut(deps, { ...row, addOns }, doing),
    (outcome) => (outcome.kind === 'refused' ? outcome.reasons : []),
  );
  await inHand(deps.db, row, 'chosen', async (tx) => {
    if (found.kind === 'refused')
      writeRehearsed(tx, row, { ...NOTHING, addOns: found.addOns, state: 'refused', reasons: found.reasons, at });
    else writeRehearsed(tx, row, { ...found.promised, previewId: null, promiseHash: found.promiseHash, dueOn: found.dueOn, at });
  });
}

/**
 * Schedules a row's upgrade, where it would still come out as the dry run promised. The row is the id of its schedule and
 * the request that makes it: whoever comes again after a crash finds it made.
 */
export async function scheduleRow(deps: LaterDeps, row: ClaimedRow, doing: Doing): Promise<void> {
  const now = deps.clock.now();
  const found = await workOut(deps, row, doing);
  await inHand(deps.db, row, 'possible', async (tx) => {
    if (found.kind === 'refused') {
      writeEnded(tx, row, { state: 'changed', differences: [], reasons: found.reasons, at: now });
      return;
    }
    const { dueOn, promised: worked, schedule } = found;
    const differences = differencesLater(row.promised, { ...worked, dueOn, quantity: worked.plan?.quantity ?? null });
    if (differences.length > 0) {
      writeEnded(tx, row, { state: 'changed', differences, reasons: [], at: now });
      return;
    }
    await save(tx, { schedule, before: null }, { row, doing, now, newId: deps.newId });
    writeEnded(tx, row, { state: 'scheduled', at: now });
  });
}

/** Takes a row's schedule back while it waits for its day; one that was carried out or failed meanwhile stays. */
export async function takeBackRow(deps: LaterDeps, row: ClaimedRow, doing: Doing): Promise<void> {
  const now = deps.clock.now();
  await inHand(deps.db, row, 'undoing', async (tx) => {
    await lockCustomer(tx, row);
    const [standing] = await listPending(tx, row.customerId, { scheduleId: idOf(row) });
    if (standing === undefined) {
      writeNotWaiting(tx, row, now);
      return;
    }
    const { schedule: before, ground } = standing;
    const at = customerNow(ground, now).toISOString();
    const schedule: Schedule = { ...before, state: 'cancelled', changedAt: at, finishedAt: at, reasons: [] };
    await save(tx, { schedule, before }, { row, doing, now, newId: deps.newId });
    writeUndone(tx, row, [], now);
  });
}

/** One transaction for what becomes of a row, by whoever has it in hand. */
async function inHand(db: Db, row: ClaimedRow, state: RowState, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await lockRow(tx, row, state))) throw new TakenAway();
    await work(tx);
  });
}

type WorkedOut =
  | { readonly kind: 'refused'; readonly reasons: readonly RowReason[]; readonly addOns: readonly FoundAddOn[] | null }
  | {
      readonly kind: 'possible';
      readonly dueOn: Day;
      readonly promised: ReturnType<typeof promised>;
      readonly promiseHash: string;
      readonly schedule: Schedule;
    };

async function workOut({ db, catalog, clock, newId }: LaterDeps, row: ClaimedRow, { campaign, caller }: Doing): Promise<WorkedOut> {
  const refused = (...reasons: readonly RowReason[]) => ({ kind: 'refused', reasons, addOns: null }) as const;
  const ground = await findGround(readerOf(db), row, row.subscriptionId);
  if (ground === null) return refused({ code: 'subscription_status_not_active', status: 'deleted' });
  const present = clock.now();
  const at = customerNow(ground, present);
  const wanted = draftOf(row, { campaign, caller }, ground, at);
  if (wanted.dueOn <= dayOf(at)) return refused({ code: 'campaign_day_passed', day: wanted.dueOn });
  if (row.quantity !== null && row.quantity !== ground.quantity)
    return refused({ code: 'campaign_takes_all_seats', seatsNow: ground.quantity, seatsWanted: row.quantity });
  const carried = await rehearse({ db, catalog, newId }, wanted, present);
  // What stands against an upgrade is a reason of the schedule or of the upgrade's law, and none of a change of seats.
  const { shown, schedule } = carried;
  if (carried.kind === 'blocked')
    return {
      ...refused(...(carried.reasons as readonly RowReason[])),
      addOns: shown?.kind === 'upgrade' ? foundAddOns(shown.preview.planning.addOns) : null,
    };
  if (shown?.kind !== 'upgrade' || shown.preview.planning.kind === 'refused') throw new Error(`possible without a plan: ${row.id}`);
  const { facts, planning, promiseHash } = shown.preview;
  return {
    kind: 'possible',
    dueOn: schedule.dueOn,
    promised: promised(facts, planning.plan),
    promiseHash,
    schedule: checked(wanted, carried, ground, at),
  };
}

function draftOf(row: ClaimedRow, { campaign: { timing }, caller }: Doing, ground: Ground, at: Date): Schedule {
  if (timing.kind === 'now') throw new Error(`an upgrade of today was to be scheduled: ${row.id}`);
  const { customerId, partnerId, subscriptionId, targetOfferId, upgradeType, addOns } = row;
  return draftSchedule({
    id: idOf(row),
    customerId,
    partnerId,
    subscriptionId,
    askedBy: actingOf(caller),
    planned: {
      wish: {
        kind: 'upgrade',
        targetOfferId,
        upgradeType,
        addOns: addOns.map(({ subscriptionId: id, choice }) => ({ subscriptionId: id, choice })),
      },
      atRenewal: timing.kind === 'renewal',
      dueOn: timing.kind === 'renewal' ? ground.term.until : timing.on,
    },
    before: null,
    ground,
    at,
  });
}

function idOf({ id }: ClaimedRow): ScheduleId {
  return id as string as ScheduleId;
}

type Saving = { readonly row: ClaimedRow; readonly doing: Doing; readonly now: Date; readonly newId: () => string };

async function save(
  tx: Tx,
  { schedule, before }: { readonly schedule: Schedule; readonly before: Schedule | null },
  { row, doing: { campaign, caller }, ...around }: Saving,
): Promise<void> {
  const question = questionOf(row, before === null ? 'schedule' : 'take back');
  const answer = { status: 200, body: { scheduleId: schedule.id } };
  const saved = await saveScheduled(tx, { schedule, before, actor: actorOf(campaign, caller), question, answer }, around);
  if (saved.kind !== 'answered') throw new Error(`a schedule was ${saved.kind} under its customer's lock: ${schedule.id}`);
}
