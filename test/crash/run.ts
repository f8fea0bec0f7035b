import { setTimeout as wait } from 'node:timers/promises';
import { verify } from '../../src/verification/worker.ts';
import { judge, stepsIn, type Known } from './judge.ts';
import { beginLoad, openLine, requestOf, type Aim, type Memory } from './load.ts';
import type { Point } from './points.ts';
import { randomFrom, type Random } from './random.ts';
import { kindOf, STEPS } from './scripts.ts';
import { openSite, type Site } from './site.ts';
import type { Arming } from './supervisor.ts';
import { readTraces, readWebhooks } from './traces.ts';

export type CrashOptions = {
  readonly kills: number;
  readonly seed: number;
  /** What is killed; any of them unless said. */
  readonly only?: Victim;
  /** How many processes serve; with more than one, one of them is a victim too. */
  readonly processes?: number;
  /** Named points at which the server ends itself, after the kills: each so many times. */
  readonly points?: { readonly names: readonly Point[]; readonly times: number };
  /** False for the control: commits are acknowledged before they are on the disk. */
  readonly durable?: boolean;
  readonly onKill?: (line: string) => void;
};

/** `process` is one of several that serve. */
export type Victim = 'server' | 'database' | 'both' | 'process';

export type CrashReport = {
  readonly seed: number;
  readonly kills: Readonly<Record<Victim, number>>;
  /** How often the server ended itself, by the name of the point. */
  readonly points: Readonly<Record<string, number>>;
  readonly starts: number;
  /** Requests that were answered with success: upgrades, changes of seats, of people and of licences, retries. */
  readonly acknowledged: number;
  /** Cut off and repeated until answered; the answer is the first one's, or there was none before. */
  readonly repeated: number;
  readonly givenUp: number;
  /** Of the given up, those that had happened all the same. */
  readonly givenUpButThere: number;
  /** From a kill to the next answer that a caller gets, in milliseconds: the middle and the longest. */
  readonly pauseMs: { readonly median: number; readonly max: number };
  /** Everything that should not be; empty when the run is passed. */
  readonly problems: readonly string[];
};

const CUSTOMERS_PER_KILL = 500;
/** A named point comes by within so many commands. */
const TURN_MAX = 40;

/** Kills server and database at random moments under load, and then compares the database with what the callers know. */
export async function runCrashTest(options: CrashOptions): Promise<CrashReport> {
  const random = randomFrom(options.seed);
  const armings = armingsOf(options, randomFrom(options.seed + 2));
  const customers = CUSTOMERS_PER_KILL * (options.kills + armings.length + 1);
  const phase = { endsItself: false };
  const site = await openSite({
    customers,
    durable: options.durable ?? true,
    processes: options.processes ?? 1,
    webhooks: armings.length > 0,
    arming: (crashes) => (phase.endsItself ? (armings[crashes] ?? null) : null),
  });
  const load = beginLoad(site, customers, randomFrom(options.seed + 1));
  let report: CrashReport;
  try {
    const { kills, pauses } = await killAtRandom(site, load.memory, options, random);
    phase.endsItself = true;
    const points = await endAtPoints(site, armings, options);
    await untilAnswered(site, load.memory);
    await wait(POLL_MS * 2);
    await load.stop();
    const { problems, givenUp, givenUpButThere } = await compare(site, load.memory);
    const sorted = pauses.toSorted((a, b) => a - b);
    report = {
      seed: options.seed,
      kills,
      points,
      starts: site.server.starts(),
      acknowledged: load.memory.acknowledged,
      repeated: load.memory.repeated,
      givenUp,
      givenUpButThere,
      pauseMs: { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), max: Math.round(sorted.at(-1) ?? 0) },
      problems,
    };
  } catch (error) {
    load.abandon();
    await site.stop();
    throw new Error(`${(error as Error).message}\nThe server said: ${site.said()}`, { cause: error });
  }
  const orphans = await site.stop();
  return orphans.length === 0 ? report : { ...report, problems: [...report.problems, `processes left behind: ${orphans.join(', ')}`] };
}

/** Most kills come while all is at work, some while it is still coming up again after the last one. */
async function killAtRandom(site: Site, memory: Memory, { kills, only, processes = 1, onKill }: CrashOptions, random: Random) {
  const count: Record<Victim, number> = { server: 0, database: 0, both: 0, process: 0 };
  const victims: readonly Victim[] = processes > 1 ? ['server', 'database', 'both', 'process'] : ['server', 'database', 'both'];
  const pauses: number[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    if (kill === 1 || random.chance(0.8)) await untilAnswered(site, memory);
    await wait(random.between(50, 1500));
    const victim = only ?? victims[Math.floor(random.next() * victims.length)] ?? 'both';
    const from = performance.now();
    strike(site, victim, random);
    count[victim] += 1;
    onKill?.(`kill ${kill}: ${victim}, after ${memory.acknowledged} acknowledged changes`);
    const known = memory.acknowledged;
    void untilMore(memory, known).then(() => pauses.push(performance.now() - from));
  }
  if (kills > 0) await untilAnswered(site, memory);
  return { kills: count, pauses };
}

function strike(site: Site, victim: Victim, random: Random): void {
  if (victim === 'process') return void site.server.killOneServing((serving) => Math.floor(random.next() * serving));
  if (victim !== 'server') site.killDatabase();
  if (victim !== 'database') site.server.kill();
}

/** Each named point so many times, each at some turn. */
function armingsOf({ points }: CrashOptions, random: Random): readonly Arming[] {
  if (points === undefined) return [];
  const { names, times } = points;
  return names.flatMap((point) =>
    Array.from({ length: times }, () => ({
      point,
      // The relay hands over every other second, the others come by all the time.
      turn: point === 'while_handing_over_webhook' ? 1 : 1 + Math.floor(random.between(0, TURN_MAX)),
    })),
  );
}

/** Lets the server end itself at one point after the other; the one that runs gives way to the first of them. */
async function endAtPoints(site: Site, armings: readonly Arming[], { onKill }: CrashOptions): Promise<Readonly<Record<string, number>>> {
  const count: Record<string, number> = {};
  if (armings.length > 0) site.server.kill();
  for (const [i, { point, turn }] of armings.entries()) {
    await within(async () => {
      while (site.server.crashes() <= i) await wait(POLL_MS, undefined, { ref: false });
    }, `the server did not come by ${point} ${turn} times`);
    count[point] = (count[point] ?? 0) + 1;
    onKill?.(`the server ended itself: ${point}, turn ${turn}`);
  }
  return count;
}

const POLL_MS = 10;
const RECOVERY_SECONDS_MAX = 60;

/** Waits until the server is ready and a caller has an answer from it. */
export async function untilAnswered(site: Site, memory: Memory): Promise<void> {
  await within(() => site.server.ready().then(() => untilMore(memory, memory.acknowledged)), 'nothing was answered after a kill');
}

/** Fails with a sentence where something takes for ever. */
export async function within(work: () => Promise<void>, otherwise: string): Promise<void> {
  const late = wait(RECOVERY_SECONDS_MAX * 1000, 'late' as const, { ref: false });
  if ((await Promise.race([late, work()])) === 'late') throw new Error(`${otherwise} within ${RECOVERY_SECONDS_MAX} s`);
}

/** Waits for an answer more than so many. */
export async function untilMore(memory: Memory, than: number): Promise<void> {
  while (memory.acknowledged <= than) await wait(POLL_MS, undefined, { ref: false });
}

const PROBLEMS_SHOWN_MAX = 20;
const NOTHING: Known = { answers: [], gaveUp: false };

/** Where the database can be looked at, and asked again. */
export type Compares = Aim & Pick<Site, 'look' | 'webhooksHeard'> & { readonly server: Pick<Site['server'], 'unexplained'> };
type Compared = { readonly problems: readonly string[]; readonly givenUp: number; readonly givenUpButThere: number };

/** Holds what the database has against what the callers know, and asks for everything again. */
export async function compare(site: Compares, memory: Memory): Promise<Compared> {
  const traces = await site.look((db) => readTraces(db, site.world));
  const problems = [...memory.surprises, ...site.server.unexplained(), ...(await faultsOfWebhooks(site)), ...(await differences(site))];
  let [givenUp, givenUpButThere] = [0, 0];
  for (const trace of traces) {
    const { customer } = trace;
    const [kind, known] = [kindOf(customer), memory.known.get(customer) ?? NOTHING];
    if (known.gaveUp) {
      givenUp += 1;
      if ((stepsIn(trace, kind, STEPS[kind]) ?? 0) > known.answers.length) givenUpButThere += 1;
    }
    problems.push(...judge(trace, known, kind).map((fault) => `customer ${customer} (${kind}, ${described(known)}): ${fault}`));
  }
  if (problems.length === 0) problems.push(...(await repeatAll(site, memory)));
  const more = problems.length - PROBLEMS_SHOWN_MAX;
  return { problems: more > 0 ? [...problems.slice(0, PROBLEMS_SHOWN_MAX), `and ${more} more`] : problems, givenUp, givenUpButThere };
}

/** What does not agree with the ledger when everything is worked out again. */
export async function differences({ look }: Pick<Site, 'look'>): Promise<readonly string[]> {
  const found = await look((db) => verify(db, new Date()));
  return found.differences.map((difference) => JSON.stringify(difference));
}

function described({ answers, gaveUp }: Known): string {
  return `${answers.length} acknowledged${gaveUp ? ', one given up' : ''}`;
}

/** Each announcement waits, or is in the queue once; what the queue calls delivered was heard. */
async function faultsOfWebhooks(site: Compares): Promise<readonly string[]> {
  const { isRegistered, handedOn, queued, delivered } = await site.look(readWebhooks);
  const wanted = isRegistered ? handedOn : 0;
  const heard = site.webhooksHeard();
  return [
    ...(queued === wanted ? [] : [`${wanted} announcements were handed on to be told, but ${queued} are in the queue`]),
    ...(delivered <= heard ? [] : [`${delivered} webhooks count as delivered, but ${heard} arrived`]),
  ];
}

/** Asks again for everything that was acknowledged: the answer must be the same to the byte, and nothing may happen. */
async function repeatAll(site: Compares, memory: Memory): Promise<readonly string[]> {
  const problems: string[] = [];
  const line = openLine(site.origin);
  const before = await tracesByCustomer(site);
  for (const [customer, { answers }] of memory.known) {
    for (const [step, answer] of answers.entries()) {
      const again = await line.ask(requestOf(site, customer, answers.slice(0, step)));
      if (again?.body !== answer)
        problems.push(
          `customer ${customer}: repeated, step ${step + 1} was answered with ${again?.status} ${again?.body} instead of ${answer}`,
        );
    }
  }
  line.close();
  for (const [customer, after] of await tracesByCustomer(site)) {
    const known = before.get(customer);
    if (after !== known) problems.push(`customer ${customer}: what was repeated happened again: ${known} became ${after}`);
  }
  return problems;
}

async function tracesByCustomer(site: Compares): Promise<ReadonlyMap<number, string>> {
  const traces = await site.look((db) => readTraces(db, site.world));
  return new Map(traces.map((trace) => [trace.customer, JSON.stringify(trace)]));
}
