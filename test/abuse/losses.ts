import { setTimeout as wait } from 'node:timers/promises';
import { beginLoad } from '../crash/load.ts';
import { randomFrom } from '../crash/random.ts';
import { compare } from '../crash/run.ts';
import type { Site } from '../crash/site.ts';
import { openLossyWire, type Loss } from './lossy.ts';

export type LossReport = {
  readonly calls: number;
  readonly lost: Readonly<Record<Loss, number>>;
  readonly acknowledged: number;
  /** Of the acknowledged, those that had to be asked for again. */
  readonly repeated: number;
  readonly givenUp: number;
  readonly givenUpButThere: number;
  readonly problems: readonly string[];
};

const POLL_MS = 20;
/** How many calls one customer is good for; some are given up after the first. */
const CALLS_EACH = 1.2;

/** How many customers so many calls take. */
export function customersFor(calls: number): number {
  return Math.ceil(calls / CALLS_EACH);
}

/**
 * The load of the crash test over a wire that loses one call in five. Most callers ask again under the same id until they
 * have an answer; then the database must hold what they were answered, once, of every customer of the site.
 */
export async function loseReplies(site: Site, { calls, seed }: { readonly calls: number; readonly seed: number }): Promise<LossReport> {
  const wire = await openLossyWire(0.2, randomFrom(seed));
  wire.leadTo(site.origin);
  const load = beginLoad({ ...site, origin: wire.origin }, customersFor(calls), randomFrom(seed + 1));
  while (wire.calls() < calls && !load.isIdle()) await wait(POLL_MS);
  await load.stop();
  const counted = { calls: wire.calls(), lost: wire.lost() };
  await wire.close();
  const { acknowledged, repeated } = load.memory;
  return { ...counted, acknowledged, repeated, ...(await compare(site, load.memory)) };
}
