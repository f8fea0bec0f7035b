import type { Outdated } from '../../../catalog/freshness.ts';
import type { Reader } from '../../../platform/reader.ts';
import { learn, type PortfolioMemory } from '../../combinations/commands.ts';
import type { Verdicts } from '../../combinations/memory.ts';
import { asksTheLaw } from '../../filter.ts';
import { UNKNOWN_UPLIFT, type Place } from '../order.ts';
import { streamsIn, type Looking } from './looking.ts';
import { mayMatch } from './matching.ts';
import { findRare, knowCombinations, placesFoundBefore } from './rare/commands.ts';
import { listPlaces, listPriceClasses, type PlaceRow } from './store.ts';
import { rangesFrom, type PriceClass } from './streams.ts';
import type { Found } from './windows.ts';

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
export async function nextPlaces(reader: Reader, memory: PortfolioMemory, looking: Looking): Promise<Outdated | Found> {
  const told = await placesFoundBefore(reader, memory, looking);
  if (told !== null) return told;
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
  return findRare(reader, memory, looking, { from, before: places });
}

/** How many more to look at in their order; none where those that match are to be looked for by what they have. */
function nextSize({ order, filter, limit }: Looking, { looked, matched }: { readonly looked: number; readonly matched: number }): number {
  const share = matched / looked;
  // Customers lie in no order that matters; but who has most seats, or renews first, may be unlike all others. What would bring the most
  // is found in parts anyway, the first alone.
  const mayDiffer = order === 'uplift' ? !asksTheLaw(filter) : order !== 'customer';
  if (share < SHARE_LEAST && mayDiffer && looked < SECOND_CHUNK) return SECOND_CHUNK;
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
