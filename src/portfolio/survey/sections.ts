import type { CustomerId } from '../../kit/ids.ts';

/** A portfolio in sections by customer: where all but the first begin, in order, and which of them are meant. */
export type Sections = { readonly bounds: readonly CustomerId[]; readonly wanted: readonly number[] };

/** In which section a customer lies. Ids in lower case have the order in which the database has them. */
export function sectionOf(bounds: readonly CustomerId[], customerId: CustomerId): number {
  const next = bounds.findIndex((bound) => customerId < bound);
  return next === -1 ? bounds.length : next;
}

/** The sections that are meant, by number, first customer, and first customer of the next. */
export function sectionEnds({ bounds, wanted }: Sections): readonly [readonly number[], readonly string[], readonly string[]] {
  return [wanted, wanted.map((section) => bounds[section - 1] ?? FIRST_ID), wanted.map((section) => bounds[section] ?? BEYOND_ALL)];
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const BEYOND_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
