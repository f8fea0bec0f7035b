import type { Tx } from '../platform/db.ts';
import type { Write } from '../platform/write.ts';
import { whoOf, type AuditEntry } from './entry.ts';

/** Audit entries, written in the same statement as the change they tell of. */
export function recordAudit(entries: readonly AuditEntry[]): Write {
  return {
    table: 'audit_entry',
    sql: `
      insert into audit_entry (customer_id, audit_id, partner_id, customer_name, user_id, user_principal_name, application_id,
        remote_address, resource_type, resource_id, resource_old_value, resource_new_value, operation_type, operation_status,
        operation_date, correlation_id, customized_data)
      select $customer, r.audit_id, r.partner_id, r.customer_name, r.user_id, r.user_principal_name, r.application_id,
        r.remote_address, r.resource_type, r.resource_id, r.resource_old_value, r.resource_new_value, r.operation_type, 'succeeded',
        r.operation_date, r.correlation_id, r.customized_data
      from jsonb_to_recordset($rows) as r(audit_id uuid, partner_id uuid, customer_name text, user_id uuid, user_principal_name text,
        application_id uuid, remote_address text, resource_type text, resource_id text, resource_old_value text,
        resource_new_value text, operation_type text, operation_date timestamptz, correlation_id uuid, customized_data jsonb)`,
    rows: entries.map((entry) => ({
      audit_id: entry.auditId,
      partner_id: entry.actor.caller.partnerId,
      customer_name: entry.customerName,
      ...whoOf(entry.actor.caller),
      remote_address: entry.actor.remoteAddress,
      resource_type: entry.resourceType,
      resource_id: entry.resourceId,
      // The wire carries both as strings of JSON.
      resource_old_value: entry.oldValue === null ? null : JSON.stringify(entry.oldValue),
      resource_new_value: entry.newValue === null ? null : JSON.stringify(entry.newValue),
      operation_type: entry.operationType,
      operation_date: entry.at.toISOString(),
      correlation_id: entry.actor.correlationId,
      customized_data: entry.customizedData,
    })),
  };
}

/** A fact for the outside world, told after the commit. */
export type Announcement = {
  readonly eventId: string;
  readonly partnerId: string;
  readonly eventName: string;
  readonly resourceName: string;
  readonly resourceUri: string;
  readonly auditId: string;
  readonly at: Date;
};

export function announce(announcements: readonly Announcement[]): Write {
  return {
    table: 'announcement',
    sql: `
      insert into announcement (customer_id, event_id, partner_id, event_name, resource_name, resource_uri, audit_id, announced_at)
      select $customer, r.event_id, r.partner_id, r.event_name, r.resource_name, r.resource_uri, r.audit_id, r.announced_at
      from jsonb_to_recordset($rows) as r(event_id uuid, partner_id uuid, event_name text, resource_name text, resource_uri text,
        audit_id uuid, announced_at timestamptz)`,
    rows: announcements.map((fact) => ({
      event_id: fact.eventId,
      partner_id: fact.partnerId,
      event_name: fact.eventName,
      resource_name: fact.resourceName,
      resource_uri: fact.resourceUri,
      audit_id: fact.auditId,
      announced_at: fact.at.toISOString(),
    })),
  };
}

/** How a writing request is known again: who asked, under which id, and what (a hash). */
export type Question = { readonly callerId: string; readonly requestId: string; readonly question: string };

/** An answer already given. */
export type Answer = { readonly status: number; readonly body: unknown };

/** Keeps the answer in the transaction of its effect; a second writer of the same question fails on the key. */
export function rememberAnswer(question: Question, answer: Answer, at: Date): Write {
  return {
    table: 'answered_request',
    sql: `
      insert into answered_request (customer_id, caller_id, request_id, question, status, answer, answered_at)
      select $customer, r.caller_id, r.request_id, r.question, r.status, r.answer, r.answered_at
      from jsonb_to_recordset($rows) as r(caller_id uuid, request_id uuid, question text, status integer, answer text, answered_at timestamptz)`,
    rows: [
      {
        caller_id: question.callerId,
        request_id: question.requestId,
        question: question.question,
        status: answer.status,
        answer: JSON.stringify(answer.body),
        answered_at: at.toISOString(),
      },
    ],
  };
}

/** The answer given before, as a subselect for a gathering statement, which names its parameters. */
export function earlierAnswerSql(customer: string, caller: string, request: string, question: string): string {
  return `(select json_build_object('status', a.status, 'body', a.answer) from answered_request a
    where a.customer_id = ${customer}::uuid and a.caller_id = ${caller}::uuid and a.request_id = ${request}::uuid and a.question = ${question}::text)`;
}

/** An answer as the subselect above gives it. */
export type KeptAnswer = { readonly status: number; readonly body: string };

export function toAnswer(kept: KeptAnswer | null): Answer | null {
  return kept === null ? null : { status: kept.status, body: JSON.parse(kept.body) as unknown };
}

/** The answer given to this question before; null for a new one. */
export async function readAnswer(tx: Tx, customerId: string, { callerId, requestId, question }: Question): Promise<Answer | null> {
  const { rows } = await tx.query<KeptAnswer>(
    `select status, answer as body from answered_request where customer_id = $1 and caller_id = $2 and request_id = $3 and question = $4`,
    [customerId, callerId, requestId, question],
  );
  return toAnswer(rows[0] ?? null);
}
