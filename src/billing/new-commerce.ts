import { earlier, later, type Day, type Span } from '../kit/dates.ts';
import { chargeFor, creditFor, type Charge, type Seats } from './charge.ts';

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

/** Seats that are given back, and the first day of which their price comes back. */
export type GivenBack = { readonly quantity: number; readonly from: Day };

/** Some seats given back within their window: each part is a change by itself, from its own day on. */
export function reductionLines(before: Seats, given: readonly GivenBack[], period: Span): readonly Charge[] {
  let held = before.quantity;
  return given.flatMap(({ quantity, from }) => {
    const seats = { ...before, quantity: held };
    held -= quantity;
    return adjustmentLines(seats, held, period, from);
  });
}

/** All seats given back within the window: the days of the period from their own on, the price of a seat cut off first. */
export function cancellationLines(seats: Seats, given: readonly GivenBack[], period: Span): readonly Charge[] {
  const said = { cause: 'cancel', chargeType: 'cancelImmediate' } as const;
  const cutOff = { ...seats, rounding: 'truncated_unit_price' } as const;
  return worthALine(given.map(({ quantity, from }) => creditFor({ ...cutOff, quantity }, restOf(period, from), period, said)));
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
