import type { KeptEntry } from '../../access/journal/entry.ts';
import { isGuid } from '../../kit/ids.ts';

/** An audit entry as it is read back, with whose it is. */
export type AuditRecord = KeptEntry & { readonly customerId: string; readonly customerName: string | null };

/** Where a list of records goes on: after this one. */
export type RecordPosition = { readonly at: string; readonly customerId: string; readonly auditId: string };

/** The id on the wire: partner, customer, entry, what was done, and when in ticks of 100 nanoseconds since the year 1. */
export function recordIdOf({
  partnerId,
  customerId,
  auditId,
  operationType,
  at,
}: Pick<AuditRecord, 'customerId' | 'auditId' | 'operationType' | 'at'> & { readonly partnerId: string }): string {
  const ticks = (BigInt(Date.parse(at)) - YEAR_ONE_MS) * 10_000n;
  return [partnerId, customerId, auditId, operationType.replaceAll('_', ''), ticks].join('_');
}

const YEAR_ONE_MS = -62_135_596_800_000n;

/** Which entry an id of the wire means; null for what is none of ours. */
export function readRecordId(text: string): { readonly customerId: string; readonly auditId: string } | null {
  const [, customerId = '', auditId = ''] = text.toLowerCase().split('_');
  return isGuid(customerId) && isGuid(auditId) ? { customerId, auditId } : null;
}
