import type { OfferId } from '../../../kit/ids.ts';
import type { Decided, DecidedTarget } from '../../decided.ts';
import { asksForUplift, matchingTargets, ofYear, type PortfolioFilter } from '../../filter.ts';
import type { GroupPlace, Survey } from '../../survey/survey.ts';
import { perSeatOf, seatsWithin } from './streams.ts';

/** Where rows lie that a filter asks for: all with these facts, so many seats, and, where a price is given, that price of a seat. */
export type Wanted = {
  readonly combination: string;
  readonly seatsFrom: number;
  readonly seatsTo: number;
  readonly allFrom: number;
  readonly allTo: number;
  readonly unitMinor: number | null;
  /** Of which target, and what one seat would bring in a year; null where the list keeps the targets together. */
  readonly row: { readonly targetOfferId: OfferId; readonly perSeat: number | null } | null;
};

const wantedBefore = new WeakMap<Survey, Map<string, readonly Wanted[]>>();

/** Where the rows lie that a filter asks for, one by one where they are `apart`. Remembered with the survey, because one page comes after the other. */
export function wantedOf(survey: Survey, filter: PortfolioFilter, apart: boolean): readonly Wanted[] {
  const known = wantedBefore.get(survey) ?? new Map<string, readonly Wanted[]>();
  wantedBefore.set(survey, known);
  const key = JSON.stringify([filter, apart]);
  const made = known.get(key) ?? findWanted(survey, filter, apart);
  if (known.size < FILTERS_MOST) known.set(key, made);
  return made;
}

const FILTERS_MOST = 50;

function findWanted({ sections }: Survey, filter: PortfolioFilter, apart: boolean): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  const matching = remembered((decided: Decided) => matchingTargets(filter, decided));
  for (const { place, decided } of sections.flatMap(({ places }) => places))
    for (const target of matching(decided)) {
      const each = wantedPlace(place, { decided, target, filter, apart });
      if (each !== null) wanted.set(keyOf(each), each);
    }
  return [...wanted.values()];
}

/** Groups share what was decided, and there are many more groups than that. */
function remembered<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}

function keyOf({ combination, seatsFrom, seatsTo, allFrom, unitMinor, row }: Wanted): string {
  return `${combination} ${seatsFrom} ${seatsTo} ${allFrom} ${unitMinor} ${row?.targetOfferId}`;
}

type Asked = { readonly decided: Decided; readonly target: DecidedTarget; readonly filter: PortfolioFilter; readonly apart: boolean };

function wantedPlace(place: GroupPlace, { decided, target, filter, apart }: Asked): Wanted | null {
  const { combination, bands, unitMinor, fewest, most, isExact } = place;
  const { own, all } = bands;
  const bounds = {
    combination,
    seatsFrom: isExact ? fewest : own.from,
    seatsTo: isExact ? most : (own.until ?? SEATS_MOST + 1) - 1,
    allFrom: all.from,
    allTo: (all.until ?? SEATS_MOST + 1) - 1,
  };
  if (!apart && !asksForUplift(filter)) return { ...bounds, unitMinor: null, row: null };
  const perSeat = perSeatOf(decided, target, unitMinor);
  const seats = asksForUplift(filter) ? seatsAsked(filter, perSeat) : bounds;
  if (seats === null || seats.seatsFrom > most || seats.seatsTo < fewest) return null;
  return {
    ...bounds,
    seatsFrom: Math.max(bounds.seatsFrom, seats.seatsFrom),
    seatsTo: Math.min(bounds.seatsTo, seats.seatsTo),
    unitMinor,
    row: apart ? { targetOfferId: target.verdict.targetOfferId, perSeat } : null,
  };
}

/** With how many seats the difference lies between the bounds of the filter. */
function seatsAsked(filter: PortfolioFilter, perSeat: number | null): Pick<Wanted, 'seatsFrom' | 'seatsTo'> | null {
  const within = perSeat === null ? null : seatsWithin(perSeat, ofYear(filter));
  return within === null ? null : { seatsFrom: within.from, seatsTo: within.to };
}

const SEATS_MOST = 2_147_483_647;
