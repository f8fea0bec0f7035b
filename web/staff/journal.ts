import { useState } from 'react';
import type { PartnerAuditRecord } from '../../src/access/journal/contract.ts';
import { usePages } from '../kit/usePages.ts';

/** The kinds of entries that the journal can be narrowed to. */
export const JOURNAL_KINDS = [
  'sign_in',
  'partner_user',
  'relationship_request',
  'partner_relationship',
  'application',
  'webhook',
  'trusted_issuer',
  'campaign',
] as const;

/** What the journal is narrowed to; nothing for everything. */
export type JournalFilter = { readonly kind?: string; readonly outcome?: string };

/** What was done in the partner's own house in the last 90 days, latest first. */
export function useJournal({ kind, outcome }: JournalFilter) {
  const query = new URLSearchParams({ size: '50' });
  const [since] = useState(firstDay);
  query.set('startDate', since);
  if (kind !== undefined) query.set('resourceType', kind);
  if (outcome !== undefined) query.set('operationStatus', outcome);
  return usePages<PartnerAuditRecord>(['partnerjournal', kind ?? '', outcome ?? ''], `/partnerauditrecords?${query.toString()}`);
}

/** A value that an entry carries under a key; null where it has none. */
export function valueIn({ customizedData }: PartnerAuditRecord, key: string): string | null {
  return customizedData.find((each) => each.key === key)?.value ?? null;
}

/** Whom or what an entry is about, as far as it says so in words. */
export function subjectOf({ resourceNewValue, resourceOldValue }: PartnerAuditRecord): string {
  const value = membersOf(resourceNewValue ?? resourceOldValue);
  for (const name of ['DisplayName', 'UserPrincipalName', 'Note', 'Name', 'MpnId', 'WebhookUrl']) {
    const text = value[name];
    if (typeof text === 'string' && text !== '') return text;
  }
  return '';
}

function membersOf(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** The earliest day that the server can be asked for. */
function firstDay(): string {
  return new Date(Date.now() - 89 * 86_400_000).toISOString().slice(0, 10);
}
