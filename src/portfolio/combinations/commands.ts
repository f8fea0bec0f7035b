import type { Caller } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import { dayOf } from '../../kit/dates.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { notYetError } from '../../platform/faults.ts';
import type { Reader } from '../../platform/reader.ts';
import type { TenantFacts } from '../../subscriptions/tenant/facts.ts';
import { presentOf } from '../../subscriptions/tenant/present.ts';
import type { UpgradeFacts } from '../../upgrades/facts.ts';
import { relevanceOf } from '../digest/relevance.ts';
import { isAmong, type Sales } from '../sales.ts';
import { listAlone, readCombinations, readFactsOf, readSeller, type SellerRow } from '../store.ts';
import type { Window } from '../matrix/finding/windows.ts';
import type { Survey } from '../survey/survey.ts';
import { kindOfAsking, openDigests, openVerdicts, type Digests, type Verdicts } from './memory.ts';

export type PortfolioDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  /** For tests, where everything is small: see where they are used. */
  readonly sizes?: {
    readonly firstChunk: number;
    readonly rowsPerSection: number;
    readonly placesPerWindow?: number;
    readonly changedBeside?: number;
    readonly alone?: number;
  };
};

/** What one process knows of portfolios. Everything in it can be forgotten: it only saves asking again. */
export type PortfolioMemory = {
  readonly deps: PortfolioDeps;
  readonly digests: Digests;
  /** By kind of asking, like the surveys. */
  readonly verdicts: Map<string, Verdicts>;
  readonly surveys: Map<string, Survey>;
  /** By kind of asking, filter and order. */
  readonly windows: Map<string, Window>;
};

/** Opens an empty memory. */
export function openMemory(deps: PortfolioDeps): PortfolioMemory {
  return { deps, digests: openDigests(), verdicts: new Map(), surveys: new Map(), windows: new Map() };
}

/** Reads everything of one moment: all statements of the work see the database as it is at the first. */
export function atOneMoment<Result>(db: Db, work: (reader: Reader) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    tx.send('set transaction isolation level repeatable read, read only');
    return work(tx);
  });
}

/** Who looks at which sales. */
export type Asking = { readonly caller: Caller; readonly sales: Sales };

/** The verdicts for the caller on this day: those that are remembered, or new ones. */
export async function verdictsNow(
  reader: Reader,
  memory: PortfolioMemory,
  { caller, sales }: Asking,
): Promise<Outdated | { readonly kind: 'ready'; readonly verdicts: Verdicts; readonly snapshot: string }> {
  const { catalog, clock } = memory.deps;
  const row = await readSeller(reader, sales.sellerId);
  if (row === null) throw new Error(`no such partner: ${sales.sellerId}`);
  if (row.catalogRevision !== catalog.current().revision) return { kind: 'catalog_outdated' };
  const { snapshot, ...seller } = row satisfies SellerRow;
  const today = dayOf(clock.now());
  const kind = kindOfAsking({ caller, sales });
  const before = memory.verdicts.get(kind);
  if (before?.isFor(seller, today) === true) return { kind: 'ready', verdicts: before, snapshot };
  const verdicts = openVerdicts(memory.digests, catalog, { caller, sales, seller, today });
  remember(memory.verdicts, kind, verdicts);
  return { kind: 'ready', verdicts, snapshot };
}

/** Makes known what these combinations stand for. */
export async function learn(
  reader: Reader,
  { digests }: PortfolioMemory,
  partnerId: PartnerId,
  combinations: Iterable<string>,
): Promise<void> {
  const unknown = [...new Set(combinations)].filter((combination) => !digests.has(combination));
  for (const { combination, facts } of await readCombinations(reader, partnerId, unknown)) digests.add(combination, facts);
}

/**
 * Customers who are looked at alone. Where they are too many, as after a catalogue that makes other things matter, their facts would
 * fill the memory and keep everybody waiting: who asks is told to come again, once most of their digests are written.
 */
export async function listAloneNow(
  reader: Reader,
  { deps }: PortfolioMemory,
  { today, sales, catalog }: Verdicts,
): Promise<readonly CustomerId[]> {
  const most = deps.sizes?.alone ?? ALONE_MOST;
  const alone = await listAlone(reader, { sales, today, relevance: relevanceOf(catalog).key, limit: most + 1 });
  if (alone.length > most) throw notYetError(TOO_MANY_ALONE, RETRY_AFTER_SECONDS);
  return alone;
}

const ALONE_MOST = 20_000;
const TOO_MANY_ALONE =
  'The portfolio is being worked out anew, because much of it has changed. Ask again in a moment; single customers can be worked with meanwhile.';
const RETRY_AFTER_SECONDS = 15;

/** The facts of every active subscription of some customers, read in batches. */
export async function* factsOfMany(
  reader: Reader,
  { deps }: PortfolioMemory,
  asking: Asking,
  customerIds: readonly CustomerId[],
): AsyncGenerator<UpgradeFacts> {
  for (let from = 0; from < customerIds.length; from += CUSTOMERS_PER_BATCH)
    for (const customer of await readFactsOf(reader, asking.sales.sellerId, customerIds.slice(from, from + CUSTOMERS_PER_BATCH)))
      yield* factsOfActive(customer, asking, deps);
}

/** The facts of each of a customer’s active subscriptions among the sales, in the customer’s own present. */
export function factsOfActive(
  customer: TenantFacts,
  { caller, sales }: Asking,
  { catalog, clock }: Pick<PortfolioDeps, 'catalog' | 'clock'>,
): readonly UpgradeFacts[] {
  const present = presentOf(customer, { catalog, now: clock.now() });
  return customer.subscriptions
    .filter((source) => source.status === 'active' && isAmong(sales, source))
    .map((source) => ({ customer, source, caller, catalog: present.catalog, today: present.today }));
}

const CUSTOMERS_PER_BATCH = 500;

/** Keeps what was asked for last: so many at a time, where nothing is said for as many kinds of callers. */
export function remember<Value>(map: Map<string, Value>, key: string, value: Value, most = KINDS_MOST): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

const KINDS_MOST = 16;
