import type { Charge } from '../../billing/charge.ts';

/** Seats that were added at one time. */
export type SeatBatch = { readonly quantity: number; readonly addedAt: Date };

/** How many seats can still be given back, and each batch with the end of its window. */
export type Reducible = {
  readonly totalQuantity: number;
  readonly details: readonly { readonly quantity: number; readonly allowedUntil: Date }[];
};

/**
 * The new-commerce window: seats can be given back only for some hours after they were added, each batch with a window of
 * its own; what was given back counts against the latest batch. Offers of the licence-based catalogue have no window.
 */
export function reducibleSeats(batches: readonly SeatBatch[], hours: number, now: Date): Reducible {
  const details = openBatches(batches)
    .map(({ quantity, addedAt }) => ({ quantity, allowedUntil: new Date(addedAt.getTime() + hours * MS_PER_HOUR) }))
    .filter(({ quantity, allowedUntil }) => quantity > 0 && now < allowedUntil);
  return { totalQuantity: details.reduce((seats, batch) => seats + batch.quantity, 0), details };
}

const MS_PER_HOUR = 3_600_000;

/** What is left of each batch: a negative one takes from those before it, the latest first. */
export function openBatches(batches: readonly SeatBatch[]): readonly SeatBatch[] {
  const open: SeatBatch[] = [];
  for (const batch of batches) {
    if (batch.quantity > 0) {
      open.push(batch);
      continue;
    }
    let back = -batch.quantity;
    while (back > 0 && open.length > 0) {
      const last = open.pop();
      if (last === undefined) break;
      if (last.quantity > back) open.push({ ...last, quantity: last.quantity - back });
      back -= last.quantity;
    }
  }
  return open;
}

/** A ledger line with the instant at which it was written. */
export type DatedCharge = Charge & { readonly chargedAt: string };

/** The batches that a subscription's ledger tells of: what was bought or renewed, and by how much each change differed from what was before. */
export function batchesOf(ledger: readonly DatedCharge[]): readonly SeatBatch[] {
  const batches: SeatBatch[] = [];
  for (const [at, lines] of Map.groupBy(ledger, (line) => line.chargedAt)) {
    const counted = lines.filter((line) => ADDS.has(line.cause));
    const until = counted
      .map((line) => line.span.until)
      .toSorted()
      .at(-1);
    // The lines of one change that reach the end of the period: the old seats taken back, and the new ones.
    const reaching = counted.filter((line) => line.span.until === until);
    const quantity = reaching.reduce((seats, line) => seats + (line.amountMinor < 0 ? -line.quantity : line.quantity), 0);
    if (quantity !== 0) batches.push({ quantity, addedAt: new Date(at) });
  }
  return batches;
}

/**
 * After a renewal a new window opens for all seats; a reactivation and another period add none. Seats that left by a
 * transition are gone from their batch, and those that came by one are in none: it cannot be taken back.
 */
const ADDS: ReadonlySet<string> = new Set(['purchase', 'upgrade_purchase', 'renew', 'seat_change', 'transition_cancel']);
