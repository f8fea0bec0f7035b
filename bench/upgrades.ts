import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startBareDriver } from './bare.ts';
import { byDriver, byPgbench, competeInChanging, makeSpareCustomer, overHttp, type Change, type Take } from './changes.ts';
import { legsOf, standings, type Contender, type Legs, type Standing } from './contest.ts';
import { requestText } from './http-caller.ts';
import { median, perSecond, quantile, ratioFrom, ratioOf, type Leg, type Ratio } from './measure.ts';
import { functionCall, sameStatements } from './pgbench.ts';
import { startProgram, tokenFrom } from './program.ts';
import type { Site } from './site.ts';
import type { Task } from './size.ts';
import { recordUpgrade } from './statements.ts';
import { customerIdOf, digitsOf, subscriptionIdOf, type World } from './world.ts';

export type UpgradeReport = {
  readonly upgrades: readonly Standing[];
  readonly ratios: {
    /** Upgrades per second over HTTP with most callers, divided by those of pgbench with the same statements. */
    readonly upgradesVsSameSql: Ratio | null;
    /** The same, divided by the best of pgbench with the whole upgrade as one function of the database. */
    readonly upgradesVsFunction: Ratio | null;
    /** The same, divided by those of a process that sends the same statements and does nothing else. */
    readonly upgradesVsBareDriver: Ratio | null;
    /** Upgrades per second of as many serving processes as there are cores, divided by those of one. */
    readonly upgradesAllCoresVsOne: Ratio | null;
    /** The 99th percentile over HTTP with most callers, divided by that of pgbench with the same statements. */
    readonly upgradeP99VsSameSql: Ratio | null;
  };
};

const HTTP = 'over HTTP';
const HTTP_BY_ALL_CORES = 'over HTTP, all cores';
const SAME_SQL = 'pgbench, same statements';
const FUNCTION = 'pgbench, one function';
const BARE = 'same statements, no HTTP';

/** Durable upgrades per second over HTTP, and by those who do the same on the same database without the program. */
export async function benchUpgrades(site: Site, pgbench: string | null): Promise<UpgradeReport> {
  const { upgrades: tasks } = site.size;
  const legs = await competeInChanging(site, 'Upgrades', tasks, (take) => contendersOf(site, pgbench, take));
  return reportOf(legs, tasks);
}

async function contendersOf(site: Site, pgbench: string | null, take: Take): Promise<readonly Contender[]> {
  const { connectionString, db } = site.ground;
  const statements = await recordUpgrade(db, site.world, await makeSpareCustomer(site));
  const contenders: Contender[] = [
    overHttp(HTTP, site.program, upgradeWith(site.world, site.headers), take),
    await overHttpByAllCores(site, take),
    byDriver(BARE, await startBareDriver(connectionString, statements), take),
  ];
  if (pgbench === null) return contenders;
  await db.read(readFileSync(new URL('upgrade-function.sql', import.meta.url), 'utf8'));
  return [
    ...contenders,
    byPgbench(SAME_SQL, pgbench, site, sameStatements(statements), take),
    byPgbench(FUNCTION, pgbench, site, functionCall(site.world), take),
  ];
}

/** The upgrade of a customer's subscription, as a client asks for it. */
export function upgradeWith(world: World, headers: Site['headers']): Change {
  const body = JSON.stringify({ targetOffer: { id: world.target.offerId }, upgradeType: 'upgrade_with_license_transfer' });
  return {
    request: (customer) => {
      const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}/upgrades`;
      return requestText('POST', path, { ...headers, 'MS-RequestId': `00000000-0000-4000-8000-${digitsOf(customer)}` }, body);
    },
    isDone: ({ status, body: answer }) => status === 200 && answer.includes('"upgradeErrors":[]'),
  };
}

/** The same by as many serving processes as there are cores, beside which the callers and the database must find room. */
async function overHttpByAllCores({ ground, world, size }: Site, take: Take): Promise<Contender> {
  const program = await startProgram({
    environment: {
      DATABASE_URL: ground.connectionString,
      DATA_DIR: join(ground.folder, 'servers'),
      WEB_CONCURRENCY: String(Math.max(2, availableParallelism())),
    },
  });
  const headers = { authorization: `Bearer ${await tokenFrom(program.origin, world)}` };
  return {
    ...overHttp(HTTP_BY_ALL_CORES, program, upgradeWith(world, headers), take),
    // Whose processor time it is cannot be told of several processes.
    pid: null,
    callersLeast: Math.max(...size.upgrades.map(({ callers }) => callers)),
    close: program.stop,
  };
}

function reportOf(legs: Legs, tasks: readonly Task[]): UpgradeReport {
  const last = tasks.length - 1;
  const upgrades = standings(legs, tasks);
  const versus = (name: string): Ratio | null => upgrades[last]?.ratios[name] ?? null;
  const p99 = (leg: Leg): number => quantile(leg.milliseconds, 0.99);
  const ours = legsOf(legs, HTTP, last);
  const best = Math.max(...tasks.map((_, i) => median(legsOf(legs, FUNCTION, i).map(perSecond))));
  return {
    upgrades,
    ratios: {
      upgradesVsSameSql: versus(SAME_SQL),
      upgradesVsFunction: legs.has(FUNCTION) ? ratioFrom(ours.map((leg) => perSecond(leg) / best)) : null,
      upgradesVsBareDriver: versus(BARE),
      upgradesAllCoresVsOne: legs.has(HTTP_BY_ALL_CORES) ? ratioOf(legsOf(legs, HTTP_BY_ALL_CORES, last), ours) : null,
      upgradeP99VsSameSql: legs.has(SAME_SQL) ? ratioOf(ours, legsOf(legs, SAME_SQL, last), p99) : null,
    },
  };
}
