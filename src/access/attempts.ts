import { memory } from './memory.ts';

/** Counts failed sign-ins, so that guessing a password stays slow. */
export type Attempts = {
  /** How many seconds to wait before the next try counts at all; 0 when it may be made now. */
  waitSeconds(keys: readonly string[], now: Date): number;
  failed(keys: readonly string[], now: Date): void;
  succeeded(keys: readonly string[]): void;
};

/** So many tries are free, by name and address together; each further one doubles the wait, up to a quarter of an hour. */
const FREE = 5;
const WAIT_FIRST_SECONDS = 2;
const WAIT_MAX_SECONDS = 900;

type Failures = { readonly count: number; readonly at: number };

/** Failures of this process; after a restart everybody starts anew. */
export function attempts(): Attempts {
  const failures = memory<Failures>(10_000);
  const of = (key: string, now: Date): Failures => failures.recall(key, now.getTime()) ?? { count: 0, at: 0 };
  return {
    waitSeconds: (keys, now) => Math.max(0, ...keys.map((key) => remaining(of(key, now), now))),
    failed: (keys, now) => {
      for (const key of keys)
        failures.keep(key, { count: of(key, now).count + 1, at: now.getTime() }, now.getTime() + 2 * WAIT_MAX_SECONDS * 1000);
    },
    succeeded: (keys) => {
      for (const key of keys) failures.forget(key);
    },
  };
}

function remaining({ count, at }: Failures, now: Date): number {
  if (count < FREE) return 0;
  const wait = Math.min(WAIT_MAX_SECONDS, WAIT_FIRST_SECONDS * 2 ** (count - FREE));
  return Math.max(0, Math.ceil((at + wait * 1000 - now.getTime()) / 1000));
}
