import type { Catalog } from '../catalog/catalog.ts';

/**
 * Where a verdict can change with the number of seats, as the catalogue says: whatever lies between two of these numbers
 * is decided alike. Each is the first number of its band, in order.
 */
export type SeatLimits = {
  /** Of the subscription's own seats. */
  readonly own: readonly number[];
  /** Of all seats that the customer has, in whatever product: below the first no family can be full. */
  readonly all: readonly number[];
};

const known = new WeakMap<Catalog, SeatLimits>();

/** The limits of a catalogue. */
export function seatLimitsOf(catalog: Catalog): SeatLimits {
  const before = known.get(catalog);
  if (before !== undefined) return before;
  const targets = new Set([...catalog.paths.values()].flatMap((paths) => paths.map((path) => path.to)));
  const families = [...catalog.seatFamilies.values()].map(({ seatsMax }) => seatsMax + 1);
  const offers = [...targets].flatMap((id) => {
    const offer = catalog.offers.get(id);
    return offer === undefined ? [] : [offer.minimumQuantity, offer.maximumQuantity + 1];
  });
  const limits = { own: inOrder([...offers, ...families]), all: inOrder(families) };
  known.set(catalog, limits);
  return limits;
}

/** The numbers of one band, the last excluded; null where there is no last. */
export type Band = { readonly from: number; readonly until: number | null };

/** The band in which a number lies. */
export function bandOf(limits: readonly number[], number: number): Band {
  const next = limits.findIndex((limit) => number < limit);
  const place = next === -1 ? limits.length : next;
  return { from: limits[place - 1] ?? 0, until: limits[place] ?? null };
}

function inOrder(numbers: readonly number[]): readonly number[] {
  // Beyond what the database keeps as a number of seats nothing can lie.
  return [...new Set(numbers)].filter((number) => number > 0 && number <= SEATS_MOST).toSorted((a, b) => a - b);
}

const SEATS_MOST = 2_147_483_647;
