import { setTimeout as wait } from 'node:timers/promises';
import { judge, type Known } from './judge.ts';
import { beginLoad, openLine, upgradeRequest, type Memory } from './load.ts';
import { randomFrom, type Random } from './random.ts';
import { isStranded, openSite, USERS, type Site } from './site.ts';
import { readTraces } from './traces.ts';

export type CrashOptions = {
  readonly kills: number;
  readonly seed: number;
  /** What is killed; any of the two, or both at once, unless said. */
  readonly only?: Victim;
  /** False for the control: commits are acknowledged before they are on the disk. */
  readonly durable?: boolean;
  readonly onKill?: (line: string) => void;
};

export type Victim = 'server' | 'database' | 'both';

export type CrashReport = {
  readonly seed: number;
  readonly kills: Readonly<Record<Victim, number>>;
  readonly starts: number;
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

const SEATS = 10;
const CUSTOMERS_PER_KILL = 900;

/** Kills server and database at random moments under a load of upgrades, and then compares the database with what the callers know. */
export async function runCrashTest(options: CrashOptions): Promise<CrashReport> {
  const random = randomFrom(options.seed);
  const customers = CUSTOMERS_PER_KILL * (options.kills + 1);
  const site = await openSite({ customers, durable: options.durable ?? true });
  const load = beginLoad(site, customers, randomFrom(options.seed + 1));
  let report: CrashReport;
  try {
    const { kills, pauses } = await killAtRandom(site, load.memory, options, random);
    await load.stop();
    const { problems, givenUpButThere } = await compare(site, load.memory);
    const sorted = pauses.toSorted((a, b) => a - b);
    report = {
      seed: options.seed,
      kills,
      starts: site.server.starts(),
      acknowledged: load.memory.acknowledged.size,
      repeated: load.memory.repeated,
      givenUp: load.memory.givenUp.size,
      givenUpButThere,
      pauseMs: { median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 },
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
async function killAtRandom(site: Site, memory: Memory, { kills, only, onKill }: CrashOptions, random: Random) {
  const count: Record<Victim, number> = { server: 0, database: 0, both: 0 };
  const pauses: number[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    if (kill === 1 || random.chance(0.8)) await untilAnswered(site, memory);
    await wait(random.between(50, 1500));
    const victim = only ?? (['server', 'database', 'both'] as const)[Math.floor(random.next() * 3)] ?? 'both';
    const from = performance.now();
    if (victim !== 'server') site.killDatabase();
    if (victim !== 'database') site.server.kill();
    count[victim] += 1;
    onKill?.(`kill ${kill}: ${victim}, after ${memory.acknowledged.size} acknowledged upgrades`);
    const known = memory.acknowledged.size;
    void untilMore(memory, known).then(() => pauses.push(performance.now() - from));
  }
  await untilAnswered(site, memory);
  await wait(POLL_MS * 2);
  return { kills: count, pauses };
}

const POLL_MS = 10;
const RECOVERY_SECONDS_MAX = 60;

/** Waits until the server is ready and a caller has an answer from it. */
async function untilAnswered(site: Site, memory: Memory): Promise<void> {
  const late = wait(RECOVERY_SECONDS_MAX * 1000, 'late' as const, { ref: false });
  const more = site.server.ready().then(() => untilMore(memory, memory.acknowledged.size));
  if ((await Promise.race([late, more])) === 'late') throw new Error(`nothing was answered for ${RECOVERY_SECONDS_MAX} s after a kill`);
}

async function untilMore(memory: Memory, than: number): Promise<void> {
  while (memory.acknowledged.size <= than) await wait(POLL_MS, undefined, { ref: false });
}

const PROBLEMS_SHOWN_MAX = 20;

async function compare(site: Site, memory: Memory): Promise<{ readonly problems: readonly string[]; readonly givenUpButThere: number }> {
  const traces = await site.look((db) => readTraces(db, site.world));
  const problems = [...memory.surprises, ...site.server.unexplained()];
  let givenUpButThere = 0;
  for (const trace of traces) {
    const known = knownOf(memory, trace.customer);
    if (known.kind === 'given_up' && trace.upgrades.length > 0) givenUpButThere += 1;
    const found = judge(trace, known, { quantity: SEATS, users: USERS, stranded: isStranded(trace.customer) ? 1 : 0 });
    problems.push(...found.map((fault) => `customer ${trace.customer} (${known.kind}): ${fault}`));
  }
  if (problems.length === 0) problems.push(...(await repeatAll(site, memory)));
  const more = problems.length - PROBLEMS_SHOWN_MAX;
  return { problems: more > 0 ? [...problems.slice(0, PROBLEMS_SHOWN_MAX), `and ${more} more`] : problems, givenUpButThere };
}

function knownOf(memory: Memory, customer: number): Known {
  const body = memory.acknowledged.get(customer);
  if (body !== undefined) return { kind: 'acknowledged', body };
  return { kind: memory.givenUp.has(customer) ? 'given_up' : 'not_asked' };
}

/** Asks again for everything that was acknowledged: the answer must be the same to the byte, and nothing may happen. */
async function repeatAll(site: Site, memory: Memory): Promise<readonly string[]> {
  const problems: string[] = [];
  const line = openLine(site.origin);
  for (const [customer, body] of memory.acknowledged) {
    const again = await line.ask(upgradeRequest(site, customer));
    if (again?.status !== 200 || again.body !== body)
      problems.push(`customer ${customer}: repeated, it was answered with ${again?.status} ${again?.body} instead of ${body}`);
  }
  line.close();
  const doubled = (await site.look((db) => readTraces(db, site.world))).filter(({ upgrades }) => upgrades.length > 1);
  return [...problems, ...doubled.map(({ customer }) => `customer ${customer}: repeated, it happened twice`)];
}
