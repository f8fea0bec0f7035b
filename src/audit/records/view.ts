import type { ClientGeneration } from '../../access/generation.ts';
import type * as wire from './contract.ts';
import { recordIdOf, type AuditRecord } from './record.ts';

/** A record as the wire has it. Words that the clients of a generation do not know would stop them, so they are put aside. */
export function recordView(record: AuditRecord, generation: ClientGeneration): wire.AuditRecord {
  const isKnown = generation === 'newest' || OPERATIONS_OF_2020.has(record.operationType);
  const isTypeKnown = generation === 'newest' || RESOURCES_OF_2020.has(record.resourceType);
  return {
    id: recordIdOf(record),
    partnerId: record.partnerId,
    customerId: record.customerId,
    ...(record.customerName === null ? {} : { customerName: record.customerName }),
    ...(record.userPrincipalName === null ? {} : { userPrincipalName: record.userPrincipalName }),
    ...(record.applicationId === null ? {} : { applicationId: record.applicationId }),
    resourceType: isTypeKnown ? record.resourceType : 'undefined',
    ...(record.oldValue === null ? {} : { resourceOldValue: record.oldValue }),
    ...(record.newValue === null ? {} : { resourceNewValue: record.newValue }),
    operationType: isKnown ? record.operationType : 'undefined',
    originalCorrelationId: record.correlationId,
    operationDate: record.at,
    operationStatus: record.status,
    customizedData: [
      ...record.customizedData.map(({ key, value }) => ({ key, value })),
      ...(isKnown ? [] : [{ key: 'OperationType', value: record.operationType }]),
      ...(isTypeKnown ? [] : [{ key: 'ResourceType', value: record.resourceType }]),
    ],
    ...(record.remoteAddress === null ? {} : { remoteAddress: record.remoteAddress }),
    ...(record.resourceId === null ? {} : { resourceId: record.resourceId }),
    attributes: { objectType: 'AuditRecord' },
  };
}

/** The operations that the client libraries of 2020 know, as far as this program records them. */
const OPERATIONS_OF_2020 = new Set([
  'update_customer_qualification',
  'update_subscription',
  'upgrade_subscription',
  'convert_trial_subscription',
  'add_customer',
  'update_customer_billing_profile',
  'delete_customer',
  'remove_partner_customer_relationship',
  'create_order',
  'update_order',
  'create_customer_user',
  'delete_customer_user',
  'update_customer_user',
  'update_customer_user_licenses',
  'reset_customer_user_password',
  'update_customer_user_principal_name',
  'restore_customer_user',
  'ready_invoice',
  'create_agreement',
]);

const RESOURCES_OF_2020 = new Set([
  'customer',
  'customer_user',
  'order',
  'subscription',
  'license',
  'invoice',
  'agreement',
  'partner_relationship',
  'partner_customer_relationship',
]);

/** The headings of an exported list. */
export const EXPORT_HEADINGS = [
  'OperationDate',
  'CustomerName',
  'CustomerId',
  'OperationType',
  'ResourceType',
  'ResourceId',
  'OperationStatus',
  'UserPrincipalName',
  'ApplicationId',
  'RemoteAddress',
  'OldValue',
  'NewValue',
  'CustomizedData',
  'CorrelationId',
] as const;

/** A record as one row of the exported list. */
export function exportRow(record: AuditRecord): readonly string[] {
  return [
    record.at,
    record.customerName ?? '',
    record.customerId,
    record.operationType,
    record.resourceType,
    record.resourceId ?? '',
    record.status,
    record.userPrincipalName ?? '',
    record.applicationId ?? '',
    record.remoteAddress ?? '',
    record.oldValue ?? '',
    record.newValue ?? '',
    record.customizedData.map(({ key, value }) => `${key}=${value}`).join('; '),
    record.correlationId,
  ];
}
