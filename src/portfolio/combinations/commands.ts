import type { CatalogSource } from '../../catalog/catalog.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import { dayOf, type Day } from '../../kit/dates.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import { presentOf } from '../../subscriptions/tenant/present.ts';
import type { TenantFacts } from '../../subscriptions/tenant/facts.ts';
import type { Caller } from '../../access/caller.ts';
import type { UpgradeFacts } from '../../upgrades/facts.ts';
import { decide } from '../decided.ts';
import { relevanceOf } from '../digest/relevance.ts';
import { asksForUplift, EVERYTHING, type PortfolioFilter } from '../filter.ts';
import { matchesRow } from '../row-match.ts';
import { seatLimitsOf } from '../seat-limits.ts';
import {
  listAlone,
  listChangedSince,
  readCombinations,
  readExactGroups,
  readFactsOf,
  readGroups,
  readSeller,
  type SellerRow,
} from '../store.ts';
import type { Counted } from '../totals.ts';
import { kindOfCaller, openDigests, openVerdicts, type Bands, type Digests, type Verdicts } from './memory.ts';

export type PortfolioDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  /** How many places of the list are looked through, chunk by chunk, before those that match are looked for by what they have. */
  readonly chunks?: readonly number[];
};

/** Subscriptions that are decided alike, and where they lie; those of customers who are looked at alone lie nowhere. */
export type Group = Counted & { readonly place: { readonly combination: string; readonly bands: Bands } | null };

/** A partner's whole portfolio, decided, as it was at one moment of the database. */
export type Survey = {
  readonly verdicts: Verdicts;
  readonly groups: readonly Group[];
  /** Which transactions it saw. */
  readonly snapshot: string;
};

/** What one process knows of portfolios. Everything in it can be forgotten: it only saves asking again. */
export type PortfolioMemory = {
  readonly deps: PortfolioDeps;
  readonly digests: Digests;
  /** By kind of caller, like the surveys. */
  readonly verdicts: Map<string, Verdicts>;
  readonly surveys: Map<string, Survey>;
};

/** Opens an empty memory. */
export function openMemory(deps: PortfolioDeps): PortfolioMemory {
  return { deps, digests: openDigests(), verdicts: new Map(), surveys: new Map() };
}

/** Reads everything of one moment: all statements of the work see the database as it is at the first. */
export function atOneMoment<Result>(db: Db, work: (reader: Reader) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    tx.send('set transaction isolation level repeatable read, read only');
    return work(tx);
  });
}

/** The verdicts for the caller on this day: those that are remembered, or new ones. */
export async function verdictsNow(
  reader: Reader,
  memory: PortfolioMemory,
  caller: Caller,
): Promise<Outdated | { readonly kind: 'ready'; readonly verdicts: Verdicts; readonly snapshot: string }> {
  const { catalog, clock } = memory.deps;
  const row = await readSeller(reader, caller.partnerId);
  if (row === null) throw new Error(`no such partner: ${caller.partnerId}`);
  if (row.catalogRevision !== catalog.current().revision) return { kind: 'catalog_outdated' };
  const { snapshot, ...seller } = row satisfies SellerRow;
  const today = dayOf(clock.now());
  const kind = kindOfCaller(caller);
  const before = memory.verdicts.get(kind);
  if (before?.isFor(seller, today) === true) return { kind: 'ready', verdicts: before, snapshot };
  const verdicts = openVerdicts(memory.digests, catalog, { caller, seller, today });
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

/** The whole portfolio: the survey that is remembered where nothing has changed since, or a new one. */
export async function surveyNow(
  reader: Reader,
  memory: PortfolioMemory,
  caller: Caller,
): Promise<Outdated | { readonly kind: 'ready'; readonly survey: Survey }> {
  const now = await verdictsNow(reader, memory, caller);
  if (now.kind === 'catalog_outdated') return now;
  const kind = kindOfCaller(caller);
  const before = memory.surveys.get(kind);
  if (before !== undefined && before.verdicts === now.verdicts) {
    const changed = await listChangedSince(reader, { partnerId: caller.partnerId, snapshot: before.snapshot, limit: 0 });
    if (changed.length === 0) return { kind: 'ready', survey: before };
  }
  const groups = await readPortfolio(reader, memory, { verdicts: now.verdicts, filter: EVERYTHING });
  const survey = { verdicts: now.verdicts, groups, snapshot: now.snapshot };
  remember(memory.surveys, kind, survey);
  return { kind: 'ready', survey };
}

/** The part of the portfolio whose rows have what the filter asks of them, decided; the law is not asked about the filter. */
export async function readPortfolio(
  reader: Reader,
  memory: PortfolioMemory,
  { verdicts, filter }: { readonly verdicts: Verdicts; readonly filter: PortfolioFilter },
): Promise<readonly Group[]> {
  const { today, catalog, caller } = verdicts;
  const partnerId = verdicts.seller.partner.id;
  const besides = await listAlone(reader, { partnerId, today, relevance: relevanceOf(catalog).key });
  const rows = await readGroups(reader, { partnerId, besides, filter, limits: seatLimitsOf(catalog), alike: asksForUplift(filter) });
  await learn(
    reader,
    memory,
    partnerId,
    rows.map((row) => row.combination),
  );
  const groups: Group[] = [];
  const open = new Map<string, number>();
  for (const row of rows) {
    const place = { combination: row.combination, bands: verdicts.bandsOf(row.fewest, row.fewestOfAll) };
    const decided = verdicts.of(place.combination, place.bands);
    if (decided === null) open.set(`${row.combination} ${place.bands.all.from}`, place.bands.all.from);
    else for (const month of row.months) groups.push({ decided, place, ...month });
  }
  const isOpen = (combination: string, bands: Bands) => open.has(`${combination} ${bands.all.from}`);
  for (const row of await readExactGroups(reader, { partnerId, besides, filter, of: fewestOf(open) })) {
    const ofAll = row.quantity + row.held.reduce((sum, seats) => sum + seats, 0);
    const place = { combination: row.combination, bands: verdicts.bandsOf(row.quantity, ofAll) };
    // Of a combination all seats from the fewest on are read, and some of them were decided by their bands.
    if (!isOpen(row.combination, place.bands)) continue;
    const { month, subscriptions, seats, periodMinor } = row;
    groups.push({ decided: verdicts.ofExactly(row.combination, row), place, month, subscriptions, seats, periodMinor });
  }
  return [...groups, ...(await readAlone(reader, memory, { caller, filter, ids: besides }))];
}

function fewestOf(open: ReadonlyMap<string, number>): readonly { readonly combination: string; readonly fewestOfAll: number }[] {
  const fewest = new Map<string, number>();
  for (const [key, from] of open) {
    const combination = key.slice(0, key.indexOf(' '));
    fewest.set(combination, Math.min(fewest.get(combination) ?? from, from));
  }
  return [...fewest].map(([combination, fewestOfAll]) => ({ combination, fewestOfAll }));
}

/** Those who are looked at alone, from their facts themselves. */
async function readAlone(
  reader: Reader,
  memory: PortfolioMemory,
  { caller, filter, ids }: { readonly caller: Caller; readonly filter: PortfolioFilter; readonly ids: readonly CustomerId[] },
): Promise<readonly Group[]> {
  const groups: Group[] = [];
  for await (const facts of factsOfMany(reader, memory, caller, ids)) {
    const { source } = facts;
    if (!matchesRow(filter, source)) continue;
    groups.push({
      decided: decide(facts),
      place: null,
      month: `${source.term.until.slice(0, 7)}-01` as Day,
      subscriptions: 1,
      seats: source.quantity,
      periodMinor: source.quantity * source.unitPriceMinor,
    });
  }
  return groups;
}

/** The facts of every active subscription of some customers, read in batches. */
export async function* factsOfMany(
  reader: Reader,
  { deps }: PortfolioMemory,
  caller: Caller,
  customerIds: readonly CustomerId[],
): AsyncGenerator<UpgradeFacts> {
  for (let from = 0; from < customerIds.length; from += CUSTOMERS_PER_BATCH)
    for (const customer of await readFactsOf(reader, caller.partnerId, customerIds.slice(from, from + CUSTOMERS_PER_BATCH)))
      yield* factsOfActive(customer, caller, deps);
}

/** The facts of each of a customer's active subscriptions with its partner, in the customer's own present. */
export function factsOfActive(customer: TenantFacts, caller: Caller, { catalog, clock }: PortfolioDeps): readonly UpgradeFacts[] {
  const present = presentOf(customer, { catalog, now: clock.now() });
  return customer.subscriptions
    .filter(({ status, partnerId }) => status === 'active' && partnerId === customer.partner.id)
    .map((source) => ({ customer, source, caller, catalog: present.catalog, today: present.today }));
}

/** Customers of whom something changed since a survey; null where there are so many that a new survey is cheaper. */
export async function changedSince(reader: Reader, partnerId: PartnerId, survey: Survey): Promise<readonly CustomerId[] | null> {
  const changed = await listChangedSince(reader, { partnerId, snapshot: survey.snapshot, limit: CHANGED_MOST });
  return changed.length > CHANGED_MOST ? null : changed;
}

const CUSTOMERS_PER_BATCH = 500;
const CHANGED_MOST = 500;

/** Keeps what was asked for last; of so many kinds of callers at a time. */
function remember<Value>(map: Map<string, Value>, kind: string, value: Value): void {
  map.delete(kind);
  map.set(kind, value);
  const [oldest] = map.keys();
  if (map.size > KINDS_MOST && oldest !== undefined) map.delete(oldest);
}

const KINDS_MOST = 16;
