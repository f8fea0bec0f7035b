import type { CustomerId, PartnerId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import type { ImportKind } from '../kinds.ts';

/** A customer that is written to: its name, and which of the rows' keys are taken there. */
export type Ground = { readonly companyName: string; readonly isOurs: boolean; readonly taken: ReadonlySet<string> };

/** Which keys of the rows are taken at a customer, by kind: the statement gives them as texts; `$3` are the candidates. */
const TAKEN: Readonly<Record<ImportKind, string>> = {
  customers: `select r.customer_id::text from relationship r where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`,
  subscriptions: `select s.subscription_id::text from subscription s where s.customer_id = $1 and s.subscription_id::text = any($3::text[])`,
  users: `select k from directory_user u, unnest(array[u.user_id::text, case when u.state = 'active' then lower(u.user_principal_name) end]) as k
           where u.customer_id = $1 and k = any($3::text[])`,
  licenses: `select l.user_id || ' ' || l.sku_id from license l where l.customer_id = $1 and l.user_id || ' ' || l.sku_id = any($3::text[])
              union all
             select u.user_id::text from directory_user u where u.customer_id = $1 and u.state = 'active' and u.user_id::text = any($4::text[])`,
  entitlements: `select e.entitlement_id::text from entitlement e where e.customer_id = $1 and e.entitlement_id::text = any($3::text[])`,
};

/** Reads what is there of a customer before rows are written; null for a customer that is not known at all. */
export async function readGround(
  tx: Tx,
  { kind, partnerId, customerId }: { readonly kind: ImportKind; readonly partnerId: PartnerId; readonly customerId: CustomerId },
  keys: readonly string[],
): Promise<Ground | null> {
  const users = kind === 'licenses' ? [keys.map((key) => key.split(' ')[0] ?? '')] : [];
  const { rows } = await tx.query<{ companyName: string; isOurs: boolean; taken: readonly string[] }>(
    `select c.company_name as "companyName",
            exists (select 1 from relationship r where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active') as "isOurs",
            array(${TAKEN[kind]}) as taken
       from customer c where c.customer_id = $1 ${kind === 'customers' ? 'and ($3::text[] is not null)' : ''}`,
    [customerId, partnerId, keys, ...users],
  );
  const [row] = rows;
  return row === undefined ? null : { companyName: row.companyName, isOurs: row.isOurs, taken: new Set(row.taken) };
}
