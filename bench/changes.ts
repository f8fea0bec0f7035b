import { progress } from '../src/platform/progress.ts';
import type { BareDriver } from './bare.ts';
import { compete, runTimed, takesPart, type Contender, type Legs } from './contest.ts';
import { openCaller, type Answer } from './http-caller.ts';
import { runCallers } from './measure.ts';
import { runPgbench, transactionsFor } from './pgbench.ts';
import type { Program } from './program.ts';
import type { Site } from './site.ts';
import type { Task } from './size.ts';
import { customerAt } from './world.ts';

/** Takes so many customers that nobody else gets; the number of the first. */
export type Take = (customers: number) => number;

/** A change that each customer undergoes once: the request for one, and whether it came about. */
export type Change = { readonly request: (customer: number) => string; readonly isDone: (answer: Answer) => boolean };

const WARM_UP: Task = { callers: 8, count: 320 };
/** The engine compiles what is done often; a server that has been up for a minute has that behind it. */
const HTTP_WARM_UP: Task = { callers: 8, count: 800 };
const USERS = 3;

/** Has contenders change customers side by side, each customer once. The first contender is the program. */
export async function competeInChanging(
  site: Site,
  title: string,
  tasks: readonly Task[],
  contendersWith: (take: Take) => Promise<readonly Contender[]>,
): Promise<Legs> {
  let next = 0;
  const contenders = await contendersWith((customers) => {
    next += customers;
    return next - customers;
  });
  const needed = contenders
    .flatMap((contender) => [
      contender.warmUp ?? WARM_UP,
      ...Array.from({ length: site.size.rounds }, () => tasks.filter((task) => takesPart(contender, task))).flat(),
    ])
    .reduce((sum, task) => sum + transactionsFor(task), 0);
  try {
    await progress(`Making ${needed} customers`, async () => {
      next = await site.makeCustomers(needed, USERS);
    });
    await progress('Warming up', async () => {
      for (const contender of contenders) await runTimed(site, contender, contender.warmUp ?? WARM_UP);
      // Plans made while a table was still empty would read all of it; these statistics make everyone plan again.
      await site.ground.db.read('vacuum analyze');
    });
    return await compete(site, title, contenders, tasks);
  } finally {
    for (const contender of contenders) await contender.close();
  }
}

/** A customer that nobody changes, to record the statements of a change with. */
export function makeSpareCustomer(site: Site): Promise<number> {
  return site.makeCustomers(1, USERS);
}

/** The product itself, over connections that stay open. */
export function overHttp(name: string, { origin, child }: Pick<Program, 'origin' | 'child'>, change: Change, take: Take): Contender {
  return {
    name,
    pid: child.pid ?? null,
    warmUp: HTTP_WARM_UP,
    run: async ({ callers, count }) => {
      const range = { first: take(count), count };
      const leg = await runCallers(callers, count, async () => {
        const caller = await openCaller(origin);
        const run = async (turn: number): Promise<void> => {
          const answer = await caller.ask(change.request(customerAt(range, turn)));
          if (!change.isDone(answer)) throw new Error(`${name} was answered with ${answer.status}: ${answer.body}`);
        };
        return { run, close: caller.close };
      });
      return { leg, operations: count };
    },
    close: async () => {},
  };
}

/** A process that sends the statements of the change and does nothing else. */
export function byDriver(name: string, driver: BareDriver, take: Take): Contender {
  return {
    name,
    pid: driver.pid,
    run: async (task) => ({ leg: await driver.change({ ...task, first: take(task.count) }), operations: task.count }),
    close: async () => driver.close(),
  };
}

/** pgbench with a script that changes the customer of its variable `digits`. */
export function byPgbench(name: string, program: string, { ground }: Site, script: string, take: Take): Contender {
  const { connectionString, folder } = ground;
  return {
    name,
    // Each leg is a process of its own.
    pid: null,
    run: async (task) => {
      const operations = transactionsFor(task);
      const leg = await runPgbench({ program, connectionString, folder, script }, { ...task, first: take(operations) });
      return { leg, operations };
    },
    close: async () => {},
  };
}
