import { setTimeout as wait } from 'node:timers/promises';
import { openCaller, requestText, type HttpCaller } from '../../bench/http-caller.ts';
import { digitsOf } from '../../bench/world.ts';
import type { Known } from './judge.ts';
import type { Random } from './random.ts';
import { kindOf, STEPS, stepOf } from './scripts.ts';
import type { Site } from './site.ts';

/**
 * What the callers know, kept outside of what is killed. A customer that is not in it was never asked for.
 */
export type Memory = {
  readonly known: Map<number, Known>;
  /** Steps that were answered. */
  acknowledged: number;
  /** Of those, the ones that were cut off and then repeated until they were answered. */
  repeated: number;
  /** Answers other than success and "not at the moment", which there should be none of. */
  readonly surprises: string[];
};

export type Load = {
  readonly memory: Memory;
  /** Lets every caller finish what it has begun. */
  readonly stop: () => Promise<void>;
  /** Whether all customers have had their turn. */
  readonly isIdle: () => boolean;
  /** Ends the callers at once, where the run has failed. */
  readonly abandon: () => void;
};

type Phase = { is: 'running' | 'finishing' | 'abandoned' };

const CALLERS = 8;
const PAUSE_MS_MAX = 20;
/** So many of those that get no answer are not repeated: they must be there whole, or not at all. */
const GIVE_UP_SHARE = 0.3;

/** Where the load goes. */
export type Aim = Pick<Site, 'world' | 'origin' | 'headers'>;

/** Begins to work on the site's customers one after the other, by several callers at once, until it is stopped. */
export function beginLoad(site: Aim, customers: number, random: Random): Load {
  const memory: Memory = { known: new Map(), acknowledged: 0, repeated: 0, surprises: [] };
  const phase: Phase = { is: 'running' };
  let next = 1;
  const call = async (): Promise<void> => {
    const line = openLine(site.origin);
    while (phase.is === 'running' && next <= customers) {
      await workOn(line, site, { customer: next++, givesUp: random.chance(GIVE_UP_SHARE) }, memory, phase);
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
      if (next > customers) memory.surprises.push(`the ${customers} customers were used up before the run was over`);
    },
    isIdle: () => next > customers,
    abandon: () => void (phase.is = 'abandoned'),
  };
}

/** The request of a customer's step, under an id of its own: the same every time. */
export function requestOf({ world, headers }: Pick<Site, 'world' | 'headers'>, customer: number, answers: readonly string[]): string {
  const { method, path, body } = stepOf(world, customer, answers);
  const id = `${String(answers.length).padStart(8, '0')}-0000-4000-8000-${digitsOf(customer)}`;
  return requestText(method, path, { ...headers, 'MS-RequestId': id }, JSON.stringify(body));
}

/** All steps of one customer, as far as they get. */
async function workOn(
  line: Line,
  site: Aim,
  { customer, givesUp }: { readonly customer: number; readonly givesUp: boolean },
  memory: Memory,
  phase: Phase,
): Promise<void> {
  const answers: string[] = [];
  while (answers.length < STEPS[kindOf(customer)] && phase.is !== 'abandoned') {
    memory.known.set(customer, { answers: [...answers], gaveUp: false });
    const outcome = await carryOut(line, requestOf(site, customer, answers), givesUp, phase);
    if (outcome.kind === 'surprise') memory.surprises.push(`customer ${customer}, step ${answers.length + 1}: ${outcome.said}`);
    if (outcome.kind !== 'answered') {
      memory.known.set(customer, { answers: [...answers], gaveUp: true });
      return;
    }
    answers.push(outcome.body);
    memory.known.set(customer, { answers: [...answers], gaveUp: false });
    memory.acknowledged += 1;
    if (outcome.attempts > 1) memory.repeated += 1;
  }
}

type Outcome =
  | { readonly kind: 'answered'; readonly body: string; readonly attempts: number }
  | { readonly kind: 'given_up' }
  | { readonly kind: 'surprise'; readonly said: string };

const RETRY_MS = 25;

async function carryOut(line: Line, request: string, givesUp: boolean, phase: Phase): Promise<Outcome> {
  for (let attempts = 1; phase.is !== 'abandoned'; attempts += 1) {
    const answer = await line.ask(request);
    if (answer?.status === 200 || answer?.status === 201) return { kind: 'answered', body: answer.body, attempts };
    if (answer !== null && answer.status !== 503) return { kind: 'surprise', said: `${answer.status} ${answer.body}` };
    if (givesUp) break;
    await wait(RETRY_MS);
  }
  return { kind: 'given_up' };
}

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
