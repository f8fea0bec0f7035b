import { setTimeout as wait } from 'node:timers/promises';
import { isConnectionFailure } from './db.ts';

/** How long a start waits for a database that has gone away, and how often it looks. */
export const PATIENCE = { seconds: 60, everyMs: 250 } as const;

/** The database starts, recovers, stops or has no room for another connection: it will answer soon. */
const COMING_UP = new Set(['57P03', '53300']);

/** Whether a database that is there is not ready yet. */
export function isComingUp(error: unknown): boolean {
  const { code = '', cause } = error as { readonly code?: string; readonly cause?: unknown };
  return COMING_UP.has(code) || (cause !== undefined && cause !== null && isComingUp(cause));
}

/**
 * Does work that may be done again from its beginning, and begins it again while the database is away: one that dies
 * during our own start is started again by whoever runs it, and must not take us with it.
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  patience: { seconds: number; everyMs: number } = PATIENCE,
  isPassing: (error: unknown) => boolean = isAway,
): Promise<Result> {
  const triesMax = Math.ceil((patience.seconds * 1000) / patience.everyMs);
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= triesMax || !isPassing(error)) throw error;
      await wait(patience.everyMs);
    }
  }
}

function isAway(error: unknown): boolean {
  const { cause } = error as { readonly cause?: unknown };
  return isComingUp(error) || isConnectionFailure(error) || (cause !== undefined && cause !== null && isAway(cause));
}
