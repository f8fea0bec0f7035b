import type { CustomerId } from '../../kit/ids.ts';
import type { Bands, Verdicts } from '../combinations/memory.ts';
import type { Decided } from '../decided.ts';
import type { Counted } from '../totals.ts';

/** Subscriptions that are decided alike, and where they lie; those of a customer who is looked at alone lie nowhere. */
export type Group = Counted & ({ readonly place: GroupPlace } | { readonly place: null; readonly customerId: CustomerId });

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

/** Groups that a filter tells apart by their seats at most: what holds for one of them holds for all. */
export type Kind = {
  readonly number: number;
  readonly decided: Decided;
  readonly unitMinor: number;
  readonly fewest: number;
  readonly most: number;
  /** Where they lie, each once, though it has many months. */
  readonly places: readonly GroupPlace[];
};

/** A part of the portfolio: some of the customers, with nobody else between them. */
export type Section = {
  readonly groups: readonly Group[];
  readonly kinds: readonly Kind[];
  /** Customers with groups that lie nowhere. */
  readonly alone: readonly CustomerId[];
};

/** A section of some groups; the months of one group follow each other. */
export function sectionOfGroups(groups: readonly Group[], kindOf: Verdicts['kindOf']): Section {
  const found = new Map<string, Kind & { places: GroupPlace[]; fewest: number; most: number }>();
  for (const [i, { place, decided }] of groups.entries()) {
    if (place === null || place === groups[i - 1]?.place) continue;
    const { unitMinor, fewest, most } = place;
    const number = kindOf(decided);
    const key = `${number} ${unitMinor}`;
    const kind = found.get(key) ?? { number, decided, unitMinor, fewest, most, places: [] };
    kind.places.push(place);
    kind.fewest = Math.min(kind.fewest, fewest);
    kind.most = Math.max(kind.most, most);
    found.set(key, kind);
  }
  const alone = new Set(groups.flatMap((group) => (group.place === null ? [group.customerId] : [])));
  return { groups, kinds: [...found.values()], alone: [...alone] };
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
