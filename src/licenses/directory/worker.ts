import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { RESTORE_DAYS } from './rules.ts';
import { customersWithDeleted, purgeUsers } from './store.ts';

export type PurgingDeps = {
  readonly db: Db;
  readonly clock: Clock;
  /** Hears of what could not be done; it is tried again at the next look. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

const MS_PER_DAY = 86_400_000;
const LOOK_HOURS = 6;

/** Starts emptying users whom nobody can restore any more, at once and then a few times a day. */
export function startPurging(deps: PurgingDeps): { readonly stop: () => Promise<void> } {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    running = running
      .then(() => (stopped ? 0 : purgeDeletedUsers(deps.db, deps.clock.now(), () => stopped)))
      .catch((error: unknown) => deps.onTrouble('Deleted users could not be purged.', error));
  };
  look();
  const timer = setInterval(look, LOOK_HOURS * 3_600_000);
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * Empties users whose restore is no longer possible, one customer at a time; tells how many. Safe to repeat, and safe when
 * several processes do it at once.
 */
export async function purgeDeletedUsers(db: Db, now: Date, isStopped: () => boolean = () => false): Promise<number> {
  const before = new Date(now.getTime() - RESTORE_DAYS * MS_PER_DAY);
  let purged = 0;
  for (const customerId of await customersWithDeleted(db, before)) {
    if (isStopped()) break;
    purged += await db.transaction((tx) => purgeUsers(tx, customerId, before));
  }
  return purged;
}
