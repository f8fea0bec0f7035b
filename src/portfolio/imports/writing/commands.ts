import { announce, recordAudit } from '../../../audit/store.ts';
import { lockTenant } from '../../../customers/relationships/store.ts';
import { isGuid, type CustomerId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import { writeAll } from '../../../platform/write.ts';
import type { Mistake } from '../cells.ts';
import type { Wanted } from '../wanted.ts';
import type { Import, Tally } from '../import.ts';
import type { FileRow, Writing } from './parts.ts';
import { partsOf } from './steps.ts';
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
  const needs = rows.flatMap(({ content }) => content.needs ?? []);
  const ground = await readGround(tx, { kind, partnerId, customerId }, { keys, needs: [...new Set(needs)] });
  const isStranger = kind === 'customers' ? ground !== null && !ground.isOurs : ground?.isOurs !== true;
  if (isStranger) return refused(rows.map((row) => ({ row, column: 'customer', wanted: { what: 'customer_still_yours' } })));
  const isTaken = (key: string) => ground?.taken.has(key) === true;
  const fresh = rows.filter(({ content }) => !content.keys.some(isTaken));
  const missing = fresh.flatMap((row) => missingFor(row, ground?.there));
  const possible = fresh.filter((row) => !missing.some((each) => each.row === row));
  if (possible.length > 0) {
    const parts = partsOf(kind, possible, { ...writing, partnerId, actor, customerId, companyName: ground?.companyName ?? '' });
    writeAll(tx, customerId, [...parts.writes, recordAudit(parts.audits), announce(parts.announcements)]);
  }
  const gone = refused(missing);
  return {
    tally: { written: possible.length, known: rows.length - fresh.length, refused: gone.mistakes.length },
    mistakes: gone.mistakes,
  };
}

/** A row that something keeps from being written that changed after the check. */
type Missing = { readonly row: FileRow; readonly column: string; readonly wanted: Wanted };

function missingFor(row: FileRow, there: ReadonlySet<string> | undefined): readonly Missing[] {
  const need = row.content.needs?.find((each) => there?.has(each) !== true);
  if (need === undefined) return [];
  return [
    isGuid(need)
      ? { row, column: 'user', wanted: { what: 'user_still_there' } }
      : { row, column: 'group', wanted: { what: 'group_still_so' } },
  ];
}

function refused(rows: readonly Missing[]): Written {
  return {
    tally: { written: 0, known: 0, refused: rows.length },
    mistakes: rows.map(({ row: { line }, column, wanted }) => ({ line, column, found: '', wanted })),
  };
}
