import { progress } from '../src/platform/progress.ts';
import { courseOf, type Course } from './course.ts';
import { openCaller, requestText } from './http-caller.ts';
import { perSecond, quantile, runCallers } from './measure.ts';
import { databaseProcesses, memoryMb } from './processes.ts';
import { residentMb } from './program.ts';
import type { Site } from './site.ts';
import { upgradeWith } from './upgrades.ts';
import { customerAt, customerIdOf, subscriptionIdOf } from './world.ts';

export type SoakReport = {
  readonly soak: {
    readonly minutes: number;
    /** What as many callers as it takes reached, and what was asked of the server then: half of it. */
    readonly ceilingPerSecond: number;
    readonly perSecond: number;
    readonly operations: number;
    readonly p50Ms: number;
    readonly server: Course;
    readonly database: Course;
  };
  /** From the moment at which a request was due to its answer, the 99th percentile. */
  readonly soakP99Ms: number;
  readonly soakErrors: number;
  /** The most connections that stood still in the middle of a transaction for more than a second, at any look. */
  readonly soakIdleInTransaction: number;
  /** Memory of the serving process after the load, without its database; null where it cannot be told. */
  readonly memoryAfterLoadMb: number | null;
};

type Sample = {
  readonly atHours: number;
  readonly serverMb: number | null;
  readonly databaseMb: number | null;
  readonly idleInTransaction: number;
};

const CALLERS = 32;
const CEILING_OPERATIONS = 4_096;
const STANDING_CUSTOMERS = 4_096;
const USERS = 3;
/** Of so many operations in a row one is an upgrade, each of a customer of its own. */
const UPGRADE_EVERY = 10;
const SAMPLES = 240;
const SECONDS_PER_MINUTE = 60;
const MS_PER_HOUR = 3_600_000;

/** A mixed load at half of what the server can do, for so many minutes: whether it stays as it was. */
export async function benchSoak(site: Site): Promise<SoakReport | Record<never, never>> {
  const minutes = site.size.soakMinutes;
  if (minutes === 0) return {};
  const ceiling = await ceilingOf(site);
  const rate = ceiling / 2;
  const operations = Math.ceil(rate * minutes * SECONDS_PER_MINUTE);
  const load = await mixedLoad(site, operations);
  return progress(`Half of it for ${minutes} minutes`, async () => {
    const watch = await watched(site, (minutes * SECONDS_PER_MINUTE * 1000) / SAMPLES);
    const { milliseconds, errors } = await paced(site, load, { rate, operations });
    const samples = await watch.end();
    return {
      soak: {
        minutes,
        ceilingPerSecond: ceiling,
        perSecond: rate,
        operations,
        p50Ms: quantile(milliseconds, 0.5),
        server: courseIn(samples, ({ serverMb }) => serverMb),
        database: courseIn(samples, ({ databaseMb }) => databaseMb),
      },
      soakP99Ms: quantile(milliseconds, 0.99),
      soakErrors: errors,
      soakIdleInTransaction: Math.max(...samples.map(({ idleInTransaction }) => idleInTransaction)),
      memoryAfterLoadMb: samples.at(-1)?.serverMb ?? null,
    };
  });
}

/** Mixed operations per second with as many callers as bring most; those before it warm the server. */
async function ceilingOf(site: Site): Promise<number> {
  const load = await mixedLoad(site, 2 * CEILING_OPERATIONS);
  const leg = (first: number) => runCallers(CALLERS, CEILING_OPERATIONS, () => caller(site, (turn) => load(first + turn)));
  await progress('Warming up', () => leg(0));
  return perSecond(await progress('Finding the ceiling of a mixed load', () => leg(CEILING_OPERATIONS)));
}

/** The request of each turn. */
type Load = (turn: number) => string;

/** What a desk does all day: lists, single subscriptions, what can be upgraded, people, seats, and upgrades of customers who were not yet upgraded. */
async function mixedLoad(site: Site, operations: number): Promise<Load> {
  const { headers, world } = site;
  const standing = { first: await site.makeCustomers(STANDING_CUSTOMERS, USERS), count: STANDING_CUSTOMERS };
  const firstToUpgrade = await site.makeCustomers(Math.ceil(operations / UPGRADE_EVERY) + 1, USERS);
  // A planner that does not know of the new customers yet would be measured, not the program.
  await site.ground.db.read('vacuum analyze');
  const upgrade = upgradeWith(world, headers);
  const at = (turn: number): string => `/v1/customers/${customerIdOf(customerAt(standing, turn))}`;
  const subscriptionAt = (turn: number): string => `${at(turn)}/subscriptions/${subscriptionIdOf(customerAt(standing, turn))}`;
  const read = (path: string): string => requestText('GET', path, headers);
  const kinds: readonly Load[] = [
    (turn) => upgrade.request(firstToUpgrade + Math.floor(turn / UPGRADE_EVERY)),
    () => read('/v1/customers?size=20'),
    (turn) => read(`${at(turn)}/subscriptions`),
    (turn) => read(`${subscriptionAt(turn)}/upgrades`),
    (turn) => read(`${at(turn)}/users?size=20&include=products`),
    (turn) =>
      requestText('PATCH', subscriptionAt(turn), headers, JSON.stringify({ quantity: 11 + (Math.floor(turn / UPGRADE_EVERY) % 10) })),
    (turn) => read(`${at(turn)}/subscriptions`),
    (turn) => read(subscriptionAt(turn)),
    (turn) => read(`${subscriptionAt(turn)}/upgrades`),
    (turn) => read(`${at(turn)}/subscribedskus`),
  ];
  return (turn) => kinds[turn % kinds.length]?.(turn) ?? '';
}

async function caller({ program }: Site, load: Load) {
  const { ask, close } = await openCaller(program.origin);
  const run = async (turn: number): Promise<void> => {
    const answer = await ask(load(turn));
    if (answer.status >= 400) throw new Error(`${load(turn)} was answered with ${answer.status}: ${answer.body}`);
  };
  return { run, close };
}

/** So many operations a second, each at its time whether or not those before it are answered; late ones count from when they were due. */
async function paced(
  site: Site,
  load: Load,
  { rate, operations }: { readonly rate: number; readonly operations: number },
): Promise<{ readonly milliseconds: Float64Array; readonly errors: number }> {
  const began = performance.now();
  const milliseconds = new Float64Array(operations);
  let [next, errors] = [0, 0];
  const work = async (): Promise<void> => {
    let own = await caller(site, load);
    for (let turn = next++; turn < operations; turn = next++) {
      const due = began + (turn * 1000) / rate;
      const early = due - performance.now();
      if (early > 0) await new Promise((passed) => setTimeout(passed, early));
      try {
        await own.run(turn);
      } catch {
        errors += 1;
        own.close();
        own = await caller(site, load);
      }
      milliseconds[turn] = performance.now() - due;
    }
    own.close();
  };
  await Promise.all(Array.from({ length: CALLERS }, work));
  return { milliseconds, errors };
}

/** Looks at the memory of server and database, and at transactions that stand still, until the end. */
async function watched({ ground: { db }, program }: Site, everyMs: number): Promise<{ readonly end: () => Promise<readonly Sample[]> }> {
  const processes = await databaseProcesses(db);
  const began = performance.now();
  const samples: Sample[] = [];
  const look = async (): Promise<void> => {
    const { rows } = await db.read<{ idle: number }>(
      `select count(*)::int as idle from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%' and now() - state_change > interval '1 second'`,
    );
    samples.push({
      atHours: (performance.now() - began) / MS_PER_HOUR,
      serverMb: residentMb(program),
      databaseMb: memoryMb(processes()),
      idleInTransaction: rows[0]?.idle ?? 0,
    });
  };
  await look();
  const looks: Promise<void>[] = [];
  const timer = setInterval(() => void looks.push(look()), everyMs);
  return {
    end: async () => {
      clearInterval(timer);
      await Promise.all(looks);
      await look();
      return samples;
    },
  };
}

function courseIn(samples: readonly Sample[], of: (sample: Sample) => number | null): Course {
  return courseOf(
    samples.flatMap((sample) => {
      const value = of(sample);
      return value === null ? [] : [{ at: sample.atHours, value }];
    }),
  );
}
