import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';

/** A role of a partner's person; several at a time. */
export const RoleWord = Type.Enum([
  'global_admin',
  'user_management_admin',
  'billing_admin',
  'admin_agent',
  'sales_agent',
  'helpdesk_agent',
]);

/** A person of the partner. */
export const StaffMember = Type.Object({
  id: Type.String({ description: 'The `oid` of their tokens.' }),
  userPrincipalName: Type.String(),
  displayName: Type.String(),
  roles: Type.Array(RoleWord),
  state: Type.Enum(['active', 'disabled']),
  userCredentials: Type.Optional(
    Type.Object(
      { userName: Type.String(), password: Type.String() },
      { description: 'Only in the answer to the creation, and only where the built-in provider signs people in.' },
    ),
  ),
  attributes: Attributes('PartnerUser'),
});
export const Staff = Collection(StaffMember);

export const StaffParams = Type.Object({ userId: Guid });

export const NewStaffMember = Type.Object({
  /** The object id at the issuer that signs people in; the built-in provider needs none. */
  id: Type.Optional(Guid),
  userPrincipalName: Type.String({ minLength: 3, maxLength: 256, pattern: '^[^\\s@]+@[^\\s@]+$' }),
  displayName: Type.String({ minLength: 1, maxLength: 256 }),
  roles: Type.Array(RoleWord, { maxItems: 6 }),
});

export const StaffMemberChange = Type.Object({
  displayName: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
  roles: Type.Optional(Type.Array(RoleWord, { maxItems: 12 })),
  state: Type.Optional(Type.Enum(['active', 'disabled'])),
});

/** The rights table, so that a client can say which role may what. */
export const RightsTable = Type.Object({
  rights: Type.Array(
    Type.Object({
      right: Type.String(),
      asks: Type.Enum(['nothing', 'caller', 'role']),
      roles: Type.Array(RoleWord, { description: 'Those that may, where a role is asked for.' }),
      applications: Type.Boolean({ description: 'Whether a token without a person suffices.' }),
    }),
  ),
  attributes: Attributes('RightsTable'),
});

export type StaffMember = Static<typeof StaffMember>;
export type RightsTable = Static<typeof RightsTable>;
