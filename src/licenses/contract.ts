import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid, Link } from '../platform/contract.ts';

/** A person in the customer's directory. */
export const CustomerUser = Type.Object({
  usageLocation: Type.Optional(Type.String({ description: 'ISO country. Without it no licence can be assigned.' })),
  id: Type.String(),
  userPrincipalName: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  displayName: Type.String(),
  immutableId: Type.Optional(Type.String()),
  phoneNumber: Type.Optional(Type.String()),
  userDomainType: Type.Enum(['none', 'managed', 'federated']),
  state: Type.Enum(['active', 'inactive'], { description: '`inactive`: deleted, and kept for a while.' }),
  softDeletionTime: Type.Optional(Type.String({ format: 'date-time' })),
  products: Type.Optional(
    Type.Array(
      Type.Object({
        skuId: Type.String(),
        name: Type.String(),
        assignedDirectly: Type.Boolean(),
        assignedByGroup: Type.Boolean(),
      }),
      { description: 'What the user holds; only in lists asked for with `include=products`. Not in Partner Center’s own resource.' },
    ),
  ),
  links: Type.Object({ self: Link }),
  attributes: Attributes('CustomerUser'),
});
export const CustomerUsers = Collection(CustomerUser);

export const LicenseGroupId = Type.Enum(['none', 'group1', 'group2'], { description: '`group1`: licences that the directory manages.' });

export const ProductSku = Type.Object({
  id: Type.String({ description: 'SKU id of the directory.' }),
  name: Type.String(),
  skuPartNumber: Type.String(),
  targetType: Type.Enum(['User', 'Tenant']),
  licenseGroupId: LicenseGroupId,
});

export const ServicePlan = Type.Object({
  displayName: Type.String(),
  serviceName: Type.String({ description: 'The directory’s name, e.g. `EXCHANGE_S_STANDARD`.' }),
  id: Type.String(),
  capabilityStatus: Type.String({ description: '`Enabled` on a product; `Assigned` or `Disabled` on a user’s licence.' }),
  targetType: Type.Enum(['User', 'Tenant']),
});

/** The seats of one product in a tenant, from all its subscriptions and whoever sold them. */
export const SubscribedSku = Type.Object({
  availableUnits: Type.Integer({ description: 'total − consumed; below zero where more users hold a licence than there are seats.' }),
  activeUnits: Type.Integer(),
  consumedUnits: Type.Integer({ description: 'Users who hold a licence.' }),
  suspendedUnits: Type.Integer(),
  totalUnits: Type.Integer({ description: 'active + warning' }),
  warningUnits: Type.Integer(),
  productSku: ProductSku,
  servicePlans: Type.Array(ServicePlan),
  capabilityStatus: Type.String({
    description: '`Enabled`; `Warning` where the term of all its seats is over, and `Suspended` where none can be used.',
  }),
  attributes: Attributes('SubscribedSku'),
});
export const SubscribedSkus = Collection(SubscribedSku);

/** One product that a user holds, with its service plans. */
export const License = Type.Object({
  productSku: ProductSku,
  servicePlans: Type.Array(ServicePlan),
  assignedByGroups: Type.Optional(
    Type.Array(Type.Object({ id: Type.String(), displayName: Type.String() }), {
      description: 'Groups that hand it on. Not in Partner Center’s own resource.',
    }),
  ),
  assignedDirectly: Type.Boolean({ description: 'Not in Partner Center’s own resource.' }),
  assignments: Type.Array(
    Type.Object({
      group: Type.Optional(Type.Object({ id: Type.String(), displayName: Type.String() })),
      disabledPlanIds: Type.Array(Type.String()),
    }),
    {
      description:
        'Each way in which the user has it, with what is switched off in it; without `group`: directly. Not in Partner Center’s own resource.',
    },
  ),
  attributes: Attributes('License'),
});
export const Licenses = Collection(License);

export const UserParams = Type.Object({ customerId: Guid, userId: Guid });

export const UsersQuery = Type.Object({
  size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 100.' })),
  filter: Type.Optional(
    Type.String({
      description:
        'JSON, e.g. `{"Field":"UserState","Value":"Inactive","Operator":"equals"}`. Fields: UserState; DisplayName and UserPrincipalName by starts_with.',
    }),
  ),
  seekOperation: Type.Optional(
    Type.Enum(['Next', 'Previous', 'First', 'Last', 'PageIndex'], {
      description: '`Next` with the header MS-ContinuationToken, or `First`.',
    }),
  ),
  sortField: Type.Optional(Type.Enum(['DisplayName', 'UserPrincipalName'])),
  sortDirection: Type.Optional(Type.Enum(['Ascending', 'Descending'])),
  search: Type.Optional(Type.String({ description: 'The beginning of the display name or the sign-in name. Not in Partner Center.' })),
  skuId: Type.Optional({ ...Guid, description: 'Only users who hold this product. Not in Partner Center.' }),
  include: Type.Optional(Type.Enum(['products'], { description: 'What each user holds, with the user. Not in Partner Center.' })),
});

export const LicenseGroupsQuery = Type.Object({
  licenseGroupIds: Type.Optional(Type.Array(LicenseGroupId, { description: 'Repeated or with commas; none: group1.' })),
});

export type CustomerUser = Static<typeof CustomerUser>;
export type License = Static<typeof License>;
export type ProductSku = Static<typeof ProductSku>;
export type ServicePlan = Static<typeof ServicePlan>;
export type SubscribedSku = Static<typeof SubscribedSku>;
