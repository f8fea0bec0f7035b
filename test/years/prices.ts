import { BASES } from '../money-moves.ts';
import { read } from './calendar.ts';
import type { Cycle, PriceOf } from './reference.ts';

/** A month of a seat of each product, in minor units of a currency, with its decimals: odd, so that nearly every part is rounded. */
const LISTS = {
  USD: { decimals: 2, months: [499, 1253, 777, 1999, 3501] },
  JPY: { decimals: 0, months: [541, 1361, 823, 2203, 3847] },
  KWD: { decimals: 3, months: [1537, 3851, 2309, 6143, 10_753] },
} as const;

export type Currency = keyof typeof LISTS;
export const CURRENCIES: readonly Currency[] = ['USD', 'JPY', 'KWD'];

/** From this day on everything costs seven in a hundred more; who has a term keeps the old price until it ends. */
const DEARER_FROM = '2028-01-31';

/** What a seat costs, as the lists below say it. */
export function priceIn(currency: Currency): PriceOf {
  return (key, cycle, on) => priceOf(currency, key, cycle, on >= read(DEARER_FROM));
}

/** The price list of a currency, as a file. */
export function priceFile(currency: Currency, offerIdOf: (key: string) => string): string {
  const { decimals } = LISTS[currency];
  const row = (key: string, cycle: Cycle, isDearer: boolean) => {
    const price = String(priceOf(currency, key, cycle, isDearer)).padStart(decimals + 1, '0');
    const whole = price.slice(0, price.length - decimals);
    const decimal = decimals === 0 ? whole : `${whole}.${price.slice(-decimals)}`;
    return `${offerIdOf(key)},${currency},${cycle},,${isDearer ? DEARER_FROM : '2020-01-01'},${decimal},`;
  };
  const rows = BASES.flatMap((key) => (['monthly', 'annual'] as const).flatMap((cycle) => [row(key, cycle, false), row(key, cycle, true)]));
  return ['offerId,currency,billingCycle,market,effectiveFrom,listPrice,partnerPrice', ...rows].join('\n');
}

/** An amount of an invoice in minor units; it has as many decimals as its currency. */
export function minorOf(currency: Currency, amount: number): number {
  return Math.round(amount * 10 ** LISTS[currency].decimals);
}

function priceOf(currency: Currency, key: string, cycle: Cycle, isDearer: boolean): number {
  const month = LISTS[currency].months[BASES.indexOf(key)] ?? 0;
  const price = cycle === 'annual' ? month * 11 : month;
  return isDearer ? Math.floor((price * 107) / 100) : price;
}
