import { answerOnce, type Effect } from '../../../audit/commands.ts';
import type { Question } from '../../../audit/question.ts';
import { announce, recordAudit } from '../../../audit/store.ts';
import { lockTenant } from '../../../customers/relationships/store.ts';
import { isGuid, type CustomerId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import { hashOf } from '../../../platform/hash.ts';
import type { Write } from '../../../platform/write.ts';
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
 * is. Beside what it writes stands what came of it: where the same rows of the same import come a second time, because it
 * was cut short before it noted how far it got, that is the answer, whatever became of the customer since.
 */
export async function writeRows(tx: Tx, job: Import, customerId: CustomerId, rows: readonly FileRow[], writing: Writing): Promise<Written> {
  const [, { body }] = await Promise.all([
    lockTenant(tx, customerId),
    // Behind the wait for the customer, on the same way.
    answerOnce(tx, { customerId, question: questionOf(job, rows), at: writing.now }, () => writeFresh(tx, job, customerId, rows, writing)),
  ]);
  return body as Written;
}

/** The import asks, not whoever started it: somebody else who resumes it goes on with the same question. */
function questionOf({ id }: Import, rows: readonly FileRow[]): Question {
  return { callerId: id, requestId: id, question: hashOf(`write the lines ${rows.map(({ line }) => line).join(' ')}`) };
}

/** Makes of the rows what is to be written. Where nothing is, nothing is kept either: they can be judged again. */
async function writeFresh(tx: Tx, job: Import, customerId: CustomerId, rows: readonly FileRow[], writing: Writing): Promise<Effect> {
  const { kind, partnerId, actor } = job;
  const keys = rows.flatMap(({ content }) => content.keys);
  const needs = rows.flatMap(({ content }) => content.needs ?? []);
  const ground = await readGround(tx, { kind, partnerId, customerId }, { keys, needs: [...new Set(needs)] });
  const isStranger = kind === 'customers' ? ground !== null && !ground.isOurs : ground?.isOurs !== true;
  if (isStranger) return effect(refused(rows.map((row) => ({ row, column: 'customer', wanted: { what: 'customer_still_yours' } }))));
  const isTaken = (key: string) => ground?.taken.has(key) === true;
  const fresh = rows.filter(({ content }) => !content.keys.some(isTaken));
  const missing = fresh.flatMap((row) => missingFor(row, ground?.there));
  const possible = fresh.filter((row) => !missing.some((each) => each.row === row));
  const gone = refused(missing);
  const written = {
    tally: { written: possible.length, known: rows.length - fresh.length, refused: gone.mistakes.length },
    mistakes: gone.mistakes,
  };
  if (possible.length === 0) return effect(written);
  const parts = partsOf(kind, possible, { ...writing, partnerId, actor, customerId, companyName: ground?.companyName ?? '' });
  return effect(written, [...parts.writes, recordAudit(parts.audits), announce(parts.announcements)]);
}

function effect(written: Written, writes: readonly Write[] = []): Effect {
  return { answer: { status: 200, body: written }, writes };
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
