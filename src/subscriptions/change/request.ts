import type { Caller } from '../../access/caller.ts';
import { may, type Permission, type Right } from '../../access/permissions.ts';
import { readEtag } from '../../platform/etag.ts';
import type { Subscription } from '../subscription.ts';
import type { Change } from './change.ts';

/** The ETags that a request brings, by where they stand: in `If-Match`, and in the body as it was read. */
export type Etags = { readonly ifMatch: string | null; readonly inBody: string | null };

/**
 * Whether the request was made of the subscription as it is. None of the client libraries sends `If-Match`, but most send
 * the ETag back inside the body; where neither is there nothing is checked.
 */
export function freshness({ ifMatch, inBody }: Etags, subscription: Subscription): 'fresh' | 'precondition_failed' | 'etag_stale' {
  if (ifMatch !== null && ifMatch.trim() !== '*' && !ifMatch.split(',').some((etag) => isOf(etag, subscription)))
    return 'precondition_failed';
  if (inBody !== null && inBody.trim() !== '' && !isOf(inBody, subscription)) return 'etag_stale';
  return 'fresh';
}

function isOf(text: string, { id, version }: Subscription): boolean {
  const etag = readEtag(text);
  return etag !== null && etag.id === id && etag.version === version;
}

/** What stands between a caller and a change; null where they may make it. The route itself asks for the right to change seats. */
export function forbidden(
  caller: Caller,
  change: Change,
): { readonly right: Right; readonly permission: Exclude<Permission, { kind: 'allowed' }> } | null {
  const { status, autoRenew, resellerMpnId, unassignUserIds } = change;
  const rights: Right[] = [];
  if (status !== null || autoRenew !== null || resellerMpnId !== null) rights.push('subscriptions.lifecycle');
  if (unassignUserIds.length > 0) rights.push('licenses.assign');
  for (const right of rights) {
    const permission = may(caller, right);
    if (permission.kind !== 'allowed') return { right, permission };
  }
  return null;
}
