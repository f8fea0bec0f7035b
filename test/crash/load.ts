import { setTimeout as wait } from 'node:timers/promises';
import { openCaller, requestText, type HttpCaller } from '../../bench/http-caller.ts';
import { customerIdOf, digitsOf, subscriptionIdOf } from '../../bench/world.ts';
import type { Random } from './random.ts';
import type { Site } from './site.ts';

/**
 * What the callers know, kept outside of what is killed. A customer that is in none of the two was never asked for.
 */
export type Memory = {
  /** The answer that a caller has in hands, by customer. */
  readonly acknowledged: Map<number, string>;
  /** Asked for, and given up without an answer. */
  readonly givenUp: Set<number>;
  /** Requests that were cut off and then repeated until they were answered. */
  repeated: number;
  /** Answers other than success and "not at the moment", which there should be none of. */
  readonly surprises: string[];
};

export type Load = {
  readonly memory: Memory;
  /** Lets every caller finish what it has begun. */
  readonly stop: () => Promise<void>;
  /** Ends the callers at once, where the run has failed. */
  readonly abandon: () => void;
};

type Phase = { is: 'running' | 'finishing' | 'abandoned' };

const CALLERS = 8;
const PAUSE_MS_MAX = 20;
/** So many of those that get no answer are not repeated: they must be there whole, or not at all. */
const GIVE_UP_SHARE = 0.3;

/** Begins to upgrade the site's customers one after the other, by several callers at once, until it is stopped. */
export function beginLoad(site: Site, customers: number, random: Random): Load {
  const memory: Memory = { acknowledged: new Map(), givenUp: new Set(), repeated: 0, surprises: [] };
  const phase: Phase = { is: 'running' };
  let next = 1;
  const call = async (): Promise<void> => {
    const line = openLine(site.origin);
    while (phase.is === 'running' && next <= customers) {
      await upgrade(line, site, { customer: next++, givesUp: random.chance(GIVE_UP_SHARE) }, memory, phase);
      await wait(random.between(0, PAUSE_MS_MAX));
    }
    line.close();
  };
  const calling = Promise.all(Array.from({ length: CALLERS }, call));
  return {
    memory,
    stop: async () => {
      phase.is = 'finishing';
      await calling;
      if (next > customers) memory.surprises.push(`the ${customers} customers were used up before the kills were done`);
    },
    abandon: () => void (phase.is = 'abandoned'),
  };
}

/** The request that upgrades a customer, under an id of its own: the same every time. */
export function upgradeRequest({ world, headers }: Pick<Site, 'world' | 'headers'>, customer: number): string {
  const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}/upgrades`;
  return requestText(
    'POST',
    path,
    { ...headers, 'MS-RequestId': `00000000-0000-4000-8000-${digitsOf(customer)}` },
    JSON.stringify({ targetOffer: { id: world.target.offerId } }),
  );
}

async function upgrade(
  line: Line,
  site: Site,
  { customer, givesUp }: { customer: number; givesUp: boolean },
  memory: Memory,
  phase: Phase,
): Promise<void> {
  const request = upgradeRequest(site, customer);
  for (let attempt = 0; phase.is !== 'abandoned'; attempt += 1) {
    const answer = await line.ask(request);
    if (answer?.status === 200) {
      memory.acknowledged.set(customer, answer.body);
      if (attempt > 0) memory.repeated += 1;
      return;
    }
    if (answer !== null && answer.status !== 503) {
      memory.surprises.push(`customer ${customer}: ${answer.status} ${answer.body}`);
      return;
    }
    if (givesUp) {
      memory.givenUp.add(customer);
      return;
    }
    await wait(RETRY_MS);
  }
}

const RETRY_MS = 25;

/** A connection that is opened again when it was cut. An answer is null when there was none. */
export type Line = { readonly ask: (request: string) => Promise<{ status: number; body: string } | null>; readonly close: () => void };

export function openLine(origin: string): Line {
  let caller: HttpCaller | null = null;
  return {
    ask: async (request) => {
      try {
        caller ??= await openCaller(origin);
        return await caller.ask(request);
      } catch {
        caller?.close();
        caller = null;
        return null;
      }
    },
    close: () => caller?.close(),
  };
}
