import type { Doer, JournalEntry } from '../../access/journal/entry.ts';
import type { RelationshipRequest } from './request.ts';

/** How something reached us. */
export type Origin = { readonly correlationId: string; readonly remoteAddress: string | null };

/** The entry of what happened to a request. The secret of its link is nowhere in it. */
export function requestEntry(
  operationType: string,
  request: RelationshipRequest,
  doer: Doer,
  { correlationId, remoteAddress }: Origin,
  { now, newId, failure = null }: { readonly now: Date; readonly newId: () => string; readonly failure?: string | null },
): JournalEntry {
  const { asked } = request;
  return {
    auditId: newId(),
    partnerId: request.partnerId,
    doer,
    remoteAddress,
    correlationId,
    resourceType: 'relationship_request',
    resourceId: request.id,
    operationType,
    status: failure === null ? 'succeeded' : 'failed',
    oldValue: null,
    newValue: {
      Id: request.id,
      Kind: asked.kind,
      WithDelegatedAdmin: asked.kind === 'reseller' && asked.withDelegatedAdmin,
      Note: request.note,
      ExpiresAt: request.expiresAt.toISOString(),
    },
    customizedData: failure === null ? [] : [{ key: 'Reason', value: failure }],
    at: now,
  };
}
