import type { PartnerUserId } from '../../kit/ids.ts';
import type { Role } from '../caller.ts';
import type { PartnerUser } from '../people.ts';

/** What is to be different about a person; members left out stay as they are. */
export type StaffChange = { readonly displayName?: string; readonly roles?: readonly Role[]; readonly disabled?: boolean };

/** What decides about people and their roles. No rule looks anything up. */
export type StaffFacts = {
  /** Who asks. */
  readonly actor: { readonly userId: PartnerUserId; readonly roles: readonly Role[] };
  /** How many global admins of the partner can sign in, the person in question included. */
  readonly activeGlobalAdmins: number;
};

/** Why a person is left as they are. */
export type StaffRefusal =
  | { readonly code: 'global_admin_required' }
  | { readonly code: 'last_global_admin' }
  | { readonly code: 'own_account' };

/** The person afterwards, or why not. */
export type StaffDecision =
  | { readonly kind: 'decided'; readonly user: PartnerUser; readonly isChanged: boolean }
  | { readonly kind: 'refused'; readonly refusal: StaffRefusal };

/**
 * Decides about a change of a person. Only a global admin makes, changes or unmakes one, since everybody else could
 * otherwise make themselves one; the last one who can sign in stays; nobody shuts themselves out.
 */
export function decideStaffChange(user: PartnerUser, change: StaffChange, { actor, activeGlobalAdmins }: StaffFacts): StaffDecision {
  const after: PartnerUser = {
    ...user,
    displayName: change.displayName ?? user.displayName,
    roles: change.roles === undefined ? user.roles : inOrder(change.roles),
    disabled: change.disabled ?? user.disabled,
  };
  const isChanged = JSON.stringify(after) !== JSON.stringify({ ...user, roles: inOrder(user.roles) });
  if (!isChanged) return { kind: 'decided', user: after, isChanged };

  const concernsGlobalAdmin = isGlobalAdmin(user) || isGlobalAdmin(after);
  if (concernsGlobalAdmin && !actor.roles.includes('global_admin')) return refused({ code: 'global_admin_required' });
  if (canSignInAsGlobalAdmin(user) && !canSignInAsGlobalAdmin(after) && activeGlobalAdmins <= 1)
    return refused({ code: 'last_global_admin' });
  if (user.userId === actor.userId && after.disabled) return refused({ code: 'own_account' });
  return { kind: 'decided', user: after, isChanged };
}

/** Decides whether somebody may add a person with these roles. */
export function decideNewStaff(roles: readonly Role[], actor: StaffFacts['actor']): StaffRefusal | null {
  return roles.includes('global_admin') && !actor.roles.includes('global_admin') ? { code: 'global_admin_required' } : null;
}

/** The roles that come and go with a change. */
export function rolesChanged(
  before: readonly Role[],
  after: readonly Role[],
): { readonly added: readonly Role[]; readonly removed: readonly Role[] } {
  return { added: after.filter((role) => !before.includes(role)), removed: before.filter((role) => !after.includes(role)) };
}

function isGlobalAdmin({ roles }: Pick<PartnerUser, 'roles'>): boolean {
  return roles.includes('global_admin');
}

function canSignInAsGlobalAdmin(user: PartnerUser): boolean {
  return isGlobalAdmin(user) && !user.disabled;
}

/** Each role once, in the order of the alphabet, as the database gives them. */
function inOrder(roles: readonly Role[]): readonly Role[] {
  return [...new Set(roles)].toSorted();
}

function refused(refusal: StaffRefusal): StaffDecision {
  return { kind: 'refused', refusal };
}
