import type { OtherDoer } from '../../audit/entry.ts';
import { dayOf } from '../../kit/dates.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import { writeAll } from '../../platform/write.ts';
import { recorded } from '../commands.ts';
import { lockTenant } from '../relationships/store.ts';
import type { DelegatedAdmin } from './delegation.ts';
import { adminHappening } from './happening.ts';
import { changeDelegatedAdmin, isRunOut, listRunOut, NO_CHANGE } from './store.ts';

export type ExpiryDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Hears of what could not be told; it is tried again at the next look. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

const BATCH_ROWS = 200;
const LOOK_MS = 10 * 60_000;

/**
 * Starts telling that delegated administration ran out. What ran out counts for nothing from its day on, told or not:
 * this only records and announces it, once, whichever process is first.
 */
export function startExpiryNotices(deps: ExpiryDeps): Regular {
  return regularly({
    name: 'expiry_notices',
    everyMs: LOOK_MS,
    work: (isStopped) => tellWhatRanOut(deps, isStopped),
    onTrouble: (error) => deps.onTrouble('What ran out could not be looked up.', error),
  });
}

/** Tells everything that ran out by now, one transaction for each; one that fails keeps no other waiting. Returns how many. */
export async function tellWhatRanOut(deps: ExpiryDeps, isStopped: () => boolean = () => false): Promise<number> {
  const { db, clock } = deps;
  let told = 0;
  for (;;) {
    const found = await listRunOut(readerOf(db), dayOf(clock.now()), BATCH_ROWS);
    let toldNow = 0;
    for (const admin of found) {
      if (isStopped()) return told;
      if (await tellSafely(deps, admin)) toldNow += 1;
    }
    told += toldNow;
    // Rows that another process told meanwhile are gone from the list; with none told here there is nothing left to do.
    if (found.length < BATCH_ROWS || toldNow === 0) return told;
  }
}

async function tellSafely(deps: ExpiryDeps, admin: DelegatedAdmin): Promise<boolean> {
  try {
    return await deps.db.transaction((tx) => tellOne(tx, admin, deps));
  } catch (error) {
    deps.onTrouble(`That the relationship ${admin.id} with the customer ${admin.customerId} ran out could not be told.`, error);
    return false;
  }
}

async function tellOne(tx: Tx, admin: DelegatedAdmin, { clock, newId }: ExpiryDeps): Promise<boolean> {
  const now = clock.now();
  await lockTenant(tx, admin.customerId);
  if (!(await isRunOut(tx, admin.customerId, admin.id, dayOf(now)))) return false;
  const caller: OtherDoer = { kind: 'background', partnerId: admin.partnerId };
  const about = {
    customerId: admin.customerId,
    customerName: admin.customerName,
    actor: { caller, correlationId: newId(), remoteAddress: null },
    at: now,
    newId,
  };
  writeAll(tx, admin.customerId, [
    changeDelegatedAdmin([{ ...NO_CHANGE, id: admin.id, endToldAt: now }]),
    ...recorded([adminHappening(about, 'expired', admin, admin)]),
  ]);
  return true;
}
