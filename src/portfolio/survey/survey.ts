import type { CustomerId } from '../../kit/ids.ts';
import type { Bands, Verdicts } from '../combinations/memory.ts';
import type { Decided } from '../decided.ts';
import type { Counted } from '../totals.ts';

/** Subscriptions that are decided alike, and where they lie; those of customers who are looked at alone lie nowhere. */
export type Group = Counted & { readonly place: GroupPlace | null };

/** By what the rows of a group are found: all have these facts, pay so much for a seat, and have no fewer and no more seats. */
export type GroupPlace = {
  readonly combination: string;
  readonly bands: Bands;
  readonly unitMinor: number;
  readonly fewest: number;
  readonly most: number;
  /** They have as many, because that was decided by every seat that the customer has. */
  readonly isExact: boolean;
};

/** A part of the portfolio: some of the customers, with nobody else between them. */
export type Section = {
  readonly groups: readonly Group[];
  /** Where they lie, each once, though it has many months. */
  readonly places: readonly { readonly place: GroupPlace; readonly decided: Decided }[];
};

/** A section of some groups; the months of one group follow each other. */
export function sectionOfGroups(groups: readonly Group[]): Section {
  const places = groups.flatMap(({ place, decided }, i) => (place === null || place === groups[i - 1]?.place ? [] : { place, decided }));
  return { groups, places };
}

/** A partner’s whole portfolio, decided, as it was at one moment of the database. */
export type Survey = {
  readonly verdicts: Verdicts;
  /** The first customers of all sections but the first. */
  readonly bounds: readonly CustomerId[];
  readonly sections: readonly Section[];
  /** Which transactions it saw. */
  readonly snapshot: string;
};
