import type { Caller } from '../../access/caller.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import type { CustomerId, OfferId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { UpgradeFacts } from '../../upgrades/facts.ts';
import {
  changedSince,
  factsOfActive,
  factsOfMany,
  learn,
  surveyNow,
  verdictsNow,
  type PortfolioMemory,
  type Survey,
} from '../combinations/commands.ts';
import { kindOfCaller, type Bands, type Verdicts } from '../combinations/memory.ts';
import { decide, periodsOfYear, upliftOfYear, type Decided, type DecidedTarget } from '../decided.ts';
import { relevanceOf } from '../digest/relevance.ts';
import { asksForUplift, asksTheLaw, isWithinUplift, matchingTargets, type PortfolioFilter } from '../filter.ts';
import { matchesRow } from '../row-match.ts';
import { listAlone, readFactsOf, readRowPeople, type RowPeople } from '../store.ts';
import { findPlaces, isBefore, listPlaces, type From, type Order, type PlaceRow, type Wanted } from './store.ts';

/** One row of the matrix: a subscription, a target, and everything that was decided on. */
export type MatrixRow = {
  readonly facts: UpgradeFacts;
  readonly decided: Decided;
  readonly target: DecidedTarget;
  /** Who would move; null where the upgrade is refused. */
  readonly people: RowPeople | null;
};

export type MatrixQuestion = {
  readonly caller: Caller;
  readonly filter: PortfolioFilter;
  readonly order: Order;
  /** Behind which row the page begins. */
  readonly after: { readonly place: NonNullable<From>; readonly targetOfferId: OfferId } | null;
  readonly size: number;
  /** Whether to work out who would move: what a person looks at, not what a campaign chooses by. */
  readonly withPeople: boolean;
};

export type MatrixPage = Outdated | { readonly kind: 'page'; readonly rows: readonly MatrixRow[]; readonly hasMore: boolean };

/**
 * One page of the matrix. Places are looked for by the digest; what is told of them is decided on their facts, read at the
 * same moment, so that it is what the single upgrade would say.
 */
export async function readPage(reader: Reader, memory: PortfolioMemory, question: MatrixQuestion): Promise<MatrixPage> {
  const now = await verdictsNow(reader, memory, question.caller);
  if (now.kind === 'catalog_outdated') return now;
  const alone = await readAlone(reader, memory, question, now.verdicts);
  const rows: MatrixRow[] = [];
  const { after, size } = question;
  let from: From = after?.place ?? null;
  let passed = after === null ? null : { id: after.place.subscriptionId, targetOfferId: after.targetOfferId };
  while (rows.length <= size) {
    const wantedRows = size + 1 - rows.length;
    const looking = { ...question, verdicts: now.verdicts, alone, from, limit: wantedRows + 1 };
    const read = await nextPlaces(reader, memory, looking);
    if (read.kind === 'catalog_outdated') return read;
    const found = withAlone(read, looking);
    for (const row of await decideRows(reader, memory, looking, found.places)) {
      if (passed !== null && row.facts.source.id === passed.id && !isBehind(row, passed.targetOfferId)) continue;
      rows.push(row);
    }
    if (found.next === null) break;
    from = found.next;
    // The place where the next look begins was not told yet.
    passed = null;
  }
  const page = rows.slice(0, size);
  return { kind: 'page', rows: question.withPeople ? await withPeople(reader, page) : page, hasMore: rows.length > size };
}

function isBehind({ decided, target }: MatrixRow, targetOfferId: OfferId): boolean {
  const places = decided.targets.map(({ verdict }) => verdict.targetOfferId);
  return places.indexOf(target.verdict.targetOfferId) > places.indexOf(targetOfferId);
}

/** A subscription of a customer who is looked at alone. */
type Alone = { readonly place: NonNullable<From>; readonly facts: UpgradeFacts };

type Looking = MatrixQuestion & {
  readonly verdicts: Verdicts;
  /** Those that match, in the order of the list, and whose customers they are. */
  readonly alone: { readonly customerIds: readonly CustomerId[]; readonly subscriptions: readonly Alone[] };
  readonly from: From;
  readonly limit: number;
};
type Found = { readonly kind: 'places'; readonly places: readonly NonNullable<From>[]; readonly next: From };
type Places = Outdated | (Found & { readonly places: readonly PlaceRow[] });

/** Those whose digest does not hold: what they have is read from their facts, whatever the digest says. */
async function readAlone(
  reader: Reader,
  memory: PortfolioMemory,
  { caller, filter, order }: MatrixQuestion,
  { today, catalog }: Verdicts,
): Promise<Looking['alone']> {
  const customerIds = await listAlone(reader, { partnerId: caller.partnerId, today, relevance: relevanceOf(catalog).key });
  const subscriptions: Alone[] = [];
  for await (const facts of factsOfMany(reader, memory, caller, customerIds)) {
    const { source } = facts;
    if (!matchesRow(filter, source)) continue;
    const place = { customerId: source.customerId, subscriptionId: source.id, renewsOn: source.term.until, quantity: source.quantity };
    subscriptions.push({ place, facts });
  }
  return { customerIds, subscriptions: subscriptions.toSorted((a, b) => (isBefore(order, a.place, b.place) ? -1 : 1)) };
}

/** The places found, with those of customers who are looked at alone between them. */
function withAlone({ places, next }: Found, { alone, from, order, limit }: Looking): Found {
  const between = alone.subscriptions
    .map(({ place }) => place)
    .filter((place) => (from === null || !isBefore(order, place, from)) && (next === null || isBefore(order, place, next)));
  if (between.length === 0) return { kind: 'places', places, next };
  const all = [...places, ...between].toSorted((a, b) => (isBefore(order, a, b) ? -1 : 1));
  return { kind: 'places', places: all.slice(0, limit), next: all[limit] ?? next };
}

/** Chunks that are read in order before places are looked for by what they have: where many match, they are in the first. */
const CHUNKS = [100, 900, 3_000];

/** The next places that match, at most so many, and where to go on; null at the end. */
async function nextPlaces(reader: Reader, memory: PortfolioMemory, looking: Looking): Promise<Places> {
  const { caller, order, filter, limit, alone } = looking;
  const { partnerId } = caller;
  const places: PlaceRow[] = [];
  let { from } = looking;
  for (const size of memory.deps.chunks ?? CHUNKS) {
    const chunk = await listPlaces(reader, { partnerId, order, from, besides: alone.customerIds, limit: Math.max(size, limit) + 1 });
    const isLast = chunk.length <= Math.max(size, limit);
    const read = isLast ? chunk : chunk.slice(0, -1);
    if (asksTheLaw(filter))
      await learn(
        reader,
        memory,
        partnerId,
        read.map((row) => row.combination),
      );
    for (const [i, row] of read.entries()) {
      if (!mayMatch(row, looking)) continue;
      places.push(row);
      const next = read[i + 1] ?? chunk[read.length] ?? null;
      if (places.length === limit) return { kind: 'places', places, next };
    }
    from = chunk[read.length] ?? null;
    if (isLast) return { kind: 'places', places, next: null };
  }
  return findRare(reader, memory, { ...looking, from }, places);
}

/** Whether a place has a row that the filter asks for, as far as the digest tells. */
function mayMatch(row: PlaceRow, { filter, verdicts }: Looking): boolean {
  if (!matchesRow(filter, { ...row, term: { until: row.renewsOn } })) return false;
  if (!asksTheLaw(filter)) return true;
  const decided =
    verdicts.of(row.combination, verdicts.bandsOf(row.quantity, row.quantity + row.seatsBeside)) ??
    verdicts.ofExactly(row.combination, { quantity: row.quantity, held: (row.seatsHeld.match(/\d+/g) ?? []).map(Number) });
  return targetsFor(filter, decided, row).length > 0;
}

function targetsFor(filter: PortfolioFilter, decided: Decided, row: Pick<PlaceRow, 'quantity' | 'periodMinor'>): readonly DecidedTarget[] {
  const paid = { seats: row.quantity, periodMinor: row.periodMinor };
  return matchingTargets(filter, decided).filter((target) => isWithinUplift(filter, upliftOfYear(decided, target, paid)));
}

/** Places of which few match: by the groups of the survey that do, each in its own index. */
async function findRare(reader: Reader, memory: PortfolioMemory, looking: Looking, before: readonly PlaceRow[]): Promise<Places> {
  const { caller, filter, order, from, limit, alone } = looking;
  const { partnerId } = caller;
  const asked = { partnerId, order, from, limit: limit - before.length + 1, filter, besides: alone.customerIds };
  const told = (found: readonly PlaceRow[]): Places => {
    const places = [...before, ...found];
    return { kind: 'places', places: places.slice(0, limit), next: places[limit] ?? null };
  };
  if (!asksTheLaw(filter)) return told(await findPlaces(reader, { ...asked, wanted: null, changed: [] }));
  const known = await surveyFor(reader, memory, looking);
  if (known.kind === 'catalog_outdated') return known;
  return told(await findPlaces(reader, { ...asked, wanted: wantedOf(known.survey, filter), changed: known.changed }));
}

/** A survey that is new enough, with those of whom it does not know the latest. */
async function surveyFor(
  reader: Reader,
  memory: PortfolioMemory,
  { caller, verdicts }: Looking,
): Promise<Outdated | { readonly kind: 'known'; readonly survey: Survey; readonly changed: readonly CustomerId[] }> {
  const before = memory.surveys.get(kindOfCaller(caller));
  const changed = before === undefined || before.verdicts !== verdicts ? null : await changedSince(reader, caller.partnerId, before);
  if (before !== undefined && changed !== null) return { kind: 'known', survey: before, changed };
  const made = await surveyNow(reader, memory, caller);
  return made.kind === 'catalog_outdated' ? made : { kind: 'known', survey: made.survey, changed: [] };
}

const wantedBefore = new WeakMap<Survey, Map<string, readonly Wanted[]>>();

/** Where the rows lie that a filter asks for. Remembered with the survey, because one page comes after the other. */
function wantedOf(survey: Survey, filter: PortfolioFilter): readonly Wanted[] {
  const known = wantedBefore.get(survey) ?? new Map<string, readonly Wanted[]>();
  wantedBefore.set(survey, known);
  const key = JSON.stringify(filter);
  const made = known.get(key) ?? findWanted(survey, filter);
  if (known.size < FILTERS_MOST) known.set(key, made);
  return made;
}

const FILTERS_MOST = 50;

function findWanted({ groups }: Survey, filter: PortfolioFilter): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { place, decided } of groups) {
    if (place === null) continue;
    for (const target of matchingTargets(filter, decided)) {
      const each = wantedPlace(place, asksForUplift(filter) ? { decided, target, from: filter.uplift.from } : null);
      if (each !== null) wanted.set(JSON.stringify(each), each);
    }
  }
  return [...wanted.values()];
}

function wantedPlace(
  { combination, bands: { own, all } }: { readonly combination: string; readonly bands: Bands },
  priced: { readonly decided: Decided; readonly target: DecidedTarget; readonly from: number | null } | null,
): Wanted | null {
  const bounds = {
    combination,
    seatsFrom: own.from,
    seatsTo: (own.until ?? SEATS_MOST + 1) - 1,
    allFrom: all.from,
    allTo: (all.until ?? SEATS_MOST + 1) - 1,
  };
  if (priced === null) return { ...bounds, price: null };
  const { seatPriceMinor } = priced.target;
  const periods = periodsOfYear(priced.decided);
  if (seatPriceMinor === null || periods === 0) return null;
  // Whatever is paid today, a seat cannot bring more than it costs afterwards.
  const fewest = priced.from === null || seatPriceMinor === 0 ? 0 : Math.ceil((priced.from * 12) / (periods * seatPriceMinor));
  const seatsFrom = Math.max(bounds.seatsFrom, fewest);
  return seatsFrom > bounds.seatsTo ? null : { ...bounds, seatsFrom, price: { seatPriceMinor, periods } };
}

const SEATS_MOST = 2_147_483_647;

/** The rows of some places, in their order, decided on their own facts. */
async function decideRows(
  reader: Reader,
  memory: PortfolioMemory,
  { caller, filter, alone }: Looking,
  places: readonly NonNullable<From>[],
): Promise<readonly MatrixRow[]> {
  const known = new Map(alone.subscriptions.map(({ facts }) => [facts.source.id, facts]));
  const others = places.filter(({ subscriptionId }) => !known.has(subscriptionId)).map(({ customerId }) => customerId);
  for (const customer of await readFactsOf(reader, caller.partnerId, [...new Set(others)]))
    for (const facts of factsOfActive(customer, caller, memory.deps)) known.set(facts.source.id, facts);
  return places.flatMap(({ subscriptionId }) => {
    const facts = known.get(subscriptionId);
    if (facts === undefined) return [];
    const decided = decide(facts);
    const { source } = facts;
    const paid = { quantity: source.quantity, periodMinor: source.quantity * source.unitPriceMinor };
    return targetsFor(filter, decided, paid).map((target) => ({ facts, decided, target, people: null }));
  });
}

/** Reads the people of those rows that can be upgraded. */
async function withPeople(reader: Reader, rows: readonly MatrixRow[]): Promise<readonly MatrixRow[]> {
  const open = Map.groupBy(
    rows.filter(({ target }) => target.verdict.reasons.length === 0),
    ({ facts }) => facts.source.id,
  );
  const asked = [...open.values()].flatMap((targets) => {
    const [first] = targets;
    if (first === undefined) return [];
    const { customerId, id: subscriptionId } = first.facts.source;
    return [{ customerId, subscriptionId, targetOfferIds: targets.map(({ target }) => target.verdict.targetOfferId) }];
  });
  const people = await readRowPeople(reader, asked);
  return rows.map((row) => (row.target.verdict.reasons.length === 0 ? { ...row, people: people.get(row.facts.source.id) ?? null } : row));
}
