import type { CustomerId, PartnerId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import type { ImportKind } from '../kinds/contract.ts';

/** A customer that is written to: its name, which of the rows' keys are taken there, and what of it is there that they need. */
export type Ground = {
  readonly companyName: string;
  readonly isOurs: boolean;
  readonly taken: ReadonlySet<string>;
  readonly there: ReadonlySet<string>;
};

/** Which keys of the rows are taken at a customer, by kind: the statement gives them as texts; `$3` are the candidates. */
const TAKEN: Readonly<Record<ImportKind, string>> = {
  customers: `select r.customer_id::text from relationship r where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`,
  subscriptions: `select s.subscription_id::text from subscription s where s.customer_id = $1 and s.subscription_id::text = any($3::text[])`,
  users: `select k from directory_user u, unnest(array[u.user_id::text, case when u.state = 'active' then lower(u.user_principal_name) end]) as k
           where u.customer_id = $1 and k = any($3::text[])`,
  groups: `select k from directory_group g, unnest(array[g.group_id::text, 'name ' || lower(g.display_name)]) as k
            where g.customer_id = $1 and k = any($3::text[])`,
  'group-licenses': `select k.group_id || ' ' || k.sku_id from group_license k where k.customer_id = $1 and k.group_id || ' ' || k.sku_id = any($3::text[])`,
  'group-members': `select m.group_id || ' ' || m.user_id from group_member m where m.customer_id = $1 and m.group_id || ' ' || m.user_id = any($3::text[])`,
  licenses: `select k from license l, concat_ws(' ', l.user_id, l.sku_id, nullif(l.group_id, '00000000-0000-0000-0000-000000000000')) as k
              where l.customer_id = $1 and k = any($3::text[])`,
  entitlements: `select e.entitlement_id::text from entitlement e where e.customer_id = $1 and e.entitlement_id::text = any($3::text[])`,
};

const ACTIVE_USERS = `select u.user_id::text from directory_user u where u.customer_id = $1 and u.state = 'active' and u.user_id::text = any($4::text[])`;
const GROUPS = `select k from directory_group g, concat('group ', g.group_id) as k where g.customer_id = $1 and k = any($4::text[])`;

/** What rows need that is there, by kind: `$4` is what they need. */
const THERE: Readonly<Partial<Record<ImportKind, string>>> = {
  'group-licenses': GROUPS,
  'group-members': `${GROUPS} union all ${ACTIVE_USERS}`,
  licenses: `${ACTIVE_USERS}
              union all
             select k from group_member m, concat('member ', m.group_id, ' ', m.user_id) as k where m.customer_id = $1 and k = any($4::text[])
              union all
             select k from group_license h, concat('handed ', h.group_id, ' ', h.sku_id) as k where h.customer_id = $1 and k = any($4::text[])`,
};

/** Reads what is there of a customer before rows are written; null for a customer that is not known at all. */
export async function readGround(
  tx: Tx,
  { kind, partnerId, customerId }: { readonly kind: ImportKind; readonly partnerId: PartnerId; readonly customerId: CustomerId },
  { keys, needs }: { readonly keys: readonly string[]; readonly needs: readonly string[] },
): Promise<Ground | null> {
  const { rows } = await tx.query<{ companyName: string; isOurs: boolean; taken: readonly string[]; there: readonly string[] }>(
    `select c.company_name as "companyName",
            exists (select 1 from relationship r where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active') as "isOurs",
            array(${TAKEN[kind]}) as taken, array(${THERE[kind] ?? `select ''::text where false`}) as there
       from customer c where c.customer_id = $1 and $3::text[] is not null and $4::text[] is not null`,
    [customerId, partnerId, keys, needs],
  );
  const [row] = rows;
  return row === undefined
    ? null
    : { companyName: row.companyName, isOurs: row.isOurs, taken: new Set(row.taken), there: new Set(row.there) };
}
