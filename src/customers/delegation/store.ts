import { day, toIso, type Day } from '../../kit/dates.ts';
import type { CustomerId, DelegatedAdminId, PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import { aheadSecondsSql } from '../time/store.ts';
import type { DelegatedAdmin, TerminatedBy } from './delegation.ts';

/**
 * What a customer granted for a time, as a part of any statement that gathers facts; the arguments name the customer and
 * the partner there. Whether it counts on a day is for `directoryReach` to say.
 */
export function grantsSql(customer: string, partner: string): string {
  return `coalesce((select json_agg(json_build_object('roles', d.roles, 'until', case when d.auto_extend_days = 0 then d.ends_on end))
    from delegated_admin_relationship d
   where d.customer_id = ${customer} and d.partner_id = ${partner} and d.ends_on is not null and d.terminated_at is null), '[]')`;
}

/** All of one customer's relationships with a partner, latest first. */
export async function listDelegatedAdmin(reader: Reader, partnerId: PartnerId, customerId: CustomerId): Promise<readonly DelegatedAdmin[]> {
  const { rows } = await reader.query<Row>(
    `${SELECT} where d.customer_id = $1 and d.partner_id = $2 order by d.requested_at desc, d.relationship_id`,
    [customerId, partnerId],
  );
  return rows.map(adminOf);
}

/** All of one customer's relationships, of every partner: for the customer itself. */
export async function listDelegatedAdminOf(reader: Reader, customerId: CustomerId): Promise<readonly DelegatedAdmin[]> {
  const { rows } = await reader.query<Row>(`${SELECT} where d.customer_id = $1 order by d.requested_at desc, d.relationship_id`, [
    customerId,
  ]);
  return rows.map(adminOf);
}

/** One page of a partner's relationships over all its customers, latest first. */
export async function pageDelegatedAdmin(
  reader: Reader,
  asked: {
    readonly partnerId: PartnerId;
    /** Only those that run out after the first and until the second of these days. */
    readonly endsBetween: readonly [after: Day, until: Day] | null;
    readonly after: { readonly at: string; readonly customerId: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<readonly DelegatedAdmin[]> {
  const { rows } = await reader.query<Row>(
    `${SELECT} where d.partner_id = $1 and exists (select 1 from relationship r
         where r.customer_id = d.customer_id and r.partner_id = d.partner_id and r.state = 'active')
        and ($2::timestamptz is null or d.requested_at < $2
             or (d.requested_at = $2 and (d.customer_id, d.relationship_id) > ($3::uuid, $4::uuid)))
        and ($6::date is null or (d.ends_on > $6 and d.ends_on <= $7::date and d.auto_extend_days = 0 and d.terminated_at is null))
      order by d.requested_at desc, d.customer_id, d.relationship_id limit $5`,
    [
      asked.partnerId,
      asked.after?.at ?? null,
      asked.after?.customerId ?? null,
      asked.after?.id ?? null,
      asked.limit,
      asked.endsBetween?.[0] ?? null,
      asked.endsBetween?.[1] ?? null,
    ],
  );
  return rows.map(adminOf);
}

/** One relationship of a customer; of whichever partner, so that the customer itself can end it. */
export async function findDelegatedAdmin(reader: Reader, customerId: CustomerId, id: DelegatedAdminId): Promise<DelegatedAdmin | null> {
  const { rows } = await reader.query<Row>(`${SELECT} where d.customer_id = $1 and d.relationship_id = $2`, [customerId, id]);
  return rows[0] === undefined ? null : adminOf(rows[0]);
}

/** Relationships that ran out without anybody having been told, for the day's run. */
export async function listRunOut(reader: Reader, today: Day, limit: number): Promise<readonly DelegatedAdmin[]> {
  const { rows } = await reader.query<Row>(
    `${SELECT} where d.ends_on <= $1 and ${RUN_OUT} order by d.ends_on, d.customer_id, d.relationship_id limit $2`,
    [today, limit],
  );
  return rows.map(adminOf);
}

/** Whether it still is one that ran out without anybody having been told. */
export async function isRunOut(reader: Reader, customerId: CustomerId, id: DelegatedAdminId, today: Day): Promise<boolean> {
  const { rows } = await reader.query(
    `select 1 from delegated_admin_relationship d where d.customer_id = $1 and d.relationship_id = $2 and d.ends_on <= $3 and ${RUN_OUT}`,
    [customerId, id, today],
  );
  return rows.length > 0;
}

const RUN_OUT = 'd.auto_extend_days = 0 and d.terminated_at is null and d.end_told_at is null and d.ends_on is not null';

/** Keeps what is asked for. */
export function saveDelegatedAdmin(admins: readonly DelegatedAdmin[]): Write {
  return {
    table: 'delegated_admin_relationship',
    sql: `
      insert into delegated_admin_relationship (customer_id, relationship_id, partner_id, display_name, roles, duration, auto_extend_days,
        requested_at, requested_by, request_expires_at)
      select $customer, r.relationship_id, r.partner_id, r.display_name, array(select jsonb_array_elements_text(r.roles)::uuid), r.duration,
             r.auto_extend_days, r.requested_at, r.requested_by, r.request_expires_at
        from jsonb_to_recordset($rows) as r(relationship_id uuid, partner_id uuid, display_name text, roles jsonb, duration text,
          auto_extend_days integer, requested_at timestamptz, requested_by text, request_expires_at timestamptz)`,
    rows: admins.map((admin) => ({
      relationship_id: admin.id,
      partner_id: admin.partnerId,
      display_name: admin.displayName,
      roles: admin.roles,
      duration: admin.duration,
      auto_extend_days: admin.autoExtendDays,
      requested_at: admin.requestedAt.toISOString(),
      requested_by: admin.requestedBy,
      request_expires_at: admin.requestExpiresAt.toISOString(),
    })),
  };
}

/** What happens to a relationship. Members that stay as they are are null. */
export type AdminChange = {
  readonly id: DelegatedAdminId;
  readonly approved: { readonly at: Date; readonly by: string } | null;
  readonly endsOn: Day | null;
  readonly terminated: { readonly at: Date; readonly by: TerminatedBy } | null;
  readonly autoExtendDays: 0 | 180 | null;
  readonly endToldAt: Date | null;
};

/** A change of nothing, to begin with. */
export const NO_CHANGE = { approved: null, endsOn: null, terminated: null, autoExtendDays: null, endToldAt: null } as const;

/** Writes what happened to relationships. */
export function changeDelegatedAdmin(changes: readonly AdminChange[]): Write {
  return {
    table: 'delegated_admin_relationship',
    sql: `
      update delegated_admin_relationship d
         set activated_at = coalesce(r.approved_at, d.activated_at), approved_by = coalesce(r.approved_by, d.approved_by),
             ends_on = coalesce(r.ends_on, d.ends_on), terminated_at = coalesce(r.terminated_at, d.terminated_at),
             terminated_by = coalesce(r.terminated_by, d.terminated_by), auto_extend_days = coalesce(r.auto_extend_days, d.auto_extend_days),
             end_told_at = coalesce(r.end_told_at, d.end_told_at), version = d.version + 1
        from jsonb_to_recordset($rows) as r(relationship_id uuid, approved_at timestamptz, approved_by text, ends_on date,
          terminated_at timestamptz, terminated_by text, auto_extend_days integer, end_told_at timestamptz)
       where d.customer_id = $customer and d.relationship_id = r.relationship_id`,
    rows: changes.map((change) => ({
      relationship_id: change.id,
      approved_at: change.approved?.at.toISOString() ?? null,
      approved_by: change.approved?.by ?? null,
      ends_on: change.endsOn,
      terminated_at: change.terminated?.at.toISOString() ?? null,
      terminated_by: change.terminated?.by ?? null,
      auto_extend_days: change.autoExtendDays,
      end_told_at: change.endToldAt?.toISOString() ?? null,
    })),
  };
}

const SELECT = `select d.customer_id, d.relationship_id, d.partner_id, d.display_name, d.roles::text[] as roles, d.duration, d.auto_extend_days,
    d.requested_at, d.requested_by, d.request_expires_at, d.activated_at, d.approved_by, d.ends_on, d.terminated_at, d.terminated_by, d.version,
    c.company_name, ${aheadSecondsSql('d.customer_id')} as ahead_seconds
  from delegated_admin_relationship d
  join customer c on c.customer_id = d.customer_id`;

type Row = {
  readonly customer_id: string;
  readonly relationship_id: string;
  readonly partner_id: string;
  readonly display_name: string;
  readonly roles: readonly string[];
  readonly duration: string;
  readonly auto_extend_days: 0 | 180;
  readonly requested_at: string;
  readonly requested_by: string;
  readonly request_expires_at: string;
  readonly activated_at: string | null;
  readonly approved_by: string | null;
  readonly ends_on: string | null;
  readonly terminated_at: string | null;
  readonly terminated_by: TerminatedBy | null;
  readonly version: number;
  readonly company_name: string;
  readonly ahead_seconds: number;
};

function adminOf(row: Row): DelegatedAdmin {
  const instant = (text: string) => new Date(toIso(text));
  return {
    id: row.relationship_id as DelegatedAdminId,
    customerId: row.customer_id as CustomerId,
    customerName: row.company_name,
    partnerId: row.partner_id as PartnerId,
    displayName: row.display_name,
    roles: row.roles,
    duration: row.duration,
    autoExtendDays: row.auto_extend_days,
    requestedAt: instant(row.requested_at),
    requestedBy: row.requested_by,
    requestExpiresAt: instant(row.request_expires_at),
    approval:
      row.activated_at === null || row.ends_on === null
        ? null
        : { at: instant(row.activated_at), by: row.approved_by ?? '', endsOn: day(row.ends_on) },
    termination:
      row.terminated_at === null || row.terminated_by === null ? null : { at: instant(row.terminated_at), by: row.terminated_by },
    version: row.version,
    aheadSeconds: row.ahead_seconds,
  };
}
