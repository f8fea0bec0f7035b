import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { progress } from '../src/platform/progress.ts';
import { startBareUpgrades } from './bare.ts';
import { compete, legsOf, runTimed, standings, type Contender, type Legs, type Standing } from './contest.ts';
import type { Task } from './size.ts';
import { openCaller, requestText } from './http-caller.ts';
import { median, perSecond, quantile, ratioOf, runCallers, type Leg } from './measure.ts';
import { functionCall, runPgbench, sameStatements, transactionsFor } from './pgbench.ts';
import { startProgram, tokenFrom } from './program.ts';
import type { Site } from './site.ts';
import { recordUpgrade } from './statements.ts';
import { customerAt, customerIdOf, digitsOf, subscriptionIdOf } from './world.ts';

export type UpgradeReport = {
  readonly upgrades: readonly Standing[];
  /** Upgrades per second over HTTP with most callers, divided by those of pgbench with the same statements. */
  readonly upgradesVsSameSql: number | null;
  /** The same, divided by the best of pgbench with the whole upgrade as one function of the database. */
  readonly upgradesVsFunction: number | null;
  /** The same, divided by those of a process that sends the same statements and does nothing else. */
  readonly upgradesVsBareDriver: number | null;
  /** Upgrades per second of as many serving processes as there are cores, divided by those of one. */
  readonly upgradesAllCoresVsOne: number | null;
  /** The 99th percentile over HTTP with most callers, divided by that of pgbench with the same statements. */
  readonly upgradeP99VsSameSql: number | null;
};

const HTTP = 'over HTTP';
const HTTP_BY_ALL_CORES = 'over HTTP, all cores';
const SAME_SQL = 'pgbench, same statements';
const FUNCTION = 'pgbench, one function';
const BARE = 'same statements, no HTTP';
const WARM_UP: Task = { callers: 8, count: 320 };
const USERS = 3;

/** Takes so many customers that nobody else gets; the number of the first. */
type Take = (customers: number) => number;

/** Durable upgrades per second over HTTP, and by those who do the same on the same database without the program. */
export async function benchUpgrades(site: Site, pgbench: string | null): Promise<UpgradeReport> {
  const { upgrades: tasks, rounds } = site.size;
  let next = 0;
  const take: Take = (customers) => {
    next += customers;
    return next - customers;
  };
  const contenders = await contendersOf(site, pgbench, take);
  const most = [WARM_UP, ...Array.from({ length: rounds }, () => tasks).flat()].reduce((sum, task) => sum + transactionsFor(task), 0);
  try {
    await progress(`Making ${most * contenders.length} customers`, async () => {
      next = await site.makeCustomers(most * contenders.length, USERS);
    });
    await progress('Warming up', async () => {
      for (const contender of contenders) await runTimed(site, contender, WARM_UP);
      // Plans made while a table was still empty would read all of it; these statistics make everyone plan again.
      await site.ground.db.read('vacuum analyze');
    });
    return reportOf(await compete(site, 'Upgrades', contenders, tasks), tasks);
  } finally {
    for (const contender of contenders) await contender.close();
  }
}

async function contendersOf(site: Site, pgbench: string | null, take: Take): Promise<readonly Contender[]> {
  const { connectionString, db, folder } = site.ground;
  const statements = await recordUpgrade(db, site.world, await site.makeCustomers(1, USERS));
  const bare = await startBareUpgrades(connectionString, statements);
  const contenders: Contender[] = [
    overHttp(HTTP, site, take),
    await overHttpByAllCores(site, take),
    {
      name: BARE,
      pid: bare.pid,
      run: async (task) => ({ leg: await bare.upgrade({ ...task, first: take(task.count) }), operations: task.count }),
      close: async () => bare.close(),
    },
  ];
  if (pgbench === null) return contenders;
  await db.read(readFileSync(new URL('upgrade-function.sql', import.meta.url), 'utf8'));
  const byPgbench = (name: string, script: string): Contender => ({
    name,
    pid: null,
    run: async (task) => {
      const operations = transactionsFor(task);
      return {
        leg: await runPgbench({ program: pgbench, connectionString, folder, script }, { ...task, first: take(operations) }),
        operations,
      };
    },
    close: async () => {},
  });
  return [...contenders, byPgbench(SAME_SQL, sameStatements(statements)), byPgbench(FUNCTION, functionCall(site.world))];
}

/** The product itself: POST …/upgrades over connections that stay open. */
function overHttp(name: string, { world, program, headers }: Pick<Site, 'world' | 'program' | 'headers'>, take: Take): Contender {
  const body = JSON.stringify({ targetOffer: { id: world.target.offerId }, upgradeType: 'upgrade_with_license_transfer' });
  const requestFor = (customer: number): string => {
    const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}/upgrades`;
    return requestText('POST', path, { ...headers, 'MS-RequestId': `00000000-0000-4000-8000-${digitsOf(customer)}` }, body);
  };
  return {
    name,
    pid: program.child.pid ?? null,
    run: async ({ callers, count }) => {
      const range = { first: take(count), count };
      const leg = await runCallers(callers, count, async () => {
        const caller = await openCaller(program.origin);
        const run = async (turn: number): Promise<void> => {
          const answer = await caller.ask(requestFor(customerAt(range, turn)));
          if (answer.status !== 200 || !answer.body.includes('"upgradeErrors":[]')) {
            throw new Error(`an upgrade was answered with ${answer.status}: ${answer.body}`);
          }
        };
        return { run, close: caller.close };
      });
      return { leg, operations: count };
    },
    close: async () => {},
  };
}

/** The same by as many serving processes as there are cores, beside which the callers and the database must find room. */
async function overHttpByAllCores({ ground, world }: Site, take: Take): Promise<Contender> {
  const program = await startProgram({
    environment: {
      DATABASE_URL: ground.connectionString,
      DATA_DIR: join(ground.folder, 'servers'),
      WEB_CONCURRENCY: String(Math.max(2, availableParallelism())),
    },
  });
  const headers = { authorization: `Bearer ${await tokenFrom(program.origin, world)}` };
  // Whose processor time it is cannot be told of several processes.
  return { ...overHttp(HTTP_BY_ALL_CORES, { world, program, headers }, take), pid: null, close: program.stop };
}

function reportOf(legs: Legs, tasks: readonly Task[]): UpgradeReport {
  const last = tasks.length - 1;
  const upgrades = standings(legs, tasks);
  const versus = (name: string): number | null => upgrades[last]?.ratios[name] ?? null;
  const p99 = (leg: Leg): number => quantile(leg.milliseconds, 0.99);
  const ours = legsOf(legs, HTTP, last);
  const best = Math.max(...tasks.map((_, i) => median(legsOf(legs, FUNCTION, i).map(perSecond))));
  return {
    upgrades,
    upgradesVsSameSql: versus(SAME_SQL),
    upgradesVsFunction: legs.has(FUNCTION) ? median(ours.map(perSecond)) / best : null,
    upgradesVsBareDriver: versus(BARE),
    upgradesAllCoresVsOne: legs.has(HTTP_BY_ALL_CORES) ? ratioOf(legsOf(legs, HTTP_BY_ALL_CORES, last), ours) : null,
    upgradeP99VsSameSql: legs.has(SAME_SQL) ? ratioOf(ours, legsOf(legs, SAME_SQL, last), p99) : null,
  };
}
