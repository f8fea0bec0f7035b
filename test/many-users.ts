import type { Offer } from '../src/catalog/catalog.ts';
import type { CustomerId } from '../src/kit/ids.ts';
import type { Db, Tx } from '../src/platform/db.ts';
import { NOW } from './tenant.ts';

/**
 * Rows of people and licences that this connection has read. The counters may hold something of earlier transactions as
 * well, so only differences tell.
 */
export async function rowsReadUntilNow(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ read: number }>(
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
      where relname in ('directory_user', 'license', 'group_member', 'left_behind_user', 'upgrade_move')`,
  );
  return rows[0]?.read ?? 0;
}

/**
 * Users with a licence, written as an import writes them: the database has looked at none of them yet. Every fourth has no
 * usage location.
 */
export async function plantUsers(
  db: Db,
  customerId: CustomerId,
  { count, offer }: { readonly count: number; readonly offer: Offer },
): Promise<void> {
  await db.read(
    `insert into directory_user (customer_id, user_id, user_principal_name, display_name, usage_location, created_at)
     select $1, gen_random_uuid(), 'u' || n || '@contoso.example', 'u' || n, case when n % 4 > 0 then 'US' end, $2 from generate_series(1, $3::int) as n`,
    [customerId, NOW, count],
  );
  await db.read(
    `insert into license (customer_id, user_id, sku_id, assigned_at) select customer_id, user_id, $2, $3 from directory_user where customer_id = $1`,
    [customerId, offer.skuId, NOW],
  );
}
