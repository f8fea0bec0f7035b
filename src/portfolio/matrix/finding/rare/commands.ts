import type { Outdated } from '../../../../catalog/freshness.ts';
import type { Day } from '../../../../kit/dates.ts';
import type { CustomerId, OfferId, SubscriptionId } from '../../../../kit/ids.ts';
import type { Reader } from '../../../../platform/reader.ts';
import { learn, remember, type PortfolioMemory } from '../../../combinations/commands.ts';
import { kindOfAsking } from '../../../combinations/memory.ts';
import { asksTheLaw } from '../../../filter.ts';
import { changedSince, surveyToFindBy } from '../../../survey/commands.ts';
import { sawAllOf } from '../../../survey/snapshots.ts';
import type { Survey } from '../../../survey/survey.ts';
import { UNKNOWN_UPLIFT, type Place } from '../../order.ts';
import { streamsIn, type Looking } from '../looking.ts';
import { placeOnly, placesIn } from '../matching.ts';
import { findPlaces, listPlacesOf, type PlaceRow } from '../store.ts';
import { partsFrom, rangesFrom, type UpliftRange } from '../streams.ts';
import { wantedOf } from '../wanted.ts';
import { cutFrom, exchanged, tellsFrom, type Found } from '../windows.ts';

/** Places of which few match: by the groups of the survey that do, each in its own index. What is found serves the pages that follow. */
export async function findRare(
  reader: Reader,
  memory: PortfolioMemory,
  looking: Looking,
  { from, before }: { readonly from: Place | null; readonly before: readonly Place[] },
): Promise<Outdated | Found> {
  const { filter, order, limit, verdicts, besides, snapshot } = looking;
  const known = asksTheLaw(filter) ? await surveyToFindBy(reader, memory, { ...looking, sales: verdicts.sales }) : null;
  if (known?.kind === 'catalog_outdated') return known;
  const changed = known?.changed ?? [];
  const size = { most: mostIn(memory, looking), enough: limit - before.length + 1 };
  const found = await findIn(reader, { ...looking, from }, known?.survey ?? null, size);
  const by = await placesOf(reader, memory, looking, changed);
  const { places, next } = exchanged({ from, ...found }, order, { of: new Set(changed), by, most: size.most });
  const all = [...before.map(placeOnly), ...places];
  const window = { verdicts: new WeakRef(verdicts), snapshot, alone: besides, from: looking.from, places: all, next };
  remember(memory.windows, windowKey(looking), window, WINDOWS_MOST);
  return cutFrom(window, order, looking.from, limit);
}

type Size = { readonly most: number; readonly enough: number };

/** Without a survey the filter does not ask the law. By what the upgrades would bring it goes on until it has enough. */
async function findIn(
  reader: Reader,
  looking: Looking,
  survey: Survey | null,
  { most, enough }: Size,
): Promise<{ readonly places: readonly Place[]; readonly next: Place | null }> {
  const { verdicts, order, filter, from, besides } = looking;
  const asked = { sales: verdicts.sales, order, filter, from, besides };
  const year = from?.uplift?.yearMinor ?? null;
  const isInParts = order === 'uplift' && survey !== null;
  const parts = isInParts ? partsFrom(year) : [null];
  const streams = order === 'uplift' && survey === null ? rangesFrom(year, null).flatMap((range) => streamsIn(looking, range)) : [];
  const places: Place[] = [];
  for (const [i, part] of parts.entries()) {
    const wanted = survey === null ? null : wantedOf(survey, filter, part);
    if (wanted?.length !== 0) places.push(...(await findPlaces(reader, { ...asked, streams, wanted, limit: most + 1 - places.length })));
    const next = places[most] ?? firstPlaceIn(parts[i + 1] ?? null);
    if (places.length >= enough && next !== null) return { places: places.slice(0, most), next };
  }
  return { places, next: null };
}

/** No row lies before it that lies in the range, and none behind it that lies before the range. */
function firstPlaceIn(range: UpliftRange | null): Place | null {
  if (range === null) return null;
  const yearMinor = range.kind === 'unknown' ? UNKNOWN_UPLIFT : (range.to ?? Number.MAX_SAFE_INTEGER);
  const uplift = { yearMinor, targetOfferId: '' as OfferId };
  return {
    customerId: FIRST_ID as CustomerId,
    subscriptionId: FIRST_ID as SubscriptionId,
    renewsOn: '0001-01-01' as Day,
    quantity: 0,
    uplift,
  };
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** So many places are found at once, for so many filters: some megabytes altogether. */
const PLACES_PER_WINDOW = 1_000;
const WINDOWS_MOST = 32;

function mostIn({ deps }: PortfolioMemory, { limit }: Looking): number {
  return Math.max(deps.sizes?.placesPerWindow ?? PLACES_PER_WINDOW, limit);
}

/** The next places where they were found with those of a page before; null where they were not, or too much has changed. */
export async function placesFoundBefore(reader: Reader, memory: PortfolioMemory, looking: Looking): Promise<Found | null> {
  const { order, from, limit, verdicts, besides, snapshot } = looking;
  const window = memory.windows.get(windowKey(looking));
  if (window === undefined || window.verdicts.deref() !== verdicts || !sawAllOf(snapshot, window.snapshot)) return null;
  if (!tellsFrom(window, order, from)) return null;
  const { isTooMany, customerIds } = await changedSince(reader, memory, { ...window, verdicts }, besides);
  if (isTooMany) return null;
  const by = await placesOf(reader, memory, looking, customerIds);
  const now = exchanged(window, order, { of: new Set([...besides, ...customerIds]), by, most: 2 * mostIn(memory, looking) });
  remember(memory.windows, windowKey(looking), { ...now, snapshot, alone: besides }, WINDOWS_MOST);
  return tellsFrom(now, order, from) ? cutFrom(now, order, from, limit) : null;
}

/** The places of some customers that a filter asks for, in no order. */
async function placesOf(
  reader: Reader,
  memory: PortfolioMemory,
  looking: Looking,
  customerIds: readonly CustomerId[],
): Promise<readonly Place[]> {
  const rows = await listPlacesOf(reader, looking.verdicts.sales, customerIds);
  await knowCombinations(reader, memory, looking, rows);
  return rows.flatMap((row) => placesIn(row, looking));
}

function windowKey({ verdicts, filter, order }: Looking): string {
  return `${kindOfAsking(verdicts)} ${JSON.stringify([filter, order])}`;
}

/** Makes known what the combinations of some rows stand for, where that is asked. */
export function knowCombinations(reader: Reader, memory: PortfolioMemory, looking: Looking, rows: readonly PlaceRow[]): Promise<void> {
  const { filter, order, verdicts } = looking;
  const combinations = order === 'uplift' || asksTheLaw(filter) ? rows.map((row) => row.combination) : [];
  return learn(reader, memory, verdicts.sales.sellerId, combinations);
}
