import type { Role } from '../caller.ts';
import { ROLES } from '../caller.ts';
import type { PartnerUser } from '../people.ts';
import { allRights, RIGHTS, type Rule } from '../permissions.ts';
import type { RightsTable, StaffMember } from './contract.ts';

/** A person of the partner as the wire has it. */
export function staffView(user: PartnerUser, password: string | null = null): StaffMember {
  return {
    id: user.userId,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    roles: [...user.roles].toSorted((a: Role, b: Role) => ROLES.indexOf(a) - ROLES.indexOf(b)),
    state: user.disabled ? 'disabled' : 'active',
    ...(password === null ? {} : { userCredentials: { userName: user.userPrincipalName, password } }),
    attributes: { objectType: 'PartnerUser' },
  };
}

/** The rights table as the wire has it. */
export function rightsView(): RightsTable {
  const rights = allRights().map((right) => {
    const rule: Rule = RIGHTS[right];
    return {
      right,
      asks: rule.asks,
      roles: rule.asks === 'role' ? [...rule.roles] : [],
      applications: rule.asks === 'nothing' || rule.applications,
    };
  });
  return { rights, attributes: { objectType: 'RightsTable' } };
}
