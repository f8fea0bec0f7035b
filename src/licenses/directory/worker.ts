import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { oneByOne, regularly, type Regular } from '../../platform/regularly.ts';
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
export function startPurging({ db, clock, onTrouble }: PurgingDeps): Regular {
  return regularly({
    name: 'removed_users',
    everyMs: LOOK_HOURS * 3_600_000,
    work: (isStopped) => purgeDeletedUsers(db, clock.now(), isStopped),
    onTrouble: (error) => onTrouble('Deleted users could not be purged.', error),
  });
}

/**
 * Empties users whose restore is no longer possible, one customer at a time; tells how many. A customer with whom it fails keeps
 * no other waiting. Safe to repeat, and safe when several processes do it at once.
 */
export async function purgeDeletedUsers(db: Db, now: Date, isStopped: () => boolean = () => false): Promise<number> {
  const before = new Date(now.getTime() - RESTORE_DAYS * MS_PER_DAY);
  const purge = (customerId: CustomerId) => db.transaction((tx) => purgeUsers(tx, customerId, before));
  const purged = await oneByOne(await customersWithDeleted(db, before), purge, isStopped);
  return purged.reduce((all, users) => all + users, 0);
}
