import { readFileSync } from 'node:fs';
import type { Db } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { numberOf } from '../invoices/invoice.ts';
import { reconcile, type ReconcileOutcome } from './commands.ts';

/** Holds a file of this machine against the ledger of the partner that it names, or against one of its invoices. */
export async function reconcileFile(db: Db, path: string, invoiceId: string | null): Promise<ReconcileOutcome> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    return { kind: 'invalid', errors: [{ line: 1, column: '', problem: `cannot be read: ${(error as Error).message}` }] };
  }
  const invoiceNumber = invoiceId === null ? null : numberOf(invoiceId);
  if (invoiceId !== null && invoiceNumber === null) return { kind: 'no_such_invoice' };
  return reconcile(readerOf(db), { text, partnerId: null, invoiceNumber });
}
