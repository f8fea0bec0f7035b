import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';
import { SentRequest } from '../relationships/contract.ts';

const instant = Type.String({ format: 'date-time' });
const Level = Type.Enum(['none', 'read', 'write'], {
  description: 'How far it reaches: `read` suffices to upgrade a subscription, `write` also to move the users’ licenses.',
});

/** A role that can be asked for. */
export const DelegatedAdminRole = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  directoryLevel: Level,
  attributes: Attributes('DirectoryRole'),
});
export const DelegatedAdminRoles = Collection(DelegatedAdminRole);

/** Delegated administration that is limited in time and scope. The members are those of the public directory API. */
export const DelegatedAdminRelationship = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  duration: Type.String({ description: 'ISO 8601, `P1D` to `P2Y`.' }),
  autoExtendDuration: Type.String({ description: '`PT0S`, or `P180D`.' }),
  customer: Type.Object({ tenantId: Type.String(), displayName: Type.String() }),
  accessDetails: Type.Object({ unifiedRoles: Type.Array(Type.Object({ roleDefinitionId: Type.String(), displayName: Type.String() })) }),
  status: Type.Enum(['approvalPending', 'active', 'expiring', 'expired', 'terminated']),
  createdDateTime: instant,
  lastModifiedDateTime: instant,
  activatedDateTime: Type.Optional(instant),
  endDateTime: Type.Optional(instant),
  '@odata.etag': Type.String(),
  requestExpiresDateTime: instant,
  createdBy: Type.String(),
  approvedBy: Type.Optional(Type.String()),
  terminatedBy: Type.Optional(Type.Enum(['partner', 'customer', 'rejected', 'relationship_ended'])),
  daysLeft: Type.Optional(Type.Integer({ description: 'Whole days until it ends, while it runs.' })),
  directoryLevel: Level,
  request: Type.Optional(
    Type.Pick(SentRequest, ['url', 'message'], { description: 'The link to send. Only in the answer to the creation.' }),
  ),
  attributes: Attributes('DelegatedAdminRelationship'),
});
export const DelegatedAdminRelationships = Collection(DelegatedAdminRelationship);

export const DelegatedAdminQuery = Type.Object({
  size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 100.' })),
  seekOperation: Type.Optional(Type.Enum(['Next', 'First'])),
  expiringWithinDays: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 730, description: 'Only those that run out within so many days.' }),
  ),
});

const AutoExtendDuration = Type.Enum(['PT0S', 'P0D', 'P180D']);

export const NewDelegatedAdmin = Type.Object({
  displayName: Type.String({ minLength: 1, maxLength: 50 }),
  duration: Type.String({ maxLength: 20 }),
  autoExtendDuration: Type.Optional(AutoExtendDuration),
  accessDetails: Type.Object({ unifiedRoles: Type.Array(Type.Object({ roleDefinitionId: Guid }), { minItems: 1, maxItems: 30 }) }),
});

export const DelegatedAdminChange = Type.Object({ autoExtendDuration: AutoExtendDuration });

export const DelegatedAdminParams = Type.Object({ customerId: Guid, relationshipId: Guid });

/** What is to be done with a relationship; only its end can be ordered by the partner. */
export const DelegatedAdminOrder = Type.Object({ action: Type.Enum(['terminate']) });

export const DelegatedAdminOrdered = Type.Object({
  id: Type.String(),
  action: Type.Literal('terminate'),
  status: Type.Literal('succeeded'),
  createdDateTime: instant,
  attributes: Attributes('DelegatedAdminRelationshipRequest'),
});

export type DelegatedAdminRelationship = Static<typeof DelegatedAdminRelationship>;
export type DelegatedAdminRole = Static<typeof DelegatedAdminRole>;
