import type { Static } from 'typebox';
import type { DirectoryRole } from '../../customers/delegation/roles.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import type { User } from '../user.ts';
import type { CustomerRole, RoleMember } from './contract.ts';

/** A role as the wire has it. */
export function roleView({ id, name }: DirectoryRole, locale: Locale): Static<typeof CustomerRole> {
  return { id, name: inLocale(name, locale), attributes: { objectType: 'DirectoryRole' } };
}

/** Somebody who holds a role as the wire has it. */
export function roleMemberView(
  roleId: string,
  { id, displayName, userPrincipalName }: Pick<User, 'id' | 'displayName' | 'userPrincipalName'>,
): Static<typeof RoleMember> {
  return { id, displayName, userPrincipalName, roleId, attributes: { objectType: 'UserMember' } };
}
