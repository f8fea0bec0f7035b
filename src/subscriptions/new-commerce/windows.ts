import type { Offer } from '../../catalog/catalog.ts';
import { dayOf, type Day } from '../../kit/dates.ts';
import { batchesOf, openBatches, reducibleSeats, type DatedCharge, type Reducible } from '../change/reduction.ts';
import type { Subscription } from '../subscription.ts';

/** What of a subscription can still be given back, by the lines of its own current term. */
export type Windows = Reducible & {
  /** Until when all of it can be cancelled; null when some seat is past its window. */
  readonly cancellableUntil: Date | null;
};

/** Nothing can be given back, or the offer knows no window. */
export const NO_WINDOW: Windows = { totalQuantity: 0, details: [], cancellableUntil: null };

/**
 * The windows of a subscription of new commerce. It can be cancelled while each of its seats could be given back, so for
 * some days after a purchase or renewal; what came by a transition has no window.
 */
export function windowsOf(
  subscription: Pick<Subscription, 'id' | 'quantity'>,
  offer: Pick<Offer, 'reductionHours'> | undefined,
  ledger: readonly DatedCharge[],
  now: Date,
): Windows {
  const hours = offer?.reductionHours ?? null;
  if (hours === null) return NO_WINDOW;
  const reducible = reducibleSeats(batchesOf(ledger.filter((line) => line.subscriptionId === subscription.id)), hours, now);
  const ends = reducible.details.map(({ allowedUntil }) => allowedUntil.getTime());
  const isWhole = ends.length > 0 && reducible.totalQuantity >= subscription.quantity;
  return { ...reducible, cancellableUntil: isWhole ? new Date(Math.min(...ends)) : null };
}

/**
 * The first day of which the price of seats comes back: today; within a day of their purchase the day of that, so that
 * all of it does. Given back are the latest seats first.
 */
export function refundedFrom(subscriptionId: Subscription['id'], seats: number, ledger: readonly DatedCharge[], now: Date): Day {
  let left = seats;
  let first: Day | null = null;
  for (const batch of openBatches(batchesOf(ledger.filter((line) => line.subscriptionId === subscriptionId))).toReversed()) {
    if (left <= 0) break;
    if (now.getTime() - batch.addedAt.getTime() >= FULL_REFUND_MS) return dayOf(now);
    left -= batch.quantity;
    first = dayOf(batch.addedAt);
  }
  return left > 0 || first === null ? dayOf(now) : first;
}

/** Within 24 hours everything comes back (domain rules 4 and 5.2). */
const FULL_REFUND_MS = 24 * 3_600_000;
