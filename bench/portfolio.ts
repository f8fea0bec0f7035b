import { markCustomers } from '../src/portfolio/digest/store.ts';
import { readerOf } from '../src/platform/reader.ts';
import { openCaller, requestText } from './http-caller.ts';
import { processorMs } from './processes.ts';
import { SUBSCRIPTIONS_PER_CUSTOMER } from './portfolio-world.ts';
import { repeatFor, type Statement, type Statements } from './recording.ts';
import type { Site } from './site.ts';
import { recordUpgrade } from './statements.ts';

/** Pages of the matrix under one filter, walked from the first on. */
export type FilterTime = {
  readonly filter: string;
  readonly pages: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Processor time of a page on average, of the server and its database: it says more than the clock beside other work. Null where it cannot be told. */
  readonly processorMs: number | null;
};

export type PortfolioReport = {
  readonly matrix: {
    readonly subscriptions: number;
    readonly filters: readonly FilterTime[];
    /** The very first totals of a server that knows nothing yet, in milliseconds. */
    readonly firstTotalsMs: number;
    /** How long the digest of all of it took, per subscription in microseconds. */
    readonly digestMicroseconds: number;
  };
  /** The slowest filter's 95th percentile of a page. */
  readonly matrixPageP95Ms: number;
  /** All totals after something has changed: the middle of several. */
  readonly matrixTotalsMs: number;
  readonly matrixTotalsRepeatedMs: number;
  /** Processor time of the database for an upgrade with the mark behind it, divided by that without; null where it cannot be told. */
  readonly matrixUpgradeOverhead: number | null;
};

const PAGES_PER_FILTER = 15;
const TOTALS_TIMES = 7;
const OVERHEAD_UPGRADES = 400;

/** What the matrix of a large portfolio costs: its pages under each filter, its totals, and what it adds to an upgrade. */
export async function benchPortfolio(site: Site): Promise<PortfolioReport> {
  const overhead = await upgradeOverhead(site);
  const { partnerId } = site.world;
  const { digestMs } = await site.plantPortfolio();
  const caller = await openCaller(site.program.origin);
  const timed = async (path: string, token?: string) => {
    const headers = token === undefined ? site.headers : { ...site.headers, 'ms-continuationtoken': token };
    const began = performance.now();
    const answer = await caller.ask(requestText('GET', path, headers));
    const ms = performance.now() - began;
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}: ${answer.body}`);
    return { ms, body: JSON.parse(answer.body) as Body };
  };
  try {
    const first = await timed('/v1/portfolio/upgrades/totals');
    const changed: number[] = [];
    const repeated: number[] = [];
    for (let i = 0; i < TOTALS_TIMES; i += 1) {
      const { rows } = await site.ground.db.read<{ id: string }>(
        'select customer_id as id from portfolio_customer where partner_id = $1 order by customer_id offset $2 limit 1',
        [partnerId, i * 17],
      );
      await markCustomers(
        readerOf(site.ground.db),
        rows.map(({ id }) => id),
      );
      changed.push((await timed('/v1/portfolio/upgrades/totals')).ms);
      repeated.push((await timed('/v1/portfolio/upgrades/totals')).ms);
    }
    const filters: FilterTime[] = [];
    for (const filter of filtersOf(first.body)) filters.push(await walk(site, filter, timed));
    return {
      matrix: {
        subscriptions: site.size.portfolioCustomers * SUBSCRIPTIONS_PER_CUSTOMER,
        filters,
        firstTotalsMs: first.ms,
        digestMicroseconds: (digestMs * 1000) / (site.size.portfolioCustomers * SUBSCRIPTIONS_PER_CUSTOMER),
      },
      matrixPageP95Ms: Math.max(...filters.map(({ p95Ms }) => p95Ms)),
      matrixTotalsMs: percentile(changed, 0.5),
      matrixTotalsRepeatedMs: percentile(repeated, 0.5),
      matrixUpgradeOverhead: overhead,
    };
  } finally {
    caller.close();
  }
}

type Named = { readonly id: string };
type Body = {
  readonly continuationToken?: string;
  readonly products?: readonly { readonly sourceOffer: Named; readonly targets: readonly { readonly targetOffer: Named }[] }[];
  readonly reasons?: readonly { readonly code: string }[];
  readonly causes?: readonly { readonly code: string }[];
  readonly months?: readonly { readonly month: string }[];
};
type Timed = (path: string, token?: string) => Promise<{ readonly ms: number; readonly body: Body }>;

/** One filter of each kind, and of those that ask the law the commonest and the rarest. */
function filtersOf({ products = [], reasons = [], causes = [], months = [] }: Body): readonly string[] {
  const [common, rare] = [products[0], products.at(-1)];
  const month = months[0]?.month.slice(0, 7) ?? '2027-01';
  return [
    '',
    'eligible=true',
    'upgradable=false',
    `sourceOfferId=${common?.sourceOffer.id ?? ''}`,
    `sourceOfferId=${rare?.sourceOffer.id ?? ''}`,
    `targetOfferId=${common?.targets[0]?.targetOffer.id ?? ''}`,
    `targetOfferId=${rare?.targets.at(-1)?.targetOffer.id ?? ''}`,
    'country=IN',
    'country=ZZ',
    ...[reasons[0], reasons.at(-1)].map((reason) => `reason=${reason?.code ?? ''}`),
    ...causes.map(({ code }) => `onlyReason=${code}`),
    'seatsFrom=5&seatsTo=10',
    'seatsFrom=540',
    'upliftFrom=100&upliftTo=120',
    'upliftFrom=20000',
    `renewalFrom=${month}&renewalTo=${month}`,
    'resellerMpnId=4711',
    'order=renewal',
    'order=seats',
    'order=uplift',
  ];
}

/** From the first page on, several times. */
async function walk(site: Site, filter: string, timed: Timed): Promise<FilterTime> {
  const before = processorTime(site);
  const path = `/v1/portfolio/upgrades?${filter}`;
  const times: number[] = [];
  for (let again = 0; again < site.size.portfolioWalks; again += 1) {
    let token: string | undefined;
    for (let page = 0; page < PAGES_PER_FILTER; page += 1) {
      const { ms, body } = await timed(path, token);
      times.push(ms);
      token = body.continuationToken;
      if (token === undefined) break;
    }
  }
  const now = processorTime(site);
  return {
    filter: filter === '' ? 'none' : filter,
    pages: times.length,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    processorMs: before === null || now === null ? null : (now - before) / times.length,
  };
}

function processorTime({ program, databaseMs }: Site): number | null {
  const [server, database] = [processorMs(program.child.pid ?? -1), databaseMs()];
  return server === null || database === null ? null : server + database;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The same upgrades with and without the statement that marks the customer, side by side in halves of each round. */
async function upgradeOverhead(site: Site): Promise<number | null> {
  const first = await site.makeCustomers(OVERHEAD_UPGRADES * 4 + 1, 3);
  const statements = await recordUpgrade(site.ground.db, site.world, first);
  const isMark = ({ sql }: Statement): boolean => sql.includes('into portfolio_customer');
  const without = { ...statements, written: statements.written.filter((statement) => !isMark(statement)) };
  let next = first + 1;
  const run = async (sent: Statements): Promise<number | null> => {
    const before = site.databaseMs();
    for (let i = 0; i < OVERHEAD_UPGRADES; i += 1) await repeatFor(site.ground.db, sent, next++);
    const after = site.databaseMs();
    return before === null || after === null ? null : after - before;
  };
  const legs = [await run(statements), await run(without), await run(without), await run(statements)];
  const known = legs.filter((leg) => leg !== null);
  const [marked = 0, bare = 0, bareAgain = 0, markedAgain = 0] = known;
  return known.length < legs.length || bare + bareAgain === 0 ? null : (marked + markedAgain) / (bare + bareAgain);
}
