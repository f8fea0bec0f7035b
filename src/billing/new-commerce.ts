import { addDays, earlier, later, type Day, type Span } from '../kit/dates.ts';
import { sum } from '../kit/money.ts';
import { chargeFor, creditFor, creditOf, type Charge, type Seats } from './charge.ts';
import { profileOf } from './profile.ts';

/**
 * A change of seats in new commerce: the seats of before come back for the rest of the period, and those of after are
 * charged for it. Each line is exact to its end and cut off there (domain rules 8.3).
 */
export function adjustmentLines(before: Seats, quantity: number, period: Span, from: Day): readonly Charge[] {
  const chargeType = quantity > before.quantity ? 'addQuantity' : 'removeQuantity';
  const said = { cause: 'seat_change', chargeType } as const;
  const rest = restOf(period, from);
  const cutOff = { ...before, rounding: 'truncated_total' } as const;
  return worthALine([creditFor(cutOff, rest, period, said), chargeFor({ ...cutOff, quantity }, rest, period, said)]);
}

/** Seats that are given back, and the first day of which their price comes back; of some of them everything, to the last cent. */
export type GivenBack = { readonly quantity: number; readonly from: Day; readonly inFull: number };

/** A period with the seats that were charged for its last day, at their price. */
export type PaidSeats = { readonly seats: Seats; readonly period: Span };

/**
 * The period that ended when this one began, as the ledger has it; null where that has nothing. Seats that are given back
 * within a day of their purchase can have been bought in it, at the price of a term that is over.
 */
export function periodBefore(seats: Seats, period: Span, ledger: readonly Charge[]): PaidSeats | null {
  const lines = ledger.filter((line) => line.subscriptionId === seats.subscriptionId && line.span.until === period.from);
  const last = lines.findLast((line) => line.amountMinor > 0);
  const quantity = profileOf(lines).at(-1)?.seats ?? 0;
  if (last === undefined || quantity <= 0) return null;
  const { offerId, unitPriceMinor, periodDays } = last;
  return {
    seats: { ...seats, offerId, unitPriceMinor, quantity },
    period: { from: addDays(period.from, -periodDays), until: period.from },
  };
}

/** Some seats given back within their window: each part is a change by itself, from its own day on. */
export function reductionLines(held: PaidSeats, given: readonly GivenBack[], ledger: readonly Charge[]): readonly Charge[] {
  return givenBackIn(held, given, ledger).flatMap(({ seats, period, quantity, from }) =>
    adjustmentLines(seats, seats.quantity - quantity, period, from),
  );
}

/**
 * All seats given back within the window: the days of the period from their own on, the price of a seat cut off first. What
 * comes back in full is as much as it was charged.
 */
export function cancellationLines(held: PaidSeats, given: readonly GivenBack[], ledger: readonly Charge[]): readonly Charge[] {
  const said = { cause: 'cancel', chargeType: 'cancelImmediate' } as const;
  const lines = givenBackIn(held, given, ledger).flatMap(({ seats, period, quantity, from, inFull }) => {
    const rest = restOf(period, from);
    const charged = sum(adjustmentLines(seats, seats.quantity - inFull, period, from).map((line) => line.amountMinor));
    const byTheDay = { ...seats, quantity: quantity - inFull, rounding: 'truncated_unit_price' } as const;
    const all = { ...byTheDay, quantity: inFull };
    return [creditOf(creditFor(all, rest, period, said), -charged), creditFor(byTheDay, rest, period, said)];
  });
  return worthALine(lines);
}

type PartGivenBack = PaidSeats & GivenBack;

/** Each part with the seats that are held before it; of a part that begins before the period also its days of the period before. */
function givenBackIn({ seats, period }: PaidSeats, given: readonly GivenBack[], ledger: readonly Charge[]): readonly PartGivenBack[] {
  const before = given.some(({ from }) => from < period.from) ? periodBefore(seats, period, ledger) : null;
  let held = seats.quantity;
  let heldBefore = before?.seats.quantity ?? 0;
  return given.flatMap((part) => {
    const now: PartGivenBack = { ...part, seats: { ...seats, quantity: held }, period };
    held -= part.quantity;
    if (before === null || part.from >= period.from) return [now];
    const quantity = Math.min(part.quantity, heldBefore);
    const then: PartGivenBack = {
      ...part,
      quantity,
      inFull: Math.min(part.inFull, quantity),
      seats: { ...before.seats, quantity: heldBefore },
      period: before.period,
    };
    heldBefore -= quantity;
    return [then, now];
  });
}

/** Seats that leave a subscription by a transition: the unused days come back, the price of a seat cut off first. */
export function convertedAway(seats: Seats, period: Span, from: Day): readonly Charge[] {
  const said = { cause: 'transition_cancel', chargeType: 'convert' } as const;
  return worthALine([creditFor({ ...seats, rounding: 'truncated_unit_price' }, restOf(period, from), period, said)]);
}

/** Seats that arrive by a transition, for the days that are left of the period; into something that is there they are moved. */
export function convertedTo(seats: Seats, period: Span, from: Day, into: 'new' | 'existing'): readonly Charge[] {
  const said = { cause: 'transition_purchase', chargeType: into === 'new' ? 'convert' : 'moveQuantity' } as const;
  return worthALine([chargeFor({ ...seats, rounding: 'truncated_unit_price' }, restOf(period, from), period, said)]);
}

/** What remains of a period; the day itself belongs to it. */
function restOf(period: Span, from: Day): Span {
  return { from: earlier(later(from, period.from), period.until), until: period.until };
}

/** A line over nothing says nothing. */
function worthALine(lines: readonly Charge[]): readonly Charge[] {
  return lines.filter((line) => line.amountMinor !== 0);
}
