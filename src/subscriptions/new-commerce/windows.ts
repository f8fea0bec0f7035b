import type { GivenBack } from '../../billing/new-commerce.ts';
import type { Offer } from '../../catalog/catalog.ts';
import { dayOf, type Day } from '../../kit/dates.ts';
import { batchesOf, openBatches, reducibleSeats, type DatedCharge, type OpenBatch, type Reducible } from '../change/reduction.ts';
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
 * From which day the price of seats comes back: today, and of those bought within a day the day of that, so that all of it
 * does. The latest seats are given back first; those of one day stand together.
 */
export function refundsOf(
  subscriptionId: Subscription['id'],
  seats: number,
  ledger: readonly DatedCharge[],
  now: Date,
): readonly GivenBack[] {
  const batches = openBatches(batchesOf(ledger.filter((line) => line.subscriptionId === subscriptionId)));
  const refunds: GivenBack[] = [];
  let left = seats;
  const giveBack = (wanted: number, wholeFrom: Day | null) => {
    const taken = Math.min(wanted, left);
    if (taken === 0) return;
    const from = wholeFrom ?? dayOf(now);
    const last = refunds.at(-1)?.from === from ? refunds.pop() : undefined;
    const inFull = (last?.inFull ?? 0) + (wholeFrom === null ? 0 : taken);
    refunds.push({ quantity: (last?.quantity ?? 0) + taken, from, inFull });
    left -= taken;
  };
  for (const batch of batches.toReversed()) giveBack(batch.quantity, fullFrom(batch, now));
  // What the ledger does not account for.
  giveBack(left, null);
  return refunds;
}

/** The first day of which all comes back of seats that were bought or renewed within a day; null where that was longer ago. */
function fullFrom({ addedAt, from, renewed }: OpenBatch, now: Date): Day | null {
  const isRecent = (at: Date) => now.getTime() - at.getTime() < FULL_REFUND_MS;
  if (isRecent(addedAt)) return from;
  return renewed !== undefined && isRecent(renewed.addedAt) ? renewed.from : null;
}

/** Within 24 hours everything comes back (domain rules 4 and 5.2). */
const FULL_REFUND_MS = 24 * 3_600_000;
