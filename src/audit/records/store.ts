import { ENTRY_COLUMNS, entryOf, type EntryRow } from '../../access/journal/store.ts';
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

const SELECT = `select customer_id, customer_name, ${ENTRY_COLUMNS} from audit_entry`;

type Row = EntryRow & { readonly customer_id: string; readonly customer_name: string | null };

function toRecord(row: Row): AuditRecord {
  return { ...entryOf(row), customerId: row.customer_id, customerName: row.customer_name };
}
