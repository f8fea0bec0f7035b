import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { memory } from '../memory.ts';
import type { SignInFailure } from './entry.ts';
import { recordFailure } from './store.ts';

/** Remembers failures for those who look after access. */
export type FailureLog = {
  tell(failure: SignInFailure): void;
  /** Waits until everything that was told is written. */
  settled(): Promise<void>;
};

/** One entry in this time for each kind of failure, name and address: guessing must not fill the table. */
const QUIET_MS = 60_000;
/** Names that nobody vouches for can be made up without end: one address gets so many entries in that time. */
const UNVERIFIED_MOST = 10;

/**
 * Makes the log of failed sign-ins. It writes beside the request, never in its way: who is refused is refused, whether or
 * not the entry could be written.
 */
export function failureLog(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  report: (error: unknown) => void = () => {},
): FailureLog {
  const told = memory<true>(10_000);
  const open = new Set<Promise<void>>();
  return {
    tell: (failure) => {
      const now = clock.now();
      const isNew = (key: string): boolean => {
        if (told.recall(key, now.getTime()) !== null) return false;
        told.keep(key, true, now.getTime() + QUIET_MS);
        return true;
      };
      const { reason, name, partnerId, remoteAddress, isUnverified = false } = failure;
      const who = isUnverified ? `unverified ${partnerId ?? ''}` : (name?.toLowerCase() ?? '');
      if (!isNew(`${reason} ${who} ${remoteAddress}`)) return;
      const places = Array.from({ length: UNVERIFIED_MOST }, (_, i) => `unverified ${i} ${remoteAddress}`);
      if (isUnverified && !places.some(isNew)) return;
      const writing = db
        .transaction(async (tx) => recordFailure(tx, failure, now))
        .catch(report)
        .finally(() => open.delete(writing));
      open.add(writing);
    },
    settled: async () => void (await Promise.all(open)),
  };
}
