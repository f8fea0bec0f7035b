import type { Charge } from '../../src/billing/charge.ts';
import type { LineRounding } from '../../src/billing/rounding.ts';
import { daysBetween } from '../../src/kit/dates.ts';

/** What is to be paid, exactly: so many days of a seat at the price of a period of so many days. */
export type Exact = { readonly seatDays: number; readonly price: number; readonly periodDays: number };

/** Bounds are counted in twentieths of a minor unit, so that all of them are whole numbers. */
const PARTS = 20;

/** Whether an amount in minor units is no farther from the exact one than so many twentieths. */
export function isWithin(amount: number, { seatDays, price, periodDays }: Exact, twentieths: number): boolean {
  return PARTS * Math.abs(amount * periodDays - seatDays * price) <= twentieths * periodDays;
}

/** How far some lines of one ledger may be from the exact amount together. What gives back as much as was charged is as far from it as that was. */
export function boundOf(ledger: readonly Charge[]): number {
  return ledger.reduce((sum, line) => sum + (line.rounding === 'as_charged' ? sum + PARTS / 2 : boundOfLine(line, line.rounding)), 0);
}

/** What is wrong with the amount of a line, held against its own seats and days; null where nothing is. */
export function lineFault(line: Charge): string | null {
  const { rounding, amountMinor, quantity, span, unitPriceMinor, periodDays } = line;
  if (rounding === 'as_charged') return null;
  const seatDays = quantity * daysBetween(span.from, span.until);
  return isWithin(Math.abs(amountMinor), { seatDays, price: unitPriceMinor, periodDays }, boundOfLine(line, rounding))
    ? null
    : `${rounding}: a line of ${amountMinor} for ${seatDays} days of a seat at ${unitPriceMinor} in ${periodDays}`;
}

type Part = Pick<Charge, 'span' | 'quantity'>;

/** How far a line may be from the exact amount. */
export function boundOfLine({ span, quantity }: Part, rounding: Exclude<LineRounding, 'as_charged'>): number {
  const days = daysBetween(span.from, span.until);
  switch (rounding) {
    case 'exact_half_up':
      return PARTS / 2;
    // A twentieth for each day of each seat, and the line is rounded.
    case 'daily_price_three_decimals':
      return days * quantity + PARTS / 2;
    // Half a unit for each day of all seats, and half a unit for each seat.
    case 'published_formula':
      return (PARTS / 2) * (days + quantity);
    case 'truncated_total':
      return PARTS;
    case 'truncated_unit_price':
      return PARTS * quantity;
  }
}
