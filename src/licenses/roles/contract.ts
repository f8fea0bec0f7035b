import { Type } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';

/** A role of the customer's directory. */
export const CustomerRole = Type.Object({
  id: Type.String(),
  name: Type.String(),
  attributes: Attributes('DirectoryRole'),
});
export const CustomerRoles = Collection(CustomerRole);

/** A user who holds a role. */
export const RoleMember = Type.Object({
  id: Type.String({ description: 'The user.' }),
  displayName: Type.String(),
  userPrincipalName: Type.String(),
  roleId: Type.String(),
  attributes: Attributes('UserMember'),
});
export const RoleMembers = Collection(RoleMember);

export const RoleParams = Type.Object({ customerId: Guid, roleId: Guid });
export const RoleMemberParams = Type.Object({ customerId: Guid, roleId: Guid, userId: Guid });
export const RoleMembersQuery = Type.Object({
  size: Type.Optional(Type.Integer()),
  seekOperation: Type.Optional(Type.Enum(['Next', 'First'])),
});
/** Clients send the name too; the directory knows it. */
export const NewRoleMember = Type.Object({ id: Guid });
