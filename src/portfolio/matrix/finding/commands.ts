import type { Caller } from '../../../access/caller.ts';
import type { Outdated } from '../../../catalog/freshness.ts';
import type { CustomerId } from '../../../kit/ids.ts';
import type { Reader } from '../../../platform/reader.ts';
import { learn, type PortfolioMemory } from '../../combinations/commands.ts';
import type { Verdicts } from '../../combinations/memory.ts';
import type { Decided } from '../../decided.ts';
import { asksTheLaw, ofYear, targetsFor, type PortfolioFilter } from '../../filter.ts';
import { matchesRow } from '../../row-match.ts';
import { surveyToFindBy } from '../../survey/commands.ts';
import { UNKNOWN_UPLIFT, type Order, type Place } from '../order.ts';
import { findPlaces, listPlaces, listPriceClasses, type PlaceRow } from './store.ts';
import { rangesFrom, streamsOf, type PriceClass, type Stream, type UpliftRange } from './streams.ts';
import { wantedOf } from './wanted.ts';

/** What is looked for: places from one on, at most so many. */
export type Looking = {
  readonly caller: Caller;
  readonly filter: PortfolioFilter;
  readonly order: Order;
  readonly verdicts: Verdicts;
  /** Customers who are left out. */
  readonly besides: readonly CustomerId[];
  /** Where the list goes by what the upgrades would bring; else none. */
  readonly classes: readonly PriceClass[];
  readonly from: Place | null;
  readonly limit: number;
};

export type Found = { readonly kind: 'places'; readonly places: readonly Place[]; readonly next: Place | null };
type Places = Found & { readonly places: readonly PlaceRow[] };

const FIRST_CHUNK = 100;
const SECOND_CHUNK = 900;
/** Where fewer than these match, or more would have to be looked through, those that match are looked for by what they have. */
const SHARE_LEAST = 0.03;
const LOOKED_MOST = 3_000;
/** So much more than the share among those seen lets expect. */
const MARGIN = 1.3;

/**
 * The next places that may have a row that the filter asks for, and where to go on; null at the end. Those that come first are
 * looked at in their order: how many of them match tells how many more there must be looked at, or that it is too many.
 */
export async function nextPlaces(reader: Reader, memory: PortfolioMemory, looking: Looking): Promise<Outdated | Places> {
  const { limit } = looking;
  const places: PlaceRow[] = [];
  let { from } = looking;
  let looked = 0;
  let cut: number | null = null;
  let size = memory.deps.sizes?.firstChunk ?? Math.max(FIRST_CHUNK, limit);
  while (size > 0) {
    const chunk: readonly PlaceRow[] = await readChunk(reader, looking, { from, cut, size: size + 1 });
    const read = chunk.slice(0, size);
    await knowCombinations(reader, memory, looking, read);
    for (const [i, row] of read.entries()) {
      if (!mayMatch(row, looking)) continue;
      places.push(row);
      if (places.length === limit) return { kind: 'places', places, next: chunk[i + 1] ?? null };
    }
    from = chunk[size] ?? null;
    if (from === null) return { kind: 'places', places, next: null };
    looked += read.length;
    size = nextSize(looking, { looked, matched: places.length });
    cut = cutAfter(read, size / read.length);
  }
  return findRare(reader, memory, { ...looking, from }, places);
}

/** How many more to look at in their order; none where those that match are to be looked for by what they have. */
function nextSize({ order, limit }: Looking, { looked, matched }: { readonly looked: number; readonly matched: number }): number {
  const share = matched / looked;
  // Customers lie in no order that matters; but who has most seats, or renews first, may be unlike all others.
  if (share < SHARE_LEAST && order !== 'customer' && looked < SECOND_CHUNK) return SECOND_CHUNK;
  const still = Math.ceil(((limit - matched) / share) * MARGIN);
  return share < SHARE_LEAST || looked + still > LOOKED_MOST ? 0 : still;
}

/** Where the amounts will have fallen after so many times as many rows; they lie closer together the smaller they are. */
function cutAfter(read: readonly PlaceRow[], times: number): number | null {
  const [first = null, last = null] = [read[0]?.uplift, read.at(-1)?.uplift];
  if (first === null || last === null || last.yearMinor === UNKNOWN_UPLIFT) return null;
  return Math.floor(last.yearMinor - (first.yearMinor - last.yearMinor) * times);
}

type Chunk = { readonly from: Place | null; readonly cut: number | null; readonly size: number };

/** The next places in their order. By what the upgrades would bring they are read range by range. */
async function readChunk(reader: Reader, looking: Looking, { from, cut, size }: Chunk): Promise<readonly PlaceRow[]> {
  const { order, filter, besides, verdicts } = looking;
  const asked = { sales: verdicts.sales, order, filter, from, besides };
  if (order !== 'uplift') return listPlaces(reader, { ...asked, limit: size, streams: [] });
  const found: PlaceRow[] = [];
  for (const range of rangesFrom(from?.uplift?.yearMinor ?? null, cut)) {
    const streams = streamsIn(looking, range);
    if (streams.length > 0) found.push(...(await listPlaces(reader, { ...asked, limit: size - found.length, streams })));
    if (found.length >= size) break;
  }
  return found;
}

function streamsIn({ classes, filter, verdicts }: Looking, range: UpliftRange): readonly Stream[] {
  return classes.flatMap((each) => streamsOf(each, decidedFor(verdicts, each), range, ofYear(filter)));
}

/** The classes of prices with everything that is needed to know their targets. */
export async function classesNow(reader: Reader, memory: PortfolioMemory, { sales }: Verdicts): Promise<readonly PriceClass[]> {
  const classes = await listPriceClasses(reader, sales);
  await learn(
    reader,
    memory,
    sales.sellerId,
    classes.map(({ combination }) => combination),
  );
  return classes;
}

/** Targets and prices are the same for the whole class; whether anything is against them is not asked here. */
function decidedFor(verdicts: Verdicts, { combination }: PriceClass): Decided {
  return verdicts.ofExactly(combination, { quantity: 1, held: [] });
}

function knowCombinations(reader: Reader, memory: PortfolioMemory, looking: Looking, rows: readonly PlaceRow[]): Promise<void> {
  const { filter, verdicts } = looking;
  const combinations = asksTheLaw(filter) ? rows.map((row) => row.combination) : [];
  return learn(reader, memory, verdicts.sales.sellerId, combinations);
}

/** Whether a place has a row that the filter asks for, as far as the digest tells. */
function mayMatch(row: PlaceRow, { filter, verdicts }: Looking): boolean {
  if (!matchesRow(filter, { ...row, term: { until: row.renewsOn } })) return false;
  if (!asksTheLaw(filter)) return true;
  const decided =
    verdicts.of(row.combination, verdicts.bandsOf(row.quantity, row.quantity + row.seatsBeside)) ??
    verdicts.ofExactly(row.combination, { quantity: row.quantity, held: (row.seatsHeld.match(/\d+/g) ?? []).map(Number) });
  const targets = targetsFor(filter, decided, row);
  return row.uplift === null ? targets.length > 0 : targets.some(({ verdict }) => verdict.targetOfferId === row.uplift?.targetOfferId);
}

/** Places of which few match: by the groups of the survey that do, each in its own index. */
async function findRare(
  reader: Reader,
  memory: PortfolioMemory,
  looking: Looking,
  before: readonly PlaceRow[],
): Promise<Outdated | Places> {
  const { filter, order, from, limit, verdicts, besides } = looking;
  const streams = order === 'uplift' ? rangesFrom(from?.uplift?.yearMinor ?? null, null).flatMap((range) => streamsIn(looking, range)) : [];
  const asked = { sales: verdicts.sales, order, filter, from, besides, streams, limit: limit - before.length + 1 };
  const told = (found: readonly PlaceRow[]): Places => {
    const places = [...before, ...found];
    return { kind: 'places', places: places.slice(0, limit), next: places[limit] ?? null };
  };
  if (!asksTheLaw(filter)) return told(await findPlaces(reader, { ...asked, wanted: null, changed: [] }));
  const known = await surveyToFindBy(reader, memory, { ...looking, sales: verdicts.sales });
  if (known.kind === 'catalog_outdated') return known;
  const wanted = wantedOf(known.survey, filter, order === 'uplift');
  if (wanted.length === 0 && known.changed.length === 0) return told([]);
  return told(await findPlaces(reader, { ...asked, wanted, changed: known.changed }));
}
