import { toIso } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import { columnsOf, type JournalEntry, type KeptEntry, type SignInFailure } from './entry.ts';

/** Writes entries in the transaction of what they tell of. */
export function recordInJournal(tx: Tx, entries: readonly JournalEntry[]): void {
  if (entries.length === 0) return;
  tx.send(
    `insert into partner_audit_entry (audit_id, partner_id, user_id, user_principal_name, application_id, remote_address, resource_type,
       resource_id, resource_old_value, resource_new_value, operation_type, operation_status, operation_date, correlation_id, customized_data)
     select audit_id, partner_id, user_id, user_principal_name, application_id, remote_address, resource_type, resource_id,
       resource_old_value, resource_new_value, operation_type, operation_status, operation_date, correlation_id, customized_data
     from jsonb_populate_recordset(null::partner_audit_entry, $1::jsonb)`,
    [JSON.stringify(entries.map(rowOf))],
  );
}

/** Writes that somebody was not let in. Whose person they claim to be counts only where there is such a partner. */
export function recordFailure(tx: Tx, failure: SignInFailure, at: Date): void {
  const { partnerId, name, remoteAddress, reason, correlationId, issuer = null, isUnverified = false } = failure;
  tx.send(
    `insert into partner_audit_entry (audit_id, partner_id, user_principal_name, remote_address, resource_type, operation_type,
       operation_status, operation_date, correlation_id, customized_data)
     values (gen_random_uuid(), coalesce(
       (select partner_id from partner where partner_id = $1),
       (select partner_id from trusted_issuer where $1::uuid is null and issuer = $7)), $2, $3, 'sign_in', 'sign_in', 'failed', $4,
       coalesce($5::uuid, gen_random_uuid()), $6::jsonb)`,
    [
      partnerId,
      name,
      remoteAddress,
      at.toISOString(),
      correlationId,
      JSON.stringify([{ key: 'Reason', value: reason }, ...(isUnverified ? [{ key: 'Unverified', value: 'true' }] : [])]),
      issuer,
    ],
  );
}

/** Where a page of the journal goes on: after this entry. */
export type JournalPosition = { readonly at: string; readonly auditId: string };

/** One page of a partner's journal, latest first. */
export async function listJournal(
  reader: Reader,
  asked: {
    readonly partnerId: PartnerId;
    readonly from: Date;
    readonly until: Date;
    /** Only entries of this kind and outcome; null for all. */
    readonly resourceType: string | null;
    readonly status: string | null;
    readonly after: JournalPosition | null;
    readonly limit: number;
  },
): Promise<readonly KeptEntry[]> {
  const { rows } = await reader.query<EntryRow>(
    `select ${ENTRY_COLUMNS}
       from partner_audit_entry
      where partner_id = $1 and operation_date >= $2 and operation_date < $3
        and ($7::text is null or resource_type = $7) and ($8::text is null or operation_status = $8)
        and ($4::timestamptz is null or operation_date < $4 or (operation_date = $4 and audit_id > $5::uuid))
      order by operation_date desc, audit_id
      limit $6`,
    [
      asked.partnerId,
      asked.from.toISOString(),
      asked.until.toISOString(),
      asked.after?.at ?? null,
      asked.after?.auditId ?? null,
      asked.limit,
      asked.resourceType,
      asked.status,
    ],
  );
  return rows.map(entryOf);
}

function rowOf(entry: JournalEntry): object {
  const { userId, userPrincipalName, applicationId } = columnsOf(entry.doer);
  return {
    audit_id: entry.auditId,
    partner_id: entry.partnerId,
    user_id: userId,
    user_principal_name: userPrincipalName,
    application_id: applicationId,
    remote_address: entry.remoteAddress,
    resource_type: entry.resourceType,
    resource_id: entry.resourceId,
    resource_old_value: entry.oldValue === null ? null : JSON.stringify(entry.oldValue),
    resource_new_value: entry.newValue === null ? null : JSON.stringify(entry.newValue),
    operation_type: entry.operationType,
    operation_status: entry.status,
    operation_date: entry.at.toISOString(),
    correlation_id: entry.correlationId,
    customized_data: entry.customizedData,
  };
}

/** The columns that an entry is read back from. */
export const ENTRY_COLUMNS = `audit_id, partner_id, user_principal_name, application_id, remote_address, resource_type, resource_id,
  resource_old_value, resource_new_value, operation_type, operation_status, operation_date, correlation_id, customized_data`;

export type EntryRow = {
  readonly audit_id: string;
  readonly partner_id: string;
  readonly user_principal_name: string | null;
  readonly application_id: string | null;
  readonly remote_address: string | null;
  readonly resource_type: string;
  readonly resource_id: string | null;
  readonly resource_old_value: string | null;
  readonly resource_new_value: string | null;
  readonly operation_type: string;
  readonly operation_status: KeptEntry['status'];
  readonly operation_date: string;
  readonly correlation_id: string;
  readonly customized_data: KeptEntry['customizedData'];
};

/** The entry of these columns. */
export function entryOf(row: EntryRow): KeptEntry {
  return {
    auditId: row.audit_id,
    partnerId: row.partner_id as PartnerId,
    userPrincipalName: row.user_principal_name,
    applicationId: row.application_id,
    remoteAddress: row.remote_address,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    oldValue: row.resource_old_value,
    newValue: row.resource_new_value,
    operationType: row.operation_type,
    status: row.operation_status,
    at: toIso(row.operation_date),
    correlationId: row.correlation_id,
    customizedData: row.customized_data,
  };
}
