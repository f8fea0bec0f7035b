import { progress } from '../src/platform/progress.ts';
import { openCaller, requestText, type HttpCaller } from './http-caller.ts';
import { median, quantile } from './measure.ts';
import type { Site } from './site.ts';
import { customerAt, customerIdOf, subscriptionIdOf } from './world.ts';

/** One operation, with its middle time at each size of the world. */
export type GrowthLine = { readonly operation: string; readonly p50Ms: readonly number[]; readonly p99Ms: readonly number[] };

export type GrowthReport = {
  readonly growth: { readonly subscriptions: readonly number[]; readonly lines: readonly GrowthLine[] };
  /** The operation that slows most, at the largest size divided by the smallest: 1 where nothing depends on the size. */
  readonly growthLargestOverSmallest: number;
  /** The same, where the sizes are a million and ten thousand; null in a quick run. */
  readonly growth1e6Over1e4: number | null;
};

type Operation = { readonly name: string; readonly request: (customer: number, turn: number) => string };

const STEP = 20_000;
/** Seats go up and down by one around what each customer begins with. */
const SEATS = [11, 12] as const;

/** The same single operations in worlds of different size, each by one caller, on customers from all over the world. */
export async function benchGrowth(site: Site): Promise<GrowthReport> {
  const { sizes, times } = site.size.growth;
  const operations = operationsOf(site);
  const caller = await openCaller(site.program.origin);
  const found = new Map<string, { p50Ms: number; p99Ms: number }[]>(operations.map(({ name }) => [name, []]));
  let made = 0;
  let first = 1;
  try {
    for (const size of sizes) {
      await progress(`Making the world ${size} subscriptions large`, async () => {
        for (; made < size; made += Math.min(STEP, size - made)) {
          const begun = await site.makeCustomers(Math.min(STEP, size - made), 1);
          if (made === 0) first = begun;
        }
        await site.ground.db.read('vacuum analyze');
      });
      await progress(`Asking it, ${times} times each`, async () => {
        for (const operation of operations)
          found.get(operation.name)?.push(await timesOf(caller, operation, { first, count: size }, times));
      });
    }
  } finally {
    caller.close();
  }
  const lines = [...found].map(([operation, each]) => ({
    operation,
    p50Ms: each.map(({ p50Ms }) => p50Ms),
    p99Ms: each.map(({ p99Ms }) => p99Ms),
  }));
  const ratios = lines.map(({ p50Ms }) => (p50Ms.at(-1) ?? 0) / (p50Ms[0] ?? 1));
  const worst = Math.max(...ratios);
  const isWhole = sizes[0] === 10_000 && sizes.at(-1) === 1_000_000;
  return {
    growth: { subscriptions: [...sizes], lines },
    growthLargestOverSmallest: worst,
    growth1e6Over1e4: isWhole ? worst : null,
  };
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

async function timesOf(
  caller: HttpCaller,
  { name, request }: Operation,
  range: { readonly first: number; readonly count: number },
  times: number,
): Promise<{ p50Ms: number; p99Ms: number }> {
  const milliseconds: number[] = [];
  // The first ones warm what a server that has been running for a while has warm.
  const warmUp = Math.ceil(times / 5);
  for (let turn = 0; turn < times + warmUp; turn += 1) {
    const text = request(customerAt(range, turn), turn);
    const began = performance.now();
    const { status, body } = await caller.ask(text);
    const took = performance.now() - began;
    if (status !== 200) throw new Error(`${name} was answered with ${status}: ${body}`);
    if (turn >= warmUp) milliseconds.push(took);
  }
  const sorted = Float64Array.from(milliseconds);
  return { p50Ms: median(milliseconds), p99Ms: quantile(sorted, 0.99) };
}
