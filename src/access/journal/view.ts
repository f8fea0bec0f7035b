import type { PartnerAuditRecord } from './contract.ts';
import type { KeptEntry } from './entry.ts';

/** An entry as the wire has it. Nothing is null: what is not known is left out. */
export function entryView(entry: KeptEntry): PartnerAuditRecord {
  return {
    id: entry.auditId,
    partnerId: entry.partnerId,
    ...(entry.userPrincipalName === null ? {} : { userPrincipalName: entry.userPrincipalName }),
    ...(entry.applicationId === null ? {} : { applicationId: entry.applicationId }),
    ...(entry.remoteAddress === null ? {} : { remoteAddress: entry.remoteAddress }),
    resourceType: entry.resourceType,
    ...(entry.resourceId === null ? {} : { resourceId: entry.resourceId }),
    ...(entry.oldValue === null ? {} : { resourceOldValue: entry.oldValue }),
    ...(entry.newValue === null ? {} : { resourceNewValue: entry.newValue }),
    operationType: entry.operationType,
    operationStatus: entry.status,
    operationDate: entry.at,
    originalCorrelationId: entry.correlationId,
    customizedData: entry.customizedData.map(({ key, value }) => ({ key, value })),
    attributes: { objectType: 'PartnerAuditRecord' },
  };
}
