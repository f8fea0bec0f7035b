import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { dayOf } from '../../kit/dates.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import { writeAll } from '../../platform/write.ts';
import { lockCustomerIfFree } from '../../subscriptions/renewal/store.ts';
import { checked, ended, noteChecked, rehearse } from './commands.ts';
import { rebase } from './schedule.ts';
import { carryOut } from './steps.ts';
import { listLooks, listPending, listUnsettled, type Look, type Standing } from './store.ts';

export type ScheduledDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Hears of a scheduled change with which nothing could be done; it is tried again. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

/** How many were carried out, could not be, were checked, and were left to another process. */
export type ScheduledRun = { readonly done: number; readonly failed: number; readonly checked: number; readonly left: number };

const BATCH_ROWS = 200;
const LOOK_MS = 60_000;

/**
 * Starts looking after scheduled changes: at once, and then every minute. Any number of processes may: each change is
 * carried out in one transaction under its customer's lock, and who finds a customer taken goes on to the next.
 */
export function startScheduledChanges(deps: ScheduledDeps): Regular {
  return regularly({
    name: 'scheduled_changes',
    everyMs: LOOK_MS,
    work: (isStopped) => runScheduledChanges(deps, isStopped),
    onTrouble: (error) => deps.onTrouble('The scheduled changes could not be looked up.', error),
  });
}

/** Carries out what is due, and checks what has to be checked again. */
export async function runScheduledChanges(deps: ScheduledDeps, isStopped: () => boolean = () => false): Promise<ScheduledRun> {
  const reader = readerOf(deps.db);
  const run = { done: 0, failed: 0, checked: 0, left: 0 };
  const lookAtAll = async (looks: readonly Look[]) => {
    for (const look of looks) if (!isStopped()) run[await lookSafely(deps, look)] += 1;
  };
  let after: Look | null = null;
  while (!isStopped()) {
    const looks: readonly Look[] = await listLooks(reader, { today: dayOf(deps.clock.now()), after, limit: BATCH_ROWS });
    await lookAtAll(looks);
    after = looks.at(-1) ?? null;
    if (looks.length < BATCH_ROWS) break;
  }
  if (!isStopped()) await lookAtAll(await listUnsettled(reader, deps.clock.now(), BATCH_ROWS));
  return run;
}

type Looked = keyof ScheduledRun;

async function lookSafely(deps: ScheduledDeps, look: Look): Promise<Looked> {
  try {
    return await lookAt(deps, look);
  } catch (error) {
    deps.onTrouble(`The scheduled change ${look.id} of the customer ${look.customerId} could not be dealt with.`, error);
    return 'left';
  }
}

async function lookAt(deps: ScheduledDeps, look: Look): Promise<Looked> {
  const { db, clock } = deps;
  const [standing] = await listPending(readerOf(db), look.customerId, { scheduleId: look.id });
  if (standing === undefined) return 'left';
  const { schedule, ground } = standing;
  const present = clock.now();
  const theirs = customerNow(ground, present);
  if (isDue(standing, theirs)) return carryOutDue(deps, look);
  const based = rebase(schedule, ground, theirs);
  const found = checked(based, await rehearse(deps, based, present), ground, theirs);
  return db.transaction(async (tx) => {
    if (!(await lockCustomerIfFree(tx, look.customerId))) return 'left';
    const write = await noteChecked(tx, found, dayOf(theirs));
    if (write === null) return 'left';
    writeAll(tx, look.customerId, [write]);
    return 'checked';
  });
}

function isDue({ schedule, ground }: Standing, at: Date): boolean {
  return rebase(schedule, ground, at).dueOn <= dayOf(at);
}

/** One transaction for what it does, what is recorded, and that it is over. */
async function carryOutDue({ db, catalog, clock, newId }: ScheduledDeps, { customerId, id }: Look): Promise<Looked> {
  const outcome = await withFreshCatalog(catalog, () =>
    db.transaction(async (tx) => {
      if (!(await lockCustomerIfFree(tx, customerId))) return { kind: 'left' as const };
      const [standing] = await listPending(tx, customerId, { scheduleId: id });
      const now = clock.now();
      // Before the customer was ours somebody may have put it off or taken it back.
      if (standing === undefined || !isDue(standing, customerNow(standing.ground, now))) return { kind: 'left' as const };
      const carried = await carryOut(tx, standing.schedule, { catalog, newId, now });
      if (carried.kind === 'catalog_outdated') return carried;
      writeAll(tx, customerId, ended(standing.schedule, carried, { at: customerNow(standing.ground, now), newId }));
      return { kind: carried.kind === 'possible' ? ('done' as const) : ('failed' as const) };
    }),
  );
  return outcome.kind;
}
