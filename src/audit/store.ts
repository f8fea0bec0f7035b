import type { Answer } from '../platform/answer.ts';
import type { Tx } from '../platform/db.ts';
import type { Write } from '../platform/write.ts';
import { whoOf, type AuditEntry } from './entry.ts';
import type { Question } from './question.ts';

export type { Answer, Question };

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
  /** Null for what stands in no customer's audit. */
  readonly auditId: string | null;
  /** The request it came from, where no audit entry tells. */
  readonly correlationId?: string;
  readonly at: Date;
};

/** What concerns a partner alone, such as its invoice, is announced under the partner's id in the customer's place. */
export function announce(announcements: readonly Announcement[]): Write {
  return {
    table: 'announcement',
    sql: `
      insert into announcement (customer_id, event_id, partner_id, event_name, resource_name, resource_uri, audit_id, correlation_id,
        announced_at)
      select $customer, r.event_id, r.partner_id, r.event_name, r.resource_name, r.resource_uri, r.audit_id, r.correlation_id, r.announced_at
      from jsonb_to_recordset($rows) as r(event_id uuid, partner_id uuid, event_name text, resource_name text, resource_uri text,
        audit_id uuid, correlation_id uuid, announced_at timestamptz)`,
    rows: announcements.map((fact) => ({
      event_id: fact.eventId,
      partner_id: fact.partnerId,
      event_name: fact.eventName,
      resource_name: fact.resourceName,
      resource_uri: fact.resourceUri,
      audit_id: fact.auditId,
      correlation_id: fact.correlationId,
      announced_at: fact.at.toISOString(),
    })),
  };
}

/** An announcement that was not handed on yet, with what its audit entry adds. */
export type WaitingAnnouncement = Omit<Announcement, 'auditId' | 'correlationId' | 'at'> & {
  readonly customerId: string;
  readonly correlationId: string | null;
  readonly announcedAt: string;
  readonly audit: { readonly auditId: string; readonly operationType: string; readonly at: string } | null;
};

/** Some of the announcements that were not handed on yet. */
export async function waitingAnnouncements(tx: Tx, limit: number): Promise<readonly WaitingAnnouncement[]> {
  const { rows } = await tx.query<WaitingAnnouncement>(
    `/* fanout */ select a.customer_id as "customerId", a.event_id as "eventId", a.partner_id as "partnerId", a.event_name as "eventName",
            a.resource_name as "resourceName", a.resource_uri as "resourceUri", a.announced_at as "announcedAt",
            coalesce(e.correlation_id, a.correlation_id) as "correlationId",
            case when e.audit_id is not null
                 then json_build_object('auditId', e.audit_id, 'operationType', e.operation_type, 'at', e.operation_date) end as audit
       from announcement a
       left join audit_entry e on e.customer_id = a.customer_id and e.audit_id = a.audit_id
      where a.delivered_at is null
      limit $1`,
    [limit],
  );
  return rows;
}

/** Marks announcements as handed on, so that nobody looks at them again. */
export function markHandedOn(tx: Tx, announcements: readonly Pick<WaitingAnnouncement, 'customerId' | 'eventId'>[], at: Date): void {
  tx.send(
    `/* fanout */ update announcement a set delivered_at = $3
       from unnest($1::uuid[], $2::uuid[]) as h(customer_id, event_id)
      where a.customer_id = h.customer_id and a.event_id = h.event_id`,
    [announcements.map(({ customerId }) => customerId), announcements.map(({ eventId }) => eventId), at.toISOString()],
  );
}

/** Removes some of the announcements that were handed on before an instant; tells how many. */
export async function purgeAnnouncements(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `/* fanout */ delete from announcement where (customer_id, event_id) in (
       select customer_id, event_id from announcement where delivered_at < $1 limit $2)`,
    [before.toISOString(), limit],
  );
  return rowCount;
}

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

/**
 * Waits until nobody else works on this question, and keeps others waiting until the transaction ends. Gives the answer
 * that stands there by then; null for a new question.
 */
export function takeTurn(tx: Tx, customerId: string, question: Question): Promise<Answer | null> {
  // Both statements travel together; the second reads what was kept while the first waited.
  const key = [customerId, question.callerId, question.requestId, question.question].join(' ');
  void tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  return readAnswer(tx, customerId, question);
}

/** Removes some of the answers that were given before an instant; tells how many. Those that another removes are left to it. */
export async function purgeAnswers(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `/* fanout */ delete from answered_request where (customer_id, caller_id, request_id, question) in (
       select customer_id, caller_id, request_id, question from answered_request where answered_at < $1 limit $2 for update skip locked)`,
    [before.toISOString(), limit],
  );
  return rowCount;
}

/** The answer given before, as a subselect for a gathering statement, which names its parameters. */
export function earlierAnswerSql(customer: string, caller: string, request: string, question: string): string {
  return `(select json_build_object('status', a.status, 'body', a.answer) from answered_request a
    where a.customer_id = ${customer}::uuid and a.caller_id = ${caller}::uuid and a.request_id = ${request}::uuid and a.question = ${question}::text)`;
}

/** An answer as it is kept, its body as JSON. */
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
