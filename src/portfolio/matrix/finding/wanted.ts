import type { OfferId } from '../../../kit/ids.ts';
import type { DecidedTarget } from '../../decided.ts';
import { asksForUplift, matchingTargets, ofYear, type PortfolioFilter } from '../../filter.ts';
import type { GroupPlace, Kind, Survey } from '../../survey/survey.ts';
import { mergeSeats, type SeatCell } from './seat-cells.ts';
import { perSeatOf, seatsIn, seatsWithin, type UpliftRange } from './streams.ts';

/** Where rows lie that a filter asks for: all with these facts, so many seats, and, where a price is given, that price of a seat. */
export type Wanted = SeatCell & {
  readonly combination: string;
  readonly unitMinor: number | null;
  /** Of which target, and what one seat would bring in a year; null where the list keeps the targets together. */
  readonly row: { readonly targetOfferId: OfferId; readonly perSeat: number | null } | null;
};

/** Where the rows lie that a filter asks for; with a `part` those alone that would bring so much, one by one. No row lies in two of these places. */
export function wantedOf({ sections }: Survey, filter: PortfolioFilter, part: UpliftRange | null): readonly Wanted[] {
  const matching = new Map<number, readonly DecidedTarget[]>();
  const lines = new Map<string, { readonly line: Omit<Wanted, keyof SeatCell>; readonly cells: SeatCell[] }>();
  for (const kind of sections.flatMap(({ kinds }) => kinds)) {
    const targets = matching.get(kind.number) ?? matchingTargets(filter, kind.decided);
    matching.set(kind.number, targets);
    for (const asked of askedOf(kind, targets, { filter, part }))
      for (const place of kind.places) {
        const cell = cellOf(place, asked);
        if (cell === null) continue;
        const { unitMinor, row } = asked;
        const key = `${place.combination} ${unitMinor} ${row?.targetOfferId}`;
        const known = lines.get(key);
        if (known === undefined) lines.set(key, { line: { combination: place.combination, unitMinor, row }, cells: [cell] });
        else known.cells.push(cell);
      }
  }
  return [...lines.values()].flatMap(({ line, cells }) => mergeSeats(cells).map((cell) => ({ ...line, ...cell })));
}

/** What is asked of the rows of one kind: with so many seats, of that price and target where those are told apart. */
type Asked = Pick<Wanted, 'unitMinor' | 'row'> & { readonly from: number; readonly to: number };

function askedOf(
  { decided, unitMinor, fewest, most }: Kind,
  targets: readonly DecidedTarget[],
  { filter, part }: { readonly filter: PortfolioFilter; readonly part: UpliftRange | null },
): readonly Asked[] {
  if (targets.length === 0) return [];
  if (part === null && !asksForUplift(filter)) return [{ unitMinor: null, row: null, ...ALL_SEATS }];
  return targets.flatMap((target) => {
    const perSeat = perSeatOf(decided, target, unitMinor);
    const seats = part === null ? seatsAsked(filter, perSeat) : seatsIn(perSeat, part, ofYear(filter));
    if (seats === null || seats.from > most || seats.to < fewest) return [];
    return [{ unitMinor, row: part !== null ? { targetOfferId: target.verdict.targetOfferId, perSeat } : null, ...seats }];
  });
}

/** With how many seats the difference lies between the bounds of the filter; null where with none. */
function seatsAsked(filter: PortfolioFilter, perSeat: number | null): Pick<Asked, 'from' | 'to'> | null {
  return perSeat === null ? null : seatsWithin(perSeat, ofYear(filter));
}

function cellOf({ bands: { own, all }, fewest, most, isExact }: GroupPlace, { from, to }: Asked): SeatCell | null {
  if (from > most || to < fewest) return null;
  return {
    seatsFrom: Math.max(from, isExact ? fewest : own.from),
    seatsTo: Math.min(to, isExact ? most : (own.until ?? SEATS_MOST + 1) - 1),
    allFrom: all.from,
    allTo: (all.until ?? SEATS_MOST + 1) - 1,
  };
}

const SEATS_MOST = 2_147_483_647;
const ALL_SEATS = { from: 0, to: SEATS_MOST };
