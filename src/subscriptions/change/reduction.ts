import type { Charge } from '../../billing/charge.ts';
import type { Day } from '../../kit/dates.ts';

/** Seats that were added at one time; less than none where some were given back. */
export type SeatBatch = {
  readonly quantity: number;
  readonly addedAt: Date;
  /** The first day for which they were charged then. */
  readonly from: Day;
  /** All seats of a new term: those that were there keep the day on which they came, and have a new window. */
  readonly isRenewal?: boolean;
};

/** What is left of a batch, and when its seats were last renewed. */
export type OpenBatch = SeatBatch & { readonly renewed?: Pick<SeatBatch, 'addedAt' | 'from'> };

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
  const windows = new Map<number, number>();
  for (const { quantity, addedAt, renewed } of openBatches(batches)) {
    const end = (renewed?.addedAt ?? addedAt).getTime() + hours * MS_PER_HOUR;
    if (now.getTime() < end) windows.set(end, (windows.get(end) ?? 0) + quantity);
  }
  const details = [...windows].map(([end, quantity]) => ({ quantity, allowedUntil: new Date(end) }));
  return { totalQuantity: details.reduce((seats, batch) => seats + batch.quantity, 0), details };
}

const MS_PER_HOUR = 3_600_000;

/** What is left of each batch: a negative one takes from those before it, the latest first. */
export function openBatches(batches: readonly SeatBatch[]): readonly OpenBatch[] {
  let open: readonly OpenBatch[] = [];
  for (const batch of batches) {
    if (batch.isRenewal === true) open = renewedBy(open, batch);
    else if (batch.quantity > 0) open = [...open, batch];
    else open = withoutLatest(open, -batch.quantity);
  }
  return open;
}

/** As many seats as the new term has. Those of which nobody knows when they came are as old as it. */
function renewedBy(open: readonly OpenBatch[], renewal: SeatBatch): readonly OpenBatch[] {
  const known = open.reduce((seats, { quantity }) => seats + quantity, 0);
  const kept = withoutLatest(open, Math.max(known - renewal.quantity, 0)).map((batch) => ({ ...batch, renewed: renewal }));
  return known < renewal.quantity ? [{ ...renewal, quantity: renewal.quantity - known }, ...kept] : kept;
}

function withoutLatest(open: readonly OpenBatch[], seats: number): readonly OpenBatch[] {
  const left = [...open];
  for (let back = seats; back > 0;) {
    const last = left.pop();
    if (last === undefined) break;
    if (last.quantity > back) left.push({ ...last, quantity: last.quantity - back });
    back -= last.quantity;
  }
  return left;
}

/** A ledger line with the instant at which it was written. */
export type DatedCharge = Charge & { readonly chargedAt: string };

/**
 * The batches that a subscription's ledger tells of: what was bought or renewed, and by how much each change differed from what
 * was before. A change that comes while a renewal is late is written together with it, and is a batch of its own behind it.
 */
export function batchesOf(ledger: readonly DatedCharge[]): readonly SeatBatch[] {
  return [...Map.groupBy(ledger, (line) => line.chargedAt)].flatMap(([at, lines]) => {
    const counted = lines.filter((line) => ADDS.has(line.cause));
    const renewal = batchOf(
      counted.filter((line) => line.cause === 'renew'),
      at,
    );
    const change = batchOf(
      counted.filter((line) => line.cause !== 'renew'),
      at,
    );
    return [...renewal.map((batch) => ({ ...batch, isRenewal: true })), ...change];
  });
}

/** The lines of one change that reach the end of its period: the old seats taken back, and the new ones. */
function batchOf(lines: readonly DatedCharge[], at: string): readonly SeatBatch[] {
  const until = lines
    .map((line) => line.span.until)
    .toSorted()
    .at(-1);
  const reaching = lines.filter((line) => line.span.until === until);
  const [first] = reaching;
  const quantity = reaching.reduce((seats, line) => seats + (line.amountMinor < 0 ? -line.quantity : line.quantity), 0);
  return first === undefined || quantity === 0 ? [] : [{ quantity, addedAt: new Date(at), from: first.span.from }];
}

/**
 * After a renewal a new window opens for all seats; a reactivation and another period add none. Seats that left by a
 * transition are gone from their batch, and those that came by one are in none: it cannot be taken back.
 */
const ADDS: ReadonlySet<string> = new Set(['purchase', 'upgrade_purchase', 'renew', 'seat_change', 'transition_cancel']);
