import { Type, type Static } from 'typebox';
import { Attributes, Collection } from '../../platform/contract.ts';

/** What was done in the partner's own house; the members are those of an audit record of a customer. */
export const PartnerAuditRecord = Type.Object({
  id: Type.String(),
  partnerId: Type.String(),
  userPrincipalName: Type.Optional(Type.String()),
  applicationId: Type.Optional(Type.String()),
  remoteAddress: Type.Optional(Type.String()),
  resourceType: Type.String({ description: '`partner_user`, `partner_relationship`, `relationship_request` or `sign_in`.' }),
  resourceId: Type.Optional(Type.String()),
  resourceOldValue: Type.Optional(Type.String({ description: 'JSON as text.' })),
  resourceNewValue: Type.Optional(Type.String({ description: 'JSON as text.' })),
  operationType: Type.String(),
  operationStatus: Type.String({ description: '`succeeded` or `failed`.' }),
  operationDate: Type.String({ format: 'date-time' }),
  originalCorrelationId: Type.String(),
  customizedData: Type.Array(Type.Object({ key: Type.String(), value: Type.String() }), {
    description: 'Of a failed sign-in the `Reason`, and `Unverified` where name and partner stand in a token for which nobody vouches.',
  }),
  attributes: Attributes('PartnerAuditRecord'),
});
export const PartnerAuditRecords = Collection(PartnerAuditRecord);

export const PartnerAuditQuery = Type.Object({
  startDate: Type.Optional(Type.String({ description: 'At most 90 days back; 30 when left out.' })),
  endDate: Type.Optional(Type.String({ description: 'A day given without a time counts whole.' })),
  resourceType: Type.Optional(Type.String({ maxLength: 40, description: 'Only what concerns these, e.g. `sign_in`.' })),
  operationStatus: Type.Optional(Type.Enum(['succeeded', 'failed'])),
  size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 100.' })),
  seekOperation: Type.Optional(Type.Enum(['Next', 'First'], { description: '`Next` with the header MS-ContinuationToken.' })),
});

export type PartnerAuditRecord = Static<typeof PartnerAuditRecord>;
