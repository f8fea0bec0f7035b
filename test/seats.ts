import type { Charge, Seats } from '../src/billing/charge.ts';
import type { RoundingMode } from '../src/billing/rounding.ts';
import type { OfferId, SubscriptionId } from '../src/kit/ids.ts';
import { minor, sum, type Currency, type Minor } from '../src/kit/money.ts';

/** Seats of a subscription as billing takes them, at 5.00 US dollars a month. */
export function seatsOf(quantity: number, unitPriceMinor = 500, rounding: RoundingMode = 'exact_half_up'): Seats {
  return {
    subscriptionId: 's' as SubscriptionId,
    offerId: 'o' as OfferId,
    quantity,
    unitPriceMinor: minor(unitPriceMinor),
    currency: 'USD' as Currency,
    rounding,
  };
}

/** What lines of a ledger come to. */
export function total(lines: readonly Charge[]): Minor {
  return sum(lines.map((line) => line.amountMinor));
}
