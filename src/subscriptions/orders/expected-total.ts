import { toDecimal, type Currency, type Minor } from '../../kit/money.ts';

/** It comes to something else than was shown to whoever orders it: nothing is done. */
export type TotalDiffers = { readonly kind: 'total_differs'; readonly total: number; readonly currency: Currency };

/** Whether a bill is the one that was shown; null when it is, and where nobody says what was shown. */
export function differingTotal(expected: number | null, amountMinor: Minor, currency: Currency): TotalDiffers | null {
  const total = toDecimal({ amountMinor, currency });
  return expected === null || expected === total ? null : { kind: 'total_differs', total, currency };
}
