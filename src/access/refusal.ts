import type { FaultSaid } from '../platform/faults.ts';
import type { Permission, Right } from './permissions.ts';

/** What a caller is told who may not: the roles that may, or that a person has to sign in. */
export function notAllowed(right: Right, permission: Exclude<Permission, { kind: 'allowed' }>): FaultSaid {
  if (permission.kind === 'user_required') {
    return { code: 900329, description: 'This needs a signed-in person: an app-only token does not suffice.', data: [right] };
  }
  const description = `Your roles do not allow this. One of these does: ${permission.roles.join(', ')}.`;
  return { code: 900150, description, data: permission.roles };
}
