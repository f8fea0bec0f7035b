import { progress } from '../src/platform/progress.ts';
import { openCaller, requestText, type HttpCaller } from './http-caller.ts';
import { prepareGround } from './ground.ts';
import { median } from './measure.ts';
import { openSite, type Site } from './site.ts';
import { customerAt, customerIdOf, subscriptionIdOf } from './world.ts';

/** One operation, with its middle time at each size of the world, and that in the smallest world beside each. */
export type GrowthLine = {
  readonly operation: string;
  readonly p50Ms: readonly number[];
  readonly besideMs: readonly number[];
};

export type GrowthReport = {
  readonly growth: { readonly subscriptions: readonly number[]; readonly lines: readonly GrowthLine[] };
  /** The operation that slows most, at the largest size divided by the smallest: 1 where nothing depends on the size. */
  readonly growthLargestOverSmallest: number;
  /** The same, where the sizes are a million and ten thousand; null in a quick run. */
  readonly growth1e6Over1e4: number | null;
};

type Operation = { readonly name: string; readonly request: (customer: number, turn: number) => string };
/** A world that is asked in turn with another: its server, and its customers. */
type Asked = { readonly site: Site; readonly first: number; readonly count: number };

const STEP = 20_000;
const USERS = 1;
/** Seats go up and down by one around what each customer begins with. */
const SEATS = [11, 12] as const;

/**
 * The same single operations in worlds of different size, each by one caller, on customers from all over the world. A world
 * of the smallest size, with a database and a server of its own, is asked in turn with each larger one.
 */
export async function benchGrowth(site: Site): Promise<GrowthReport> {
  const { sizes, times } = site.size.growth;
  const [smallest = 0, ...larger] = sizes;
  const lines = operationsOf(site).map(({ name }) => ({ operation: name, p50Ms: [] as number[], besideMs: [] as number[] }));
  await besideSmallest(site, smallest, async (small) => {
    let [made, first] = [0, 1];
    for (const [i, count] of larger.entries()) {
      const begun = await grow(site, made, count);
      first = made === 0 ? begun : first;
      made = count;
      await progress(`Asking worlds of ${smallest} and ${count} subscriptions in turn, ${times} times each`, async () => {
        const found = await timesOf(small, { site, first, count }, { times, before: i });
        for (const [at, line] of lines.entries()) {
          line.besideMs.push(found[at]?.beside ?? Number.NaN);
          line.p50Ms.push(found[at]?.here ?? Number.NaN);
        }
      });
    }
  });
  const worst = Math.max(...lines.map(({ p50Ms, besideMs }) => (p50Ms.at(-1) ?? 0) / (besideMs.at(-1) ?? 1)));
  const isWhole = smallest === 10_000 && sizes.at(-1) === 1_000_000;
  return {
    growth: { subscriptions: [...sizes], lines },
    growthLargestOverSmallest: worst,
    growth1e6Over1e4: isWhole ? worst : null,
  };
}

/** Lets a world of the smallest size be asked, on the same database server. */
async function besideSmallest({ ground, size }: Site, count: number, work: (small: Asked) => Promise<void>): Promise<void> {
  const own = await prepareGround(ground.connectionString);
  try {
    const site = await openSite(own, size, []);
    try {
      await work({ site, first: await grow(site, 0, count), count });
    } finally {
      await site.program.stop();
    }
  } finally {
    await own.close();
  }
}

/** Makes a world of `from` customers one of `to`; the number of the first new one. */
function grow(site: Site, from: number, to: number): Promise<number> {
  return progress(`Making a world ${to} subscriptions large`, async () => {
    let first: number | null = null;
    for (let made = from; made < to; made += STEP) {
      const begun = await site.makeCustomers(Math.min(STEP, to - made), USERS);
      first ??= begun;
    }
    await site.ground.db.read('vacuum analyze');
    return first ?? 1;
  });
}

function operationsOf({ headers }: Site): readonly Operation[] {
  const at = (customer: number): string => `/v1/customers/${customerIdOf(customer)}`;
  const read = (name: string, path: (customer: number) => string): Operation => ({
    name,
    request: (customer) => requestText('GET', path(customer), headers),
  });
  return [
    read('a page of 100 customers', () => '/v1/customers?size=100'),
    read('customers by the beginning of a name', (customer) => {
      const filter = { Field: 'CompanyName', Value: `Customer ${customer}`, Operator: 'starts_with' };
      return `/v1/customers?size=20&filter=${encodeURIComponent(JSON.stringify(filter))}`;
    }),
    read('the subscriptions of a customer', (customer) => `${at(customer)}/subscriptions`),
    read('what one can be upgraded to', (customer) => `${at(customer)}/subscriptions/${subscriptionIdOf(customer)}/upgrades`),
    {
      name: 'a change of seats',
      request: (customer, turn) => {
        const body = JSON.stringify({ quantity: SEATS[turn % SEATS.length] });
        return requestText('PATCH', `${at(customer)}/subscriptions/${subscriptionIdOf(customer)}`, headers, body);
      },
    },
  ];
}

/**
 * The middle time of each operation in each of two worlds, which are asked in turn: what else the machine does falls on both. The small one
 * was asked `before` so many times already, and gives other customers each time: a customer's first change costs more than the next.
 */
async function timesOf(
  small: Asked,
  large: Asked,
  { times, before }: { readonly times: number; readonly before: number },
): Promise<readonly { readonly beside: number; readonly here: number }[]> {
  // Connections of their own: one that was open while a world grew would have been closed for saying nothing.
  const [there, here] = [await openWorld(small), await openWorld(large)];
  // The first ones warm what a server that has been running for a while has warm.
  const warmUp = Math.ceil(times / 5);
  const found: { beside: number; here: number }[] = [];
  for (const i of here.operations.keys()) {
    const took: { readonly beside: number[]; readonly here: number[] } = { beside: [], here: [] };
    const from = before * (times + warmUp);
    for (let turn = from; turn < from + times + warmUp; turn += 1) {
      const [besideMs, hereMs] = [await timeOf(there, i, turn), await timeOf(here, i, turn)];
      if (turn < from + warmUp) continue;
      took.beside.push(besideMs);
      took.here.push(hereMs);
    }
    found.push({ beside: median(took.beside), here: median(took.here) });
  }
  for (const { caller } of [there, here]) caller.close();
  return found;
}

type OpenWorld = Asked & { readonly caller: HttpCaller; readonly operations: readonly Operation[] };

async function openWorld(asked: Asked): Promise<OpenWorld> {
  return { ...asked, caller: await openCaller(asked.site.program.origin), operations: operationsOf(asked.site) };
}

async function timeOf({ caller, operations, ...range }: OpenWorld, i: number, turn: number): Promise<number> {
  const { name, request } = operationAt(operations, i);
  const text = request(customerAt(range, turn), turn);
  const began = performance.now();
  const { status, body } = await caller.ask(text);
  const took = performance.now() - began;
  if (status !== 200) throw new Error(`${name} was answered with ${status}: ${body}`);
  return took;
}

function operationAt(operations: readonly Operation[], i: number): Operation {
  const operation = operations[i];
  if (operation === undefined) throw new Error(`there is no operation ${i}`);
  return operation;
}
