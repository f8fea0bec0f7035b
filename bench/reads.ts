import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BareReadsSetting } from './bare-reads.ts';
import { compete, runTimed, standings, type Contender, type Standing } from './contest.ts';
import { openCaller, requestText } from './http-caller.ts';
import { runCallers } from './measure.ts';
import type { Site } from './site.ts';
import { recordRead } from './statements.ts';
import { customerAt, customerIdOf, digitsOf, subscriptionIdOf } from './world.ts';

export type ReadReport = {
  readonly getUpgrades: readonly Standing[];
  /** `GET …/upgrades` per second with most callers, divided by those of a bare server that reads the same rows. */
  readonly getUpgradesVsBare: number | null;
};

const BARE = 'bare server, same rows';
const CUSTOMERS = 2000;
const USERS = 3;

/** What a subscription can be upgraded to, beside a server that reads the same rows and decides nothing. */
export async function benchReads(site: Site): Promise<ReadReport> {
  const range = { first: await site.makeCustomers(CUSTOMERS, USERS), count: CUSTOMERS };
  const bare = await startBareReads(site, range.first);
  const { origin, child } = site.program;
  const upgradesOf = (customer: number): string =>
    requestText('GET', `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}/upgrades`, site.headers);
  const contenders: readonly Contender[] = [
    reader('GET …/upgrades', { origin, pid: child.pid ?? null }, (turn) => upgradesOf(customerAt(range, turn))),
    reader(BARE, bare, (turn) => requestText('GET', `/${digitsOf(customerAt(range, turn))}`, {})),
  ];
  const tasks = site.size.reads;
  try {
    for (const contender of contenders) await runTimed(site, contender, { callers: 8, count: CUSTOMERS });
    const getUpgrades = standings(await compete(site, 'Reading upgrades', contenders, tasks), tasks);
    return { getUpgrades, getUpgradesVsBare: getUpgrades.at(-1)?.ratios[BARE] ?? null };
  } finally {
    bare.close();
  }
}

function reader(
  name: string,
  { origin, pid }: { readonly origin: string; readonly pid: number | null },
  requestFor: (turn: number) => string,
): Contender {
  return {
    name,
    pid,
    run: async ({ callers, count }) => {
      const leg = await runCallers(callers, count, async () => {
        const caller = await openCaller(origin);
        const run = async (turn: number): Promise<void> => {
          const answer = await caller.ask(requestFor(turn));
          if (answer.status !== 200 || answer.body.length < 100)
            throw new Error(`${name} was answered with ${answer.status}: ${answer.body}`);
        };
        return { run, close: caller.close };
      });
      return { leg, operations: count };
    },
    close: async () => {},
  };
}

async function startBareReads(
  site: Site,
  customer: number,
): Promise<{ readonly origin: string; readonly pid: number | null; readonly close: () => void }> {
  const child = fork(fileURLToPath(new URL('bare-reads.ts', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const { sql, values } = await recordRead(site.ground.db, site.world, customer);
  const ready = new Promise<string>((resolve, reject) => {
    child.once('message', (origin: string) => resolve(origin));
    child.once('exit', () => reject(new Error('the bare server has ended')));
  });
  child.send({ connectionString: site.ground.connectionString, sql, values, digits: digitsOf(customer) } satisfies BareReadsSetting);
  return { origin: await ready, pid: child.pid ?? null, close: () => void child.kill() };
}
