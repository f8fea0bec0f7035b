import type { CustomerId } from '../../../kit/ids.ts';
import type { Verdicts } from '../../combinations/memory.ts';
import { isBefore, type Order, type Place } from '../order.ts';

/**
 * Places found for one filter in one order: all from one on, as they were at one moment of the database. The pages that follow are
 * cut from them; what changes in between is exchanged.
 */
export type Window = {
  /** With what was decided. They are large: a window of yesterday keeps none of them. */
  readonly verdicts: WeakRef<Verdicts>;
  /** Which transactions it saw. */
  readonly snapshot: string;
  /** Customers who were left out. */
  readonly alone: readonly CustomerId[];
  readonly from: Place | null;
  readonly places: readonly Place[];
  /** The first place that is not told; null at the end of the list. */
  readonly next: Place | null;
};

type Told = Pick<Window, 'from' | 'places' | 'next'>;

/** Places from one on, and where to go on; null at the end. */
export type Found = { readonly kind: 'places'; readonly places: readonly Place[]; readonly next: Place | null };

/** Whether the window tells what comes from a place on. */
export function tellsFrom({ from, next }: Omit<Told, 'places'>, order: Order, place: Place | null): boolean {
  if (place === null) return from === null;
  return (from === null || !isBefore(order, place, from)) && (next === null || isBefore(order, place, next));
}

/** The first places from one on. */
export function cutFrom({ places, next }: Omit<Told, 'from'>, order: Order, from: Place | null, limit: number): Found {
  const first = from === null ? 0 : placeOfFirst(places, (place) => !isBefore(order, place, from));
  return { kind: 'places', places: places.slice(first, first + limit), next: places[first + limit] ?? next };
}

/** The same window with other places of some customers, given in no order; it ends earlier where they are more than it shall hold. */
export function exchanged<Some extends Told>(
  window: Some,
  order: Order,
  { of, by, most }: { readonly of: ReadonlySet<CustomerId>; readonly by: readonly Place[]; readonly most: number },
): Some {
  const kept = window.places.filter(({ customerId }) => !of.has(customerId));
  const come = by.filter((place) => tellsFrom(window, order, place));
  const places = come.length === 0 ? kept : [...kept, ...come].toSorted((a, b) => (isBefore(order, a, b) ? -1 : 1));
  return { ...window, places: places.slice(0, most), next: places[most] ?? window.next };
}

/** The number of the first place of which something is so; it is so of all behind it. */
function placeOfFirst(places: readonly Place[], isSo: (place: Place) => boolean): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place !== undefined && isSo(place)) high = middle;
    else low = middle + 1;
  }
  return low;
}
