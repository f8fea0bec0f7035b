import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';

const text = Type.Optional(Type.String());

export const AuditRecord = Type.Object({
  id: Type.String(),
  partnerId: Type.String(),
  customerId: Type.String(),
  customerName: text,
  userPrincipalName: text,
  applicationId: text,
  resourceType: Type.String({
    description: 'ResourceType of the SDKs, e.g. `subscription`. One that older clients do not know is `undefined`.',
  }),
  resourceOldValue: Type.Optional(Type.String({ description: 'JSON as text, its names in PascalCase.' })),
  resourceNewValue: Type.Optional(Type.String({ description: 'JSON as text, its names in PascalCase.' })),
  operationType: Type.String({
    description:
      'OperationType of the SDKs, e.g. `upgrade_subscription`. For one that older clients do not know `undefined`, with the word in `customizedData`.',
  }),
  originalCorrelationId: Type.String(),
  operationDate: Type.String({ format: 'date-time' }),
  operationStatus: Type.Enum(['succeeded', 'failed', 'progress', 'decline']),
  customizedData: Type.Array(Type.Object({ key: Type.String(), value: Type.String() })),
  remoteAddress: Type.Optional(Type.String({ description: 'From where it was asked for. Not in Partner Center’s own resource.' })),
  resourceId: Type.Optional(Type.String({ description: 'Not in Partner Center’s own resource.' })),
  attributes: Attributes('AuditRecord'),
});
export const AuditRecords = Collection(AuditRecord);

const filters = {
  startDate: Type.Optional(
    Type.String({ description: '`2026-06-01`, an ISO instant, or `06/01/2026 00:00:00`. At most 90 days back; 30 when left out.' }),
  ),
  endDate: Type.Optional(Type.String({ description: 'A day without a time counts whole. Left out: no end.' })),
  filter: Type.Optional(
    Type.String({
      description:
        'JSON, e.g. `{"Field":"CompanyName","Value":"cont","Operator":"substring"}`. CompanyName by substring; CustomerId, ResourceType and OperationType by equals.',
    }),
  ),
  customerId: Type.Optional({ ...Guid, description: 'Only what was done at this customer. Not in Partner Center.' }),
  resourceType: Type.Optional(Type.String({ description: 'Only what was done to such a resource. Not in Partner Center.' })),
  operationType: Type.Optional(Type.String({ description: 'Only this operation. Not in Partner Center.' })),
  userPrincipalName: Type.Optional(
    Type.String({ maxLength: 200, description: 'A part of the name of the person who did it. Not in Partner Center.' }),
  ),
};

export const AuditQuery = Type.Object({
  ...filters,
  size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 500.' })),
  seekOperation: Type.Optional(Type.Enum(['Next', 'First'], { description: '`Next` with the header MS-ContinuationToken.' })),
});
export const AuditExportQuery = Type.Object(filters);
export const AuditParams = Type.Object({ recordId: Type.String({ maxLength: 300 }) });

export type AuditRecord = Static<typeof AuditRecord>;
