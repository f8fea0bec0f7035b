import { divide, minor, sum, type Minor } from '../../kit/money.ts';

/** Hundredths of a percent in the whole. */
const WHOLE = 10_000;

/** A margin's bounds: everything given away, and ten times the bill on top. */
export const BASIS_POINTS = { minimum: -WHOLE, maximum: 10 * WHOLE };

/** What the customer is asked for a line of the partner's bill: the amount and the margin on it, rounded once. */
export function resaleOf(amountMinor: Minor, marginBasisPoints: number): Minor {
  return minor(Number(divide(BigInt(amountMinor) * BigInt(WHOLE + marginBasisPoints), BigInt(WHOLE), 'half_away_from_zero')));
}

/** What the customer is asked for some lines together: each with the margin on it, so that the parts add up to the whole. */
export function resaleOfLines(amounts: readonly Minor[], marginBasisPoints: number): Minor {
  return sum(amounts.map((amountMinor) => resaleOf(amountMinor, marginBasisPoints)));
}
