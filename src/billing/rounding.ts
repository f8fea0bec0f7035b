import { unreachable } from '../kit/brand.ts';
import { divide, minor, type Minor } from '../kit/money.ts';

/**
 * How the amount of a part of a period is rounded. The published examples of billing follow no single rule; each mode
 * reproduces those that were made its way (domain rules 8.3), and a billing account has one.
 */
export const ROUNDING_MODES = [
  /** Exact to the end, rounded once on the line. The default. */
  'exact_half_up',
  /** The price of a day has one decimal more than the currency (monthly scenarios). */
  'daily_price_three_decimals',
  /** The formula published from 2018 to 2021, which rounds the day of all seats and then the seat. */
  'published_formula',
  /** New commerce, seat changes: exact, cut off on the line. */
  'truncated_total',
  /** New commerce, upgrades and cancellations: the price of one seat is cut off, then multiplied. */
  'truncated_unit_price',
] as const;
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/**
 * How a line came to its amount: in a mode, or as much as was charged for its seats and days, where the mode would give back
 * more, or less than all of what comes back in full.
 */
export type LineRounding = RoundingMode | 'as_charged';

/** How amounts are rounded unless the billing account says otherwise. */
export const DEFAULT_ROUNDING: RoundingMode = 'exact_half_up';

/** A part of a period: `days` of `periodDays` for `quantity` seats. A credit has a negative price. */
export type Part = { readonly unitPriceMinor: Minor; readonly quantity: number; readonly days: number; readonly periodDays: number };

/**
 * What a part of a period costs, in whole minor units. All of the period costs the whole price in every mode, and no part
 * of it more: a price of a day that was rounded up would else give back more than the period cost.
 */
export function prorate(part: Part, mode: RoundingMode): Minor {
  const ofAll = Number(part.unitPriceMinor) * part.quantity;
  const ofPart = unboundPart(part, mode);
  return (ofAll < 0 ? ofPart < ofAll : ofPart > ofAll) ? minor(ofAll) : ofPart;
}

/** The same as the published examples have it, which says nothing of a part that costs more than all. Lines from before that rule are so. */
export function unboundPart(part: Part, mode: RoundingMode): Minor {
  const { quantity, days, periodDays } = part;
  if (![quantity, days, periodDays].every(Number.isInteger) || quantity < 0 || days < 0 || periodDays <= 0 || days > periodDays) {
    throw new RangeError(`prorate ${quantity} seats, ${days} of ${periodDays} days`);
  }
  const price = BigInt(part.unitPriceMinor);
  if (days === periodDays) return whole(price * BigInt(quantity));
  return whole(amount({ price, seats: BigInt(quantity), days: BigInt(days), period: BigInt(periodDays) }, mode));
}

type Terms = { readonly price: bigint; readonly seats: bigint; readonly days: bigint; readonly period: bigint };

function amount({ price, seats, days, period }: Terms, mode: RoundingMode): bigint {
  if (seats === 0n) return 0n;
  switch (mode) {
    case 'exact_half_up':
      return divide(price * seats * days, period, 'half_away_from_zero');
    case 'daily_price_three_decimals': {
      const dailyTimesTen = divide(price * 10n, period, 'half_away_from_zero');
      return divide(dailyTimesTen * days * seats, 10n, 'half_away_from_zero');
    }
    case 'published_formula': {
      const dayOfAllSeats = divide(price * seats, period, 'half_away_from_zero');
      return divide(dayOfAllSeats * days, seats, 'half_away_from_zero') * seats;
    }
    case 'truncated_total':
      return divide(price * seats * days, period, 'toward_zero');
    case 'truncated_unit_price':
      return divide(price * days, period, 'toward_zero') * seats;
    default:
      return unreachable(mode);
  }
}

function whole(amountMinor: bigint): Minor {
  return minor(Number(amountMinor));
}
