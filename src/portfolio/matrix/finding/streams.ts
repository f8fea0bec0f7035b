import type { OfferId } from '../../../kit/ids.ts';
import { upliftOfYear, type Decided, type DecidedTarget } from '../../decided.ts';
import { UNKNOWN_UPLIFT } from '../order.ts';

/** Subscriptions that pay the same for a seat of one product, with what the database tells of one of them. */
export type PriceClass = { readonly priceClass: string; readonly combination: string; readonly unitMinor: number };

/**
 * The rows of one class and one target with seats between two numbers. They lie in the order of what they would bring, because each seat
 * brings as much.
 */
export type Stream = {
  readonly priceClass: string;
  readonly targetOfferId: OfferId;
  /** What one seat would bring in a year; null where nobody knows. */
  readonly perSeat: number | null;
  readonly seatsFrom: number;
  readonly seatsTo: number;
};

/** Amounts of a year, both included; null for no bound. The one range of what nobody knows comes behind all amounts. */
export type UpliftRange =
  | { readonly kind: 'known'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'unknown' };

/**
 * Ranges one behind the other, the largest amounts first, from a place on: of those that bring more, as much, and less, since the rows
 * of one range are found together and the next is seldom reached. At `cut` the range in which it lies is cut in two.
 */
export function rangesFrom(yearMinor: number | null, cut: number | null): readonly UpliftRange[] {
  if (yearMinor === UNKNOWN_UPLIFT) return [{ kind: 'unknown' }];
  const start = yearMinor ?? Number.MAX_SAFE_INTEGER;
  const whole = [
    { from: 1, to: Number.MAX_SAFE_INTEGER },
    { from: 0, to: 0 },
    { from: UNKNOWN_UPLIFT + 1, to: -1 },
  ];
  const left = whole.filter(({ from }) => from <= start).map(({ from, to }) => ({ from, to: Math.min(to, start) }));
  const parts = left.flatMap((range) =>
    cut === null || cut <= range.from || cut > range.to
      ? [range]
      : [
          { from: cut, to: range.to },
          { from: range.from, to: cut - 1 },
        ],
  );
  return [...parts.map((range) => ({ kind: 'known' as const, ...range })), { kind: 'unknown' }];
}

/**
 * The same ranges, but what brings more in parts, each of which ends at a quarter of where it begins: the rows that come first are found
 * without all that lie behind them.
 */
export function partsFrom(yearMinor: number | null): readonly UpliftRange[] {
  return rangesFrom(yearMinor, null).flatMap((range) =>
    range.kind === 'known' && range.from === 1 && range.to !== null ? quartersOf(range.to) : [range],
  );
}

function quartersOf(most: number): readonly UpliftRange[] {
  const parts: UpliftRange[] = [];
  for (let to = most; to >= 1; to = Math.ceil(to / 4) - 1) parts.push({ kind: 'known', from: Math.ceil(to / 4), to });
  return parts;
}

/** What one seat of a subscription that pays so much for each would bring in a year. */
export function perSeatOf(decided: Decided, target: DecidedTarget, unitMinor: number): number | null {
  return upliftOfYear(decided, target, { seats: 1, periodMinor: unitMinor });
}

/** The streams of a class that may have rows in a range and, where such are asked for, between the bounds of a filter. */
export function streamsOf(
  { priceClass, unitMinor }: PriceClass,
  decided: Decided,
  range: UpliftRange,
  asked: { readonly from: number | null; readonly to: number | null },
): readonly Stream[] {
  return decided.targets.flatMap((target) => {
    const perSeat = perSeatOf(decided, target, unitMinor);
    const seats = seatsIn(perSeat, range, asked);
    if (seats === null) return [];
    return [{ priceClass, targetOfferId: target.verdict.targetOfferId, perSeat, seatsFrom: seats.from, seatsTo: seats.to }];
  });
}

type SeatRange = { readonly from: number; readonly to: number };
type Bounds = { readonly from: number | null; readonly to: number | null };

const SEATS_MOST = 2_147_483_647;
const ALL_SEATS: SeatRange = { from: 0, to: SEATS_MOST };

/** With how many seats the difference lies in a range and, where such are asked for, between the bounds of a filter; null where with none. */
export function seatsIn(perSeat: number | null, range: UpliftRange, asked: Bounds): SeatRange | null {
  if (perSeat === null) return range.kind === 'unknown' && asked.from === null && asked.to === null ? ALL_SEATS : null;
  if (range.kind === 'unknown') return null;
  const [one, other] = [seatsWithin(perSeat, range), seatsWithin(perSeat, asked)];
  if (one === null || other === null) return null;
  const seats = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
  return seats.from > seats.to ? null : seats;
}

/** With how many seats the difference in a year lies between the bounds, which are included; null where with none. */
export function seatsWithin(perSeat: number, { from, to }: Bounds): SeatRange | null {
  if (perSeat === 0) return (from ?? 0) <= 0 && (to ?? 0) >= 0 ? ALL_SEATS : null;
  const [least, greatest] = perSeat > 0 ? [from, to] : [to, from];
  const range = {
    from: least === null ? 0 : Math.max(0, Math.ceil(least / perSeat)),
    to: greatest === null ? SEATS_MOST : Math.min(SEATS_MOST, Math.floor(greatest / perSeat)),
  };
  return range.from > range.to ? null : range;
}
