import type { Caller } from '../../access/caller.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import type { CustomerId, OfferId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { UpgradeFacts } from '../../upgrades/facts.ts';
import { factsOfActive, factsOfMany, listAloneNow, verdictsNow, type PortfolioMemory } from '../combinations/commands.ts';
import type { Verdicts } from '../combinations/memory.ts';
import { decide } from '../decided.ts';
import { targetsFor, type PortfolioFilter } from '../filter.ts';
import { matchesRow } from '../row-match.ts';
import { ownSales, type Sales } from '../sales.ts';
import { listSales, readFactsOf, readRowPeople } from '../store.ts';
import { classesNow, nextPlaces } from './finding/commands.ts';
import type { Looking } from './finding/looking.ts';
import type { Found } from './finding/windows.ts';
import { isBefore, type Order, type Place } from './order.ts';
import { placeOfRow, placeOfSource, type MatrixRow } from './row.ts';

export type MatrixQuestion = {
  readonly caller: Caller;
  readonly filter: PortfolioFilter;
  readonly order: Order;
  /** Behind which row the page begins. */
  readonly after: { readonly place: Place; readonly targetOfferId: OfferId } | null;
  readonly size: number;
  /** Whether to work out who would move: what a person looks at, not what a campaign chooses by. */
  readonly withPeople: boolean;
  /** Whether only what the caller sells itself is asked for, not what it looks after as an indirect reseller. */
  readonly onlyOwn: boolean;
};

export type MatrixPage = Outdated | { readonly kind: 'page'; readonly rows: readonly MatrixRow[]; readonly hasMore: boolean };

/**
 * One page of the matrix. Places are looked for by the digest; what is told of them is decided on their facts, read at the
 * same moment, so that it is what the single upgrade would say.
 */
export async function readPage(reader: Reader, memory: PortfolioMemory, question: MatrixQuestion): Promise<MatrixPage> {
  const { caller, order, size, onlyOwn } = question;
  const found: MatrixRow[] = [];
  for (const sales of onlyOwn ? [ownSales(caller.partnerId)] : await listSales(reader, caller.partnerId)) {
    const read = await readRows(reader, memory, question, sales);
    if (read.kind === 'catalog_outdated') return read;
    found.push(...read.rows);
  }
  const rows = found.toSorted((a, b) => compareRows(order, a, b));
  const page = rows.slice(0, size);
  return { kind: 'page', rows: question.withPeople ? await withPeople(reader, page) : page, hasMore: rows.length > size };
}

/** Rows of one subscription stay as the law orders its targets. */
function compareRows(order: Order, a: MatrixRow, b: MatrixRow): number {
  const [one, other] = [placeOfRow(a, order), placeOfRow(b, order)];
  return isBefore(order, one, other) ? -1 : isBefore(order, other, one) ? 1 : 0;
}

/** The rows of a page, and one more where there are more, of some of what the caller sees. */
async function readRows(
  reader: Reader,
  memory: PortfolioMemory,
  question: MatrixQuestion,
  sales: Sales,
): Promise<Outdated | { readonly kind: 'rows'; readonly rows: readonly MatrixRow[] }> {
  const { after, size, order, caller } = question;
  const now = await verdictsNow(reader, memory, { caller, sales });
  if (now.kind === 'catalog_outdated') return now;
  const { verdicts, snapshot } = now;
  const alone = await readAlone(reader, memory, question, verdicts);
  const classes = order === 'uplift' ? await classesNow(reader, memory, verdicts) : [];
  const rows: MatrixRow[] = [];
  let from: Place | null = after?.place ?? null;
  let passed = after;
  while (rows.length <= size) {
    const limit = size + 2 - rows.length;
    const looking = { ...question, verdicts, snapshot, besides: alone.customerIds, classes, from, limit };
    const read = await nextPlaces(reader, memory, looking);
    if (read.kind === 'catalog_outdated') return read;
    const found = withAlone(read, looking, alone);
    for (const row of await decideRows(reader, memory, looking, alone, found.places))
      if (passed === null || isBehind(row, passed, order)) rows.push(row);
    if (found.next === null) break;
    from = found.next;
    // The place where the next look begins was not told yet.
    passed = null;
  }
  return { kind: 'rows', rows: rows.slice(0, size + 1) };
}

/** Whether a row found from a place on comes behind the row that the page before ended with. */
function isBehind({ facts, decided, target }: MatrixRow, last: NonNullable<MatrixQuestion['after']>, order: Order): boolean {
  if (facts.source.id !== last.place.subscriptionId) return true;
  const { targetOfferId } = target.verdict;
  if (order === 'uplift') return targetOfferId !== last.targetOfferId;
  const places = decided.targets.map(({ verdict }) => verdict.targetOfferId);
  return places.indexOf(targetOfferId) > places.indexOf(last.targetOfferId);
}

/** Customers who are looked at alone, and where what they have lies in the list. */
type Alone = {
  readonly customerIds: readonly CustomerId[];
  readonly places: readonly Place[];
  readonly facts: ReadonlyMap<string, UpgradeFacts>;
};

/** Those whose digest does not hold: what they have is read from their facts, whatever the digest says. */
async function readAlone(
  reader: Reader,
  memory: PortfolioMemory,
  { caller, filter, order }: MatrixQuestion,
  verdicts: Verdicts,
): Promise<Alone> {
  const { sales } = verdicts;
  const customerIds = await listAloneNow(reader, memory, verdicts);
  const known = new Map<string, UpgradeFacts>();
  const places: Place[] = [];
  for await (const facts of factsOfMany(reader, memory, { caller, sales }, customerIds)) {
    if (!matchesRow(filter, facts.source)) continue;
    known.set(facts.source.id, facts);
    // Where the targets stay together, only those of the page are decided.
    if (order === 'uplift') places.push(...rowsOf(facts, filter).map((row) => placeOfRow(row, order)));
    else places.push(placeOfSource(facts.source));
  }
  return { customerIds, facts: known, places: places.toSorted((a, b) => (isBefore(order, a, b) ? -1 : 1)) };
}

function rowsOf(facts: UpgradeFacts, filter: PortfolioFilter): readonly MatrixRow[] {
  const decided = decide(facts);
  const { quantity, unitPriceMinor } = facts.source;
  const targets = targetsFor(filter, decided, { quantity, periodMinor: quantity * unitPriceMinor });
  return targets.map((target) => ({ facts, decided, target, people: null }));
}

/** The places found, with those of customers who are looked at alone between them. */
function withAlone({ places, next }: Found, { from, order, limit }: Looking, alone: Alone): Found {
  const between = alone.places.filter(
    (place) => (from === null || !isBefore(order, place, from)) && (next === null || isBefore(order, place, next)),
  );
  if (between.length === 0) return { kind: 'places', places, next };
  const all = [...places, ...between].toSorted((a, b) => (isBefore(order, a, b) ? -1 : 1));
  return { kind: 'places', places: all.slice(0, limit), next: all[limit] ?? next };
}

/** The rows of some places, in their order, decided on their own facts. */
async function decideRows(
  reader: Reader,
  memory: PortfolioMemory,
  { caller, filter, verdicts: { sales } }: Looking,
  alone: Alone,
  places: readonly Place[],
): Promise<readonly MatrixRow[]> {
  const known = new Map(alone.facts);
  const others = places.filter(({ subscriptionId }) => !known.has(subscriptionId)).map(({ customerId }) => customerId);
  for (const customer of await readFactsOf(reader, sales.sellerId, [...new Set(others)]))
    for (const facts of factsOfActive(customer, { caller, sales }, memory.deps)) known.set(facts.source.id, facts);
  return places.flatMap(({ subscriptionId, uplift }) => {
    const facts = known.get(subscriptionId);
    const rows = facts === undefined ? [] : rowsOf(facts, filter);
    return uplift === null ? rows : rows.filter(({ target }) => target.verdict.targetOfferId === uplift.targetOfferId);
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
