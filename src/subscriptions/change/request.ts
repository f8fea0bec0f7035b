import type { Caller } from '../../access/caller.ts';
import { may, type Permission, type Right } from '../../access/permissions.ts';
import type { Change } from './change.ts';

/** What stands between a caller and a change; null where they may make it. The route itself asks for the right to change seats. */
export function forbidden(
  caller: Caller,
  change: Change,
): { readonly right: Right; readonly permission: Exclude<Permission, { kind: 'allowed' }> } | null {
  const { status, autoRenew, resellerMpnId, nextTerm, unassignUserIds } = change;
  const rights: Right[] = [];
  // What the next term is to be commits the customer like a renewal.
  const isLife = [status, autoRenew, resellerMpnId, nextTerm].some((member) => member !== null);
  if (isLife) rights.push('subscriptions.lifecycle');
  if (unassignUserIds.length > 0) rights.push('licenses.assign');
  for (const right of rights) {
    const permission = may(caller, right);
    if (permission.kind !== 'allowed') return { right, permission };
  }
  return null;
}
