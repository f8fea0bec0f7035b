import type { Clock } from './clock.ts';

/** What could not be done for something unforeseen and is left alone for a while, so that it keeps nothing else back. */
export type Resting<Thing> = {
  /** What rests at the moment. */
  readonly all: () => readonly Thing[];
  /** Notes that something could not be done: it rests, for longer each time in a row. */
  readonly add: (thing: Thing) => void;
};

const FIRST_MS = 5_000;
const TIMES = 4;
const LONGEST_MS = 300_000;

/** Notes what rests, each process for itself. */
export function openResting<Thing>(clock: Clock, keyOf: (thing: Thing) => string): Resting<Thing> {
  const noted = new Map<string, { readonly thing: Thing; readonly restMs: number; readonly until: number }>();
  return {
    all: () => {
      const now = clock.now().getTime();
      // What has not failed again since then failed for another reason the next time.
      for (const [key, { until }] of noted) if (until + LONGEST_MS < now) noted.delete(key);
      return [...noted.values()].filter(({ until }) => until > now).map(({ thing }) => thing);
    },
    add: (thing) => {
      const before = noted.get(keyOf(thing));
      const restMs = before === undefined ? FIRST_MS : Math.min(before.restMs * TIMES, LONGEST_MS);
      noted.set(keyOf(thing), { thing, restMs, until: clock.now().getTime() + restMs });
    },
  };
}
