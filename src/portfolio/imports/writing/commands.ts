import { announce, recordAudit } from '../../../audit/store.ts';
import { lockTenant } from '../../../customers/relationships/store.ts';
import type { CustomerId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import { writeAll } from '../../../platform/write.ts';
import type { Mistake } from '../cells.ts';
import type { Wanted } from '../wanted.ts';
import type { Import, Tally } from '../import.ts';
import { partsOf, type FileRow, type Writing } from './steps.ts';
import { readGround } from './store.ts';

/** What came of the rows of one customer. */
export type Written = { readonly tally: Tally; readonly mistakes: readonly Mistake[] };

/**
 * Writes rows of one customer, all in this transaction and under its lock. What is there under the same key stays as it
 * is, so rows that come a second time are written once.
 */
export async function writeRows(tx: Tx, job: Import, customerId: CustomerId, rows: readonly FileRow[], writing: Writing): Promise<Written> {
  const { kind, partnerId, actor } = job;
  await lockTenant(tx, customerId);
  const keys = rows.flatMap(({ content }) => content.keys);
  const ground = await readGround(tx, { kind, partnerId, customerId }, keys);
  const isStranger = kind === 'customers' ? ground !== null && !ground.isOurs : ground?.isOurs !== true;
  if (isStranger) return refused(rows, { what: 'customer_still_yours' });
  const isTaken = (key: string) => ground?.taken.has(key) === true;
  const fresh = rows.filter(({ content }) => !content.keys.some(isTaken));
  const possible = fresh.filter(({ content }) => kind !== 'licenses' || content.keys.every((key) => isTaken(key.split(' ')[0] ?? '')));
  if (possible.length > 0) {
    const parts = partsOf(kind, possible, { ...writing, partnerId, actor, customerId, companyName: ground?.companyName ?? '' });
    writeAll(tx, customerId, [...parts.writes, recordAudit(parts.audits), announce(parts.announcements)]);
  }
  const gone = refused(
    fresh.filter((row) => !possible.includes(row)),
    { what: 'user_still_there' },
  );
  return {
    tally: { written: possible.length, known: rows.length - fresh.length, refused: gone.mistakes.length },
    mistakes: gone.mistakes,
  };
}

function refused(rows: readonly FileRow[], wanted: Wanted): Written {
  return {
    tally: { written: 0, known: 0, refused: rows.length },
    mistakes: rows.map(({ line }) => ({ line, column: 'customer', found: '', wanted })),
  };
}
