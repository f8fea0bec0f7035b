import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';

/** How many seconds a customer is ahead of the real time, as a part of a gathering statement. */
export function aheadSecondsSql(customer: string): string {
  return `coalesce((select k.ahead_seconds from customer_clock k where k.customer_id = ${customer}), 0)`;
}

export async function readAheadSeconds(reader: Reader, customerId: CustomerId): Promise<number> {
  const { rows } = await reader.query<{ ahead: number }>(`select ${aheadSecondsSql('$1')} as ahead`, [customerId]);
  return rows[0]?.ahead ?? 0;
}

/** Remembers how far the customer is ahead. */
export function setAheadSeconds(aheadSeconds: number, at: Date): Write {
  return {
    table: 'customer_clock',
    sql: `
      insert into customer_clock (customer_id, ahead_seconds, moved_at)
      select $customer, r.ahead_seconds, r.moved_at from jsonb_to_recordset($rows) as r(ahead_seconds bigint, moved_at timestamptz)
      on conflict (customer_id) do update set ahead_seconds = excluded.ahead_seconds, moved_at = excluded.moved_at`,
    rows: [{ ahead_seconds: aheadSeconds, moved_at: at.toISOString() }],
  };
}

/** Holds the customer until the transaction ends, as every change to it does; false where the partner has no such customer. */
export async function holdCustomer(tx: Tx, partnerId: PartnerId, customerId: CustomerId): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select 1 from customer c
      where c.customer_id = $1
        and exists (select 1 from relationship r where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active')
        for no key update`,
    [customerId, partnerId],
  );
  return rowCount > 0;
}
