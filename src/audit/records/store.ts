import { toIso } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { AuditQuestion } from './question.ts';
import type { AuditRecord } from './record.ts';

/** One page of what was done at a partner's customers, latest first. */
export async function listRecords(
  reader: Reader,
  partnerId: PartnerId,
  { from, until, narrowed, after, size }: AuditQuestion & { readonly size: number },
): Promise<readonly AuditRecord[]> {
  const { rows } = await reader.query<Row>(
    `/* fanout */ ${SELECT}
      where partner_id = $1 and operation_date >= $2 and operation_date < $3
        and ($4::timestamptz is null or operation_date < $4
             or (operation_date = $4 and (customer_id, audit_id) > ($5::uuid, $6::uuid)))
        and ($7::uuid is null or customer_id = $7)
        and ($8::text is null or strpos(lower(coalesce(customer_name, '')), $8) > 0)
        and ($9::text is null or replace(resource_type, '_', '') = $9)
        and ($10::text is null or replace(operation_type, '_', '') = $10)
        and ($12::text is null or strpos(lower(coalesce(user_principal_name, '')), $12) > 0)
      order by operation_date desc, customer_id, audit_id
      limit $11`,
    [
      partnerId,
      from,
      until,
      after?.at ?? null,
      after?.customerId ?? null,
      after?.auditId ?? null,
      narrowed.customerid ?? null,
      narrowed.companyname ?? null,
      narrowed.resourcetype ?? null,
      narrowed.operationtype ?? null,
      size,
      narrowed.person ?? null,
    ],
  );
  return rows.map(toRecord);
}

/** One record of the partner; null for one that is not there or another partner's. */
export async function findRecord(
  reader: Reader,
  partnerId: PartnerId,
  { customerId, auditId }: { readonly customerId: string; readonly auditId: string },
): Promise<AuditRecord | null> {
  const { rows } = await reader.query<Row>(`${SELECT} where customer_id = $1 and audit_id = $2 and partner_id = $3`, [
    customerId,
    auditId,
    partnerId,
  ]);
  return rows[0] === undefined ? null : toRecord(rows[0]);
}

const SELECT = `
  select audit_id, partner_id, customer_id, customer_name, user_principal_name, application_id, remote_address, resource_type, resource_id,
         resource_old_value, resource_new_value, operation_type, operation_status, operation_date, correlation_id, customized_data
    from audit_entry`;

type Row = {
  readonly audit_id: string;
  readonly partner_id: string;
  readonly customer_id: string;
  readonly customer_name: string | null;
  readonly user_principal_name: string | null;
  readonly application_id: string | null;
  readonly remote_address: string | null;
  readonly resource_type: string;
  readonly resource_id: string | null;
  readonly resource_old_value: string | null;
  readonly resource_new_value: string | null;
  readonly operation_type: string;
  readonly operation_status: AuditRecord['operationStatus'];
  readonly operation_date: string;
  readonly correlation_id: string;
  readonly customized_data: readonly { readonly key: string; readonly value: string }[];
};

function toRecord(row: Row): AuditRecord {
  return {
    auditId: row.audit_id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    userPrincipalName: row.user_principal_name,
    applicationId: row.application_id,
    remoteAddress: row.remote_address,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    oldValue: row.resource_old_value,
    newValue: row.resource_new_value,
    operationType: row.operation_type,
    operationStatus: row.operation_status,
    at: toIso(row.operation_date),
    correlationId: row.correlation_id,
    customizedData: row.customized_data,
  };
}
