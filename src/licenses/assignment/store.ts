import type { GranularGrant } from '../../customers/delegation/reach.ts';
import { grantsSql } from '../../customers/delegation/store.ts';
import { aheadSecondsSql } from '../../customers/time/store.ts';
import type { SkuId, UserId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import { idSet, type Write } from '../../platform/write.ts';
import { activeUserOf, type Scope } from '../../subscriptions/tenant/store.ts';
import type { Move } from '../transfer.ts';
import type { ProductSeats } from './decision.ts';
import type { DirectoryUser, Shared } from './plan.ts';

/** The group of a licence that was assigned to the user directly. */
const DIRECTLY = '00000000-0000-0000-0000-000000000000';

/** Everything that decides about the licences of some users of one customer. */
export type LicenseFacts = {
  readonly companyName: string;
  /** Services with delegated admin privileges; `*` stands for all. */
  readonly delegatedAdminServices: readonly string[];
  readonly granularAdmin: readonly GranularGrant[];
  readonly aheadSeconds: number;
  readonly catalogRevision: number;
  /** The seats of the products that are asked for. */
  readonly products: readonly ProductSeats[];
  /** The users that are there of those asked for, deleted ones too. */
  readonly users: readonly DirectoryUser[];
};

const PRODUCTS = `
  coalesce((select json_agg(json_build_object('skuId', k.sku_id, 'isHeld', count_of.holdings > 0, 'seats', count_of.seats,
      'consumed', (select count(distinct l.user_id) from license l
                     ${activeUserOf('l', '$1')}
                    where l.customer_id = $1 and l.sku_id = k.sku_id)))
    from unnest($3::uuid[]) as k(sku_id),
    lateral (
      select count(*) as holdings, coalesce(sum(h.quantity) filter (where h.status = 'active'), 0) as seats
        from (select offer_id, quantity, status from subscription where customer_id = $1 and status <> 'deleted'
              union all
              select offer_id, quantity, status from entitlement
               where customer_id = $1 and status <> 'cancelled' and (recorded_by is null or recorded_by = $2)) h
        join offer o on o.offer_id = h.offer_id
       where o.sku_id = k.sku_id
    ) count_of), '[]')`;

// The licences are looked up for each user: joined as a group, a planner that expects one user reads all of them for each.
const USERS = `
  coalesce((select json_agg(json_build_object('userId', u.user_id, 'userPrincipalName', u.user_principal_name, 'displayName', u.display_name,
      'usageLocation', u.usage_location, 'state', u.state, 'licenses',
      coalesce((select json_agg(json_build_object('skuId', l.sku_id, 'groupId', nullif(l.group_id, '${DIRECTLY}'),
                                                  'disabledPlanIds', l.disabled_plans) order by l.sku_id, l.group_id)
                  from license l
                 where l.customer_id = $1 and l.user_id = u.user_id), '[]')))
    from directory_user u
   where u.customer_id = $1 and u.user_id = any($4::uuid[]) and u.state <> 'purged'), '[]')`;

/** Gathers the facts in one statement; null when the partner has no such customer. */
export async function gatherLicenses(
  reader: Reader,
  { partnerId, customerId }: Scope,
  asked: { readonly skuIds: readonly SkuId[]; readonly userIds: readonly UserId[] },
): Promise<LicenseFacts | null> {
  const { rows } = await reader.query<LicenseFacts>(
    `select c.company_name as "companyName", r.delegated_admin_services as "delegatedAdminServices", ${grantsSql('$1', '$2')} as "granularAdmin",
            ${aheadSecondsSql('$1')} as "aheadSeconds", (select revision from catalog_revision) as "catalogRevision", ${PRODUCTS} as products, ${USERS} as users
       from relationship r
       join customer c on c.customer_id = r.customer_id
      where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`,
    [customerId, partnerId, asked.skuIds, asked.userIds],
  );
  return rows[0] ?? null;
}

/**
 * The active users behind these sign-in names, by the name in lower case; null when the partner has no such customer, so
 * that nobody learns who is in the directory of a stranger.
 */
export async function findUserIds(
  reader: Reader,
  { partnerId, customerId }: Scope,
  names: readonly string[],
): Promise<ReadonlyMap<string, UserId> | null> {
  const { rows } = await reader.query<{ name: string | null; user_id: string | null }>(
    `select lower(u.user_principal_name) as name, u.user_id
       from relationship r
       left join directory_user u on u.customer_id = r.customer_id and u.state = 'active' and lower(u.user_principal_name) = any($3::text[])
      where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`,
    [customerId, partnerId, names.map((name) => name.toLowerCase())],
  );
  if (rows.length === 0) return null;
  return new Map(rows.flatMap(({ name, user_id: id }): [string, UserId][] => (name === null || id === null ? [] : [[name, id as UserId]])));
}

/** Gives licences, or changes what is switched off in them; those that come back have the instant that they had. */
export function setLicenses(licenses: readonly (Shared & { readonly assignedAt?: string })[], at: Date): Write {
  return {
    table: 'license',
    sql: `
      insert into license (customer_id, user_id, sku_id, group_id, disabled_plans, assigned_at)
      select $customer, u.user_id::uuid, r.sku_id, r.group_id,
             (select coalesce(array_agg(d.plan_id::uuid), '{}') from jsonb_array_elements_text(r.disabled_plans) as d(plan_id)), r.assigned_at
        from jsonb_to_recordset($rows) as r(user_ids jsonb, sku_id uuid, group_id uuid, disabled_plans jsonb, assigned_at timestamptz),
             jsonb_array_elements_text(r.user_ids) as u(user_id)
          on conflict (customer_id, user_id, sku_id, group_id) do update set disabled_plans = excluded.disabled_plans`,
    rows: licenses.map((license) => ({
      user_ids: license.userIds,
      sku_id: license.skuId,
      group_id: license.groupId ?? DIRECTLY,
      disabled_plans: license.disabledPlanIds,
      assigned_at: license.assignedAt ?? at.toISOString(),
    })),
  };
}

/** Takes licences away. */
export function dropLicenses(licenses: readonly Omit<Shared, 'disabledPlanIds'>[]): Write {
  return {
    table: 'license',
    sql: `
      delete from license l
       using jsonb_to_recordset($rows) as r(users jsonb, sku_id uuid, group_id uuid)
       where l.customer_id = $customer and l.sku_id = r.sku_id and l.group_id = r.group_id and r.users ? l.user_id::text`,
    rows: licenses.map(({ userIds, skuId, groupId }) => ({ users: idSet(userIds), sku_id: skuId, group_id: groupId ?? DIRECTLY })),
  };
}

/** Takes every licence of some products away, as when the customer no longer has them. */
export function dropProducts(skuIds: readonly SkuId[]): Write {
  return {
    table: 'license',
    sql: `delete from license l using jsonb_to_recordset($rows) as r(sku_id uuid) where l.customer_id = $customer and l.sku_id = r.sku_id`,
    rows: skuIds.map((skuId) => ({ sku_id: skuId })),
  };
}

/**
 * Moves users from one product to another: the licence row changes its product, so that nobody is without for a
 * moment. Who has the other product already only loses the first. Only licences assigned to the users directly; a
 * group's licences move with the group.
 */
export function moveLicenses(
  moves: readonly (Move & { readonly assignedAt?: string })[],
  between: { readonly from: SkuId | undefined; readonly to: SkuId | undefined; readonly at: Date },
): readonly Write[] {
  const row = (move: (typeof moves)[number]) => ({
    users: idSet(move.userIds),
    from_sku_id: between.from,
    to_sku_id: between.to,
    disabled_plans: move.disabledPlanIds,
    moved_at: move.assignedAt ?? between.at.toISOString(),
  });
  const seated = moves.filter(({ isSeated }) => isSeated).map(row);
  const others = moves.filter(({ isSeated }) => !isSeated).map(row);
  // Found once for all: asked for each user, it would read again and again what this very statement has written.
  const has = `(l.user_id in (select t.user_id from license t, jsonb_to_recordset($rows) as w(to_sku_id uuid)
                 where t.customer_id = $customer and t.sku_id = w.to_sku_id and t.group_id = '${DIRECTLY}') is true)`;
  const given = `jsonb_to_recordset($rows) as r(users jsonb, from_sku_id uuid, to_sku_id uuid, disabled_plans jsonb, moved_at timestamptz)`;
  const own = `l.customer_id = $customer and l.sku_id = r.from_sku_id and l.group_id = '${DIRECTLY}' and r.users ? l.user_id::text`;
  const move = `
      update license l
         set sku_id = r.to_sku_id, assigned_at = r.moved_at,
             disabled_plans = (select coalesce(array_agg(d.plan_id::uuid), '{}') from jsonb_array_elements_text(r.disabled_plans) as d(plan_id))
        from ${given}
       where ${own}`;
  return [
    { table: 'license', sql: move, rows: others },
    // Only of these may the other licence be there; whether it is, and directly, the rows say.
    { table: 'license', sql: `${move} and not ${has}`, rows: seated },
    { table: 'license', sql: `delete from license l using ${given} where ${own} and ${has}`, rows: seated },
  ];
}
