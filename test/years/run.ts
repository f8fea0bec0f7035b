import type { Db } from '../../src/platform/db.ts';
import { randomFrom } from '../crash/random.ts';
import { dateOf, monthsAfter, read, written } from './calendar.ts';
import { act, order, pick, whole, type Counts, type Customer, type World } from './deeds.ts';
import { compareInvoice, type Expected } from './invoices.ts';
import { CURRENCIES, priceIn, type Currency } from './prices.ts';
import { openReference, type PriceOf } from './reference.ts';
import { openSite } from './site.ts';

export type YearsOptions = {
  readonly db: Db;
  readonly seed: number;
  /** How many subscriptions are bought. */ readonly subscriptions: number;
  readonly months: number;
  /** The first day: the first of a month. */ readonly from: string;
  /** Other prices for the reference, to see that a difference is found. */ readonly priceOf?: (currency: Currency) => PriceOf;
  readonly onLine?: (line: string) => void;
};

export type YearsReport = {
  readonly seed: number;
  readonly days: number;
  readonly customers: number;
  readonly subscriptions: number;
  readonly done: Counts;
  readonly invoices: number;
  readonly lines: number;
  /** In minor units, by currency: what all invoices come to, and the ledger up to the last of them. */
  readonly totals: Readonly<Record<string, { readonly invoiced: number; readonly ledger: number }>>;
  readonly problem: string | null;
};

/** Some customers order once, some more often. */
const SUBSCRIPTIONS_PER_CUSTOMER = 3;
const DEEDS_PER_SUBSCRIPTION_AND_MONTH = 0.75;

/** Lets customers live for some years, day by day, and holds every invoice against what it should be. */
export async function runYears(options: YearsOptions): Promise<YearsReport> {
  const { db, seed, subscriptions, months, priceOf = priceIn, onLine } = options;
  const site = await openSite(db, options.from);
  const world: World = { site, random: randomFrom(seed), counts: {} };
  const customers: Customer[] = [];
  for (let i = 0; i < Math.max(subscriptions / SUBSCRIPTIONS_PER_CUSTOMER, CURRENCIES.length); i += 1) {
    const currency = CURRENCIES[i % CURRENCIES.length] ?? 'USD';
    customers.push({
      id: await site.newCustomer(currency),
      currency,
      reference: openReference(priceOf(currency)),
      held: new Map(),
      history: [],
    });
  }
  const first = read(options.from);
  const end = monthsAfter(first, months);
  const found = { bought: 0, invoices: 0, lines: 0, invoiced: new Map<string, number>() };
  let problem: string | null = null;
  for (let today = first; today <= end && problem === null; today += 1) {
    try {
      if (today > first && dateOf(today).on === 1) {
        await billMonth(world, customers, today, found);
        onLine?.(`${written(today)}: ${found.bought} subscriptions, ${found.invoices} invoices, ${found.lines} lines`);
      }
      if (today === end) break;
      // Two thirds of the time there is something to buy.
      const wanted = Math.min(subscriptions, Math.ceil((subscriptions * (today - first + 1) * 1.5) / (end - first)));
      const deeds = (subscriptions * DEEDS_PER_SUBSCRIPTION_AND_MONTH) / 30;
      await liveDay(world, customers, today, { wanted, deeds, found });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const lived = customers.find(({ id }) => why.includes(id))?.history ?? [];
      problem = [`${written(today)}: ${why}`, ...lived].join('\n');
    }
  }
  const totals = await totalsOf(db, found.invoiced, written(end));
  const isEven = Object.values(totals).every(({ invoiced, ledger }) => invoiced === ledger);
  if (problem === null && !isEven) problem = `the invoices do not come to what the ledger has: ${JSON.stringify(totals)}`;
  await site.close();
  const { bought, invoices, lines } = found;
  return {
    ...{ seed, days: end - first, customers: customers.length, subscriptions: bought, done: world.counts },
    ...{ invoices, lines, totals, problem },
  };
}

type Found = { bought: number; invoices: number; lines: number; readonly invoiced: Map<string, number> };

/** Instants at which a day ends or begins, or the clocks are changed, somewhere. */
const INSTANTS = ['00:00:00', '04:00:00', '05:00:00', '06:59:59.999', '07:00:00', '15:59:59.999', '16:00:00', '23:59:59.999'];

type Plan = { readonly wanted: number; readonly deeds: number; readonly found: Found };

/** A day: the daily run, before or after what people do. Some of them may come first, and what is due then happens with their request. */
async function liveDay(world: World, customers: readonly Customer[], today: number, { wanted, deeds, found }: Plan): Promise<void> {
  const { random, site } = world;
  for (const { reference } of customers) reference.pass(today);
  const isEarly = random.chance(0.7);
  site.at(`${written(today)}T${isEarly ? '00:00:00' : '12:00:00'}Z`);
  if (isEarly) await site.dailyRun();
  const instants = Array.from({ length: Math.floor(deeds) + (random.chance(deeds % 1) ? 1 : 0) }, () => instant(world)).toSorted();
  for (const at of instants) {
    site.at(`${written(today)}T${at}Z`);
    await act(world, pick(random, customers), today);
  }
  for (let tries = 0; found.bought < wanted && tries < 20; tries += 1) {
    const buyers = customers.filter(({ held }) => held.size === 0);
    found.bought += await order(world, pick(random, random.chance(0.4) && buyers.length > 0 ? buyers : customers), today);
  }
  if (!isEarly) {
    site.at(`${written(today)}T23:59:59.999Z`);
    await site.dailyRun();
  }
}

function instant({ random }: World): string {
  const two = (most: number) => String(whole(random, 0, most)).padStart(2, '0');
  return random.chance(0.3) ? pick(random, INSTANTS) : `${two(23)}:${two(59)}:${two(59)}`;
}

/** The month that ended is billed, some time on the first day of the next. */
async function billMonth({ site, random }: World, customers: readonly Customer[], today: number, found: Found): Promise<void> {
  site.at(`${written(today)}T${random.chance(0.5) ? '00:00:00' : '00:10:00'}Z`);
  await site.writeInvoices();
  for (const currency of CURRENCIES) {
    const expected: Expected = new Map(
      customers
        .filter((customer) => customer.currency === currency)
        .map((customer) => [customer.id, customer.reference.take()] as const)
        .filter(([, lines]) => lines.length > 0),
    );
    const compared = await compareInvoice(site, currency, { from: monthsAfter(today, -1), until: today }, expected);
    if (compared === null) continue;
    found.invoices += 1;
    found.lines += compared.lines;
    found.invoiced.set(currency, (found.invoiced.get(currency) ?? 0) + compared.totalMinor);
  }
}

async function totalsOf(db: Db, invoiced: ReadonlyMap<string, number>, until: string): Promise<YearsReport['totals']> {
  const { rows } = await db.read<{ currency: string; total: number }>(
    'select currency, sum(amount_minor)::bigint as total from charge where charged_at < $1::date group by currency order by currency',
    [until],
  );
  return Object.fromEntries(rows.map(({ currency, total }) => [currency, { invoiced: invoiced.get(currency) ?? 0, ledger: total }]));
}
