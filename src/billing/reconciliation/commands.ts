import { addDays, earlier, later, type Span } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { readCsv } from '../../platform/csv.ts';
import type { Reader } from '../../platform/reader.ts';
import { findInvoice } from '../invoices/store.ts';
import { compare, type Finding, type UpstreamLine } from './compare.ts';
import { listOwnLines, type LedgerPart } from './store.ts';
import { readReconciliation, type FileError } from './upstream.ts';

export type ReconcileOutcome =
  | { readonly kind: 'invalid'; readonly errors: readonly FileError[] }
  /** The file is another partner's. */
  | { readonly kind: 'other_partner'; readonly partnerId: string }
  | { readonly kind: 'no_such_invoice' }
  | { readonly kind: 'compared'; readonly findings: readonly Finding[] };

/**
 * Holds a reconciliation file against the ledger: against one invoice where one is named, otherwise against every line
 * whose charge begins in the days of the file. Without a partner it is whose the file says it is.
 */
export async function reconcile(
  reader: Reader,
  order: { readonly text: string; readonly partnerId: PartnerId | null; readonly invoiceNumber: number | null },
): Promise<ReconcileOutcome> {
  const read = readReconciliation(readCsv(order.text));
  if (read.kind === 'invalid') return read;
  if (order.partnerId !== null && read.partnerId !== order.partnerId) return { kind: 'other_partner', partnerId: read.partnerId };
  const partnerId = order.partnerId ?? (read.partnerId as PartnerId);
  if (order.invoiceNumber !== null && (await findInvoice(reader, partnerId, order.invoiceNumber)) === null)
    return { kind: 'no_such_invoice' };
  const part: LedgerPart = order.invoiceNumber === null ? partOf(read.lines) : { kind: 'invoice', number: order.invoiceNumber };
  return { kind: 'compared', findings: compare(read.lines, await listOwnLines(reader, partnerId, part)) };
}

function partOf(lines: readonly UpstreamLine[]): LedgerPart {
  const days = lines.reduce<Span | null>(
    (span, { from }) => ({ from: earlier(span?.from ?? from, from), until: later(span?.until ?? addDays(from, 1), addDays(from, 1)) }),
    null,
  );
  if (days === null) throw new Error('a file without lines was compared');
  return { kind: 'days', days, currencies: [...new Set(lines.map(({ currency }) => currency))] };
}
