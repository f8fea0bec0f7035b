import { prorate, unboundPart } from '../billing/rounding.ts';
import { minor } from '../kit/money.ts';
import type { Db } from '../platform/db.ts';
import type { Reader } from '../platform/reader.ts';
import type { Difference, Verification } from './differences.ts';
import { readInvoiceNumbers, readInvoices, readLines, readSeats, type ChargedDays, type KeptLine, type KeptSeats } from './store.ts';

/** Works out again what can be, from one moment of everything, and changes nothing. */
export function verify(db: Db, now: Date): Promise<Verification> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    const ledger = await verifyLines(tx);
    const [invoices, numbers] = [await readInvoices(tx), await readInvoiceNumbers(tx)];
    const seats = await readSeats(tx, now);
    const told = seats.flatMap(toldOf);
    return {
      lines: ledger.count,
      invoices: invoices.length,
      subscriptions: told.length,
      subscriptionsNotTold: seats.filter((each) => each.kept > 0 && toldOf(each).length === 0).length,
      differences: [
        ...ledger.differences,
        ...invoices.filter(({ kept, derived }) => kept !== derived).map((each) => ({ kind: 'invoice' as const, ...each })),
        ...numbers.filter(({ last, count }) => last !== count).map((each) => ({ kind: 'invoice_numbers' as const, ...each })),
        ...told.filter(({ kept, derived }) => kept !== derived).map((each) => ({ kind: 'seats' as const, ...each })),
      ],
    };
  });
}

const LINES_AT_ONCE = 5000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

async function verifyLines(reader: Reader): Promise<{ readonly count: number; readonly differences: readonly Difference[] }> {
  const differences: Difference[] = [];
  let count = 0;
  let behind: Pick<KeptLine, 'customerId' | 'chargeId'> = { customerId: BEFORE_ALL, chargeId: BEFORE_ALL };
  for (;;) {
    const lines = await readLines(reader, behind, LINES_AT_ONCE);
    differences.push(...lines.flatMap(differenceOf));
    count += lines.length;
    const last = lines.at(-1);
    if (last === undefined) return { count, differences };
    behind = last;
  }
}

/**
 * A credit is its charge, negative. One that was bound to what other lines charged can only be held against all of its period;
 * lines from before parts were bound to the whole are as the published examples have them.
 */
function differenceOf({ customerId, chargeId, amountMinor, rounding, ...part }: KeptLine): readonly Difference[] {
  const kept = Math.abs(amountMinor);
  if (rounding === 'as_charged' && kept <= part.unitPriceMinor * part.quantity) return [];
  const charged = rounding === 'as_charged' ? minor(part.unitPriceMinor * part.quantity) : prorate(part, rounding);
  const derived = amountMinor < 0 ? minor(-charged) : charged;
  if (rounding !== 'as_charged' && kept === unboundPart(part, rounding)) return [];
  return derived === amountMinor ? [] : [{ kind: 'amount', customerId, chargeId, kept: amountMinor, derived }];
}

/** The seats of a subscription where the ledger tells of them. */
function toldOf({ derived, lines, ...each }: KeptSeats): readonly ToldSeats[] {
  return derived === null || lines.some(isWorthNothing) ? [] : [{ ...each, derived }];
}

type ToldSeats = Omit<KeptSeats, 'derived' | 'lines'> & { readonly derived: number };

/**
 * Whether one seat's days that are left of a line come to nothing, in its own rounding or in that of seat changes in new
 * commerce, which cuts off. A change of seats that costs nothing, or gives nothing back, has no line: of it the ledger cannot tell.
 */
function isWorthNothing({ rounding, ...left }: ChargedDays): boolean {
  const seat = { ...left, days: Math.min(left.days, left.periodDays), quantity: 1 };
  return prorate(seat, 'truncated_total') === 0 || (rounding !== 'as_charged' && prorate(seat, rounding) === 0);
}
