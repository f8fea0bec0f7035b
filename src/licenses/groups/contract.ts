import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid, Link } from '../../platform/contract.ts';
import { BULK_USERS_MAX, LicenseReason, LicenseUpdateResult } from '../assignment/contract.ts';
import { ProductSku, ServicePlan } from '../contract.ts';

/** A product that a group hands on to its members. */
export const GroupLicense = Type.Object({
  productSku: ProductSku,
  servicePlans: Type.Array(ServicePlan),
  membersWithLicense: Type.Integer(),
  membersWithout: Type.Integer({ description: 'Members who could not be given it; the list of members says why.' }),
});

/** A group of the customer’s directory. Not in Partner Center’s own API. */
export const Group = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  memberCount: Type.Integer(),
  licenses: Type.Array(GroupLicense),
  links: Type.Object({ self: Link }),
  attributes: Attributes('Group'),
});
export const Groups = Collection(Group);

export const GroupMember = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  userPrincipalName: Type.String(),
  usageLocation: Type.Optional(Type.String()),
  licenses: Type.Array(
    Type.Object({
      skuId: Type.String(),
      product: Type.String(),
      state: Type.Enum(['assigned', 'missing']),
      reasons: Type.Array(LicenseReason, {
        description: 'Why the group’s licence did not reach the member; empty once nothing is in the way any more.',
      }),
    }),
  ),
  attributes: Attributes('GroupMember'),
});
export const GroupMembers = Collection(GroupMember);

export const GroupParams = Type.Object({ customerId: Guid, groupId: Guid });
export const MemberParams = Type.Object({ customerId: Guid, groupId: Guid, userId: Guid });
export const GroupsQuery = Type.Object({ size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 100.' })) });

export const NewGroupBody = Type.Object({ displayName: Type.String({ minLength: 1, maxLength: 256 }) });
export const NewMembersBody = Type.Object({ userIds: Type.Array(Guid, { minItems: 1, maxItems: BULK_USERS_MAX }) });

export const GroupLicensesBody = Type.Object({
  licenses: Type.Array(Type.Object({ skuId: Guid, excludedPlans: Type.Optional(Type.Array(Guid)) }), {
    description: 'Everything the group is to hand on. A product that is left out is taken from its members, in the same operation.',
  }),
  membersWhoCannot: Type.Optional(
    Type.Enum(['refuse', 'keep_old'], {
      description: '`refuse` (default): nothing changes while one member cannot. `keep_old`: those keep what they have, assigned directly.',
    }),
  ),
  preview: Type.Optional(Type.Boolean({ description: 'Only work it out; nothing changes.' })),
});

/** What a change of a group or its members came to. */
export const GroupChange = Type.Object({
  preview: Type.Boolean(),
  usersChanged: Type.Integer(),
  usersUnchanged: Type.Integer(),
  usersRefused: Type.Integer(),
  results: Type.Array(LicenseUpdateResult, { description: 'The users for whom something was in the way.' }),
  attributes: Attributes('GroupChange'),
});

export type Group = Static<typeof Group>;
export type GroupMember = Static<typeof GroupMember>;
export type GroupChange = Static<typeof GroupChange>;
