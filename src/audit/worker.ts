import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { regularly, type Regular } from '../platform/regularly.ts';
import { purgeAnswers } from './store.ts';

export type ForgettingDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

/** How long a request can be repeated under its MS-RequestId and gets its first answer. */
export const ANSWER_DAYS = 7;
const MS_PER_DAY = 86_400_000;
const LOOK_MS = 3_600_000;
const ROWS_AT_ONCE = 5_000;

/** Starts forgetting answers that nobody may ask for again. */
export function startForgetting({ db, clock, onTrouble }: ForgettingDeps): Regular {
  return regularly({
    name: 'forgetting',
    everyMs: LOOK_MS,
    work: (isStopped) => forgetAnswers(db, clock.now(), isStopped),
    onTrouble: (error) => onTrouble('Old answers could not be forgotten.', error),
  });
}

/** Forgets answers older than they are promised to be kept, in small bites; tells how many. Safe to do twice at once. */
export async function forgetAnswers(db: Db, now: Date, isStopped: () => boolean = () => false): Promise<number> {
  const before = new Date(now.getTime() - ANSWER_DAYS * MS_PER_DAY);
  let forgotten = 0;
  while (!isStopped()) {
    const rows = await db.transaction((tx) => purgeAnswers(tx, before, ROWS_AT_ONCE));
    forgotten += rows;
    if (rows < ROWS_AT_ONCE) break;
  }
  return forgotten;
}
