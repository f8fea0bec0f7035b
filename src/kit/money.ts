import type { Brand } from './brand.ts';

/** A whole number of the currency's smallest unit: cents, paise, yen. */
export type Minor = Brand<number, 'Minor'>;

/** An ISO 4217 code, upper case. */
export type Currency = Brand<string, 'Currency'>;

export type Money = { readonly amountMinor: Minor; readonly currency: Currency };

export function minor(amount: number): Minor {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of minor units: ${amount}`);
  return (amount === 0 ? 0 : amount) as Minor;
}

export const ZERO = minor(0);

export function sum(amounts: readonly Minor[]): Minor {
  return minor(amounts.reduce((total, amount) => total + amount, 0));
}

/** How a quotient becomes whole: half away from zero, or cut off towards zero. */
export type Rounding = 'half_away_from_zero' | 'toward_zero';

/** A whole quotient. The only division of money in the code. */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator <= 0n) throw new RangeError(`division by ${denominator}`);
  if (rounding === 'toward_zero') return numerator / denominator;
  const half = numerator < 0n ? -denominator : denominator;
  return (2n * numerator + half) / (2n * denominator);
}

/** `amount × part / whole`, rounded once, half away from zero. */
export function share(amount: Minor, part: number, whole: number): Minor {
  if (!Number.isInteger(part) || !Number.isInteger(whole)) throw new RangeError('share takes whole parts');
  if (whole <= 0 || part < 0 || part > whole) throw new RangeError(`share ${part}/${whole}`);
  return minor(Number(divide(BigInt(amount) * BigInt(part), BigInt(whole), 'half_away_from_zero')));
}

const ZERO_DECIMALS = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'UYI',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);
const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/** How many decimals the currency's smallest unit has (ISO 4217). */
export function decimalsOf(currency: Currency): number {
  if (ZERO_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** The amount as the decimal number that the wire carries, e.g. 1250 US cents as 12.5. */
export function toDecimal(money: Money): number {
  return Number(toDecimalText(money));
}

/** The amount with all its decimals, e.g. `12.50`. Exact: no floating point on the way. */
export function toDecimalText({ amountMinor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = amountMinor < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** Reads a decimal text such as `12.5`; null when it is no amount or has more decimals than the currency. */
export function parseDecimal(text: string, currency: Currency): Minor | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const decimals = decimalsOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return null;
  const magnitude = Number(`${match[2]}${fraction.padEnd(decimals, '0')}`);
  return minor(match[1] === '-' ? -magnitude : magnitude);
}
