import type { LicensePlans } from '../../catalog/held-products.ts';
import type { GranularGrant } from '../../customers/delegation/reach.ts';
import { grantsSql } from '../../customers/delegation/store.ts';
import { aheadSecondsSql } from '../../customers/time/store.ts';
import type { CustomerId, GroupId, ServicePlanId, SkuId, UserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import { activeUserOf, type Scope } from '../../subscriptions/tenant/store.ts';

/** A group with what it hands on, and how many members that has reached. */
export type ListedGroup = {
  readonly id: GroupId;
  readonly displayName: string;
  readonly memberCount: number;
  readonly licenses: readonly { readonly skuId: SkuId; readonly disabledPlanIds: readonly ServicePlanId[]; readonly holders: number }[];
};

const GROUP = `
  select g.group_id as id, g.display_name as "displayName",
         (select count(*) from group_member m
            ${activeUserOf('m', '$1')}
           where m.customer_id = g.customer_id and m.group_id = g.group_id) as "memberCount",
         coalesce((select json_agg(json_build_object('skuId', k.sku_id, 'disabledPlanIds', k.disabled_plans, 'holders',
               (select count(*) from license l
                  ${activeUserOf('l', '$1')}
                 where l.customer_id = k.customer_id and l.group_id = k.group_id and l.sku_id = k.sku_id)) order by k.assigned_at, k.sku_id)
             from group_license k where k.customer_id = g.customer_id and k.group_id = g.group_id), '[]') as licenses
    from directory_group g
   where g.customer_id = $1`;

/** One page of a customer's groups, by name. */
export async function listGroups(
  reader: Reader,
  customerId: CustomerId,
  { after, limit }: { readonly after: { readonly name: string; readonly groupId: GroupId } | null; readonly limit: number },
): Promise<readonly ListedGroup[]> {
  const { rows } = await reader.query<ListedGroup>(
    `${GROUP} and ($2::text is null or (g.display_name, g.group_id) > ($2, $3::uuid)) order by g.display_name, g.group_id limit $4`,
    [customerId, after?.name ?? null, after?.groupId ?? null, limit],
  );
  return rows;
}

/** One group of a customer; null where there is none. */
export async function findGroup(reader: Reader, customerId: CustomerId, groupId: GroupId): Promise<ListedGroup | null> {
  const { rows } = await reader.query<ListedGroup>(`${GROUP} and g.group_id = $2`, [customerId, groupId]);
  return rows[0] ?? null;
}

/** One page of a group's members, by name. */
export async function listMemberIds(
  reader: Reader,
  {
    customerId,
    groupId,
    after,
    limit,
  }: {
    readonly customerId: CustomerId;
    readonly groupId: GroupId;
    readonly after: { readonly name: string; readonly userId: UserId } | null;
    readonly limit: number;
  },
): Promise<readonly { readonly userId: UserId; readonly name: string }[]> {
  const { rows } = await reader.query<{ user_id: string; name: string }>(
    `select u.user_id, u.display_name as name
       from group_member m
       join directory_user u on u.customer_id = m.customer_id and u.user_id = m.user_id and u.state = 'active'
      where m.customer_id = $1 and m.group_id = $2 and ($3::text is null or (u.display_name, u.user_id) > ($3, $4::uuid))
      order by u.display_name, u.user_id
      limit $5`,
    [customerId, groupId, after?.name ?? null, after?.userId ?? null, limit],
  );
  return rows.map((row) => ({ userId: row.user_id as UserId, name: row.name }));
}

/** What decides about changes of one group. */
export type GroupFacts = {
  readonly companyName: string;
  readonly delegatedAdminServices: readonly string[];
  readonly granularAdmin: readonly GranularGrant[];
  readonly aheadSeconds: number;
  readonly catalogRevision: number;
  readonly group: { readonly id: GroupId; readonly displayName: string } | null;
  readonly licenses: readonly LicensePlans[];
  /** Active members, those first who have been there longest. */
  readonly memberIds: readonly UserId[];
};

/** Gathers the facts in one statement; null when the partner has no such customer. */
export async function gatherGroup(tx: Tx, { partnerId, customerId }: Scope, groupId: GroupId | null): Promise<GroupFacts | null> {
  const { rows } = await tx.query<GroupFacts>(
    `select c.company_name as "companyName", r.delegated_admin_services as "delegatedAdminServices", ${grantsSql('$1', '$2')} as "granularAdmin",
            ${aheadSecondsSql('$1')} as "aheadSeconds", (select revision from catalog_revision) as "catalogRevision",
            (select json_build_object('id', g.group_id, 'displayName', g.display_name)
               from directory_group g where g.customer_id = $1 and g.group_id = $3) as "group",
            coalesce((select json_agg(json_build_object('skuId', k.sku_id, 'disabledPlanIds', k.disabled_plans) order by k.assigned_at, k.sku_id)
                        from group_license k where k.customer_id = $1 and k.group_id = $3), '[]') as licenses,
            coalesce((select json_agg(m.user_id order by m.since, m.user_id)
                        from group_member m
                        ${activeUserOf('m', '$1')}
                       where m.customer_id = $1 and m.group_id = $3), '[]') as "memberIds"
       from relationship r
       join customer c on c.customer_id = r.customer_id
      where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`,
    [customerId, partnerId, groupId],
  );
  return rows[0] ?? null;
}

export function addGroups(groups: readonly { readonly id: GroupId; readonly displayName: string }[]): Write {
  return {
    table: 'directory_group',
    sql: `
      insert into directory_group (customer_id, group_id, display_name)
      select $customer, r.group_id, r.display_name from jsonb_to_recordset($rows) as r(group_id uuid, display_name text)`,
    rows: groups.map((group) => ({ group_id: group.id, display_name: group.displayName })),
  };
}

/** Removes groups without members and licences. */
export function removeGroups(groupIds: readonly GroupId[]): Write {
  return {
    table: 'directory_group',
    sql: `delete from directory_group g using jsonb_to_recordset($rows) as r(group_id uuid) where g.customer_id = $customer and g.group_id = r.group_id`,
    rows: groupIds.map((groupId) => ({ group_id: groupId })),
  };
}

export function addMembers(groupId: GroupId, userIds: readonly UserId[], at: Date): Write {
  return addMemberships(userIds.length === 0 ? [] : [{ groupId, userIds, since: at.toISOString() }]);
}

/** People in groups, each from an instant on. */
export type Membership = { readonly groupId: GroupId; readonly userIds: readonly UserId[]; readonly since: string };

/** Puts people into groups; who is in one already stays as they are. */
export function addMemberships(memberships: readonly Membership[]): Write {
  return {
    table: 'group_member',
    sql: `
      insert into group_member (customer_id, group_id, user_id, since)
      select $customer, r.group_id, u.user_id::uuid, r.since
        from jsonb_to_recordset($rows) as r(group_id uuid, user_ids jsonb, since timestamptz), jsonb_array_elements_text(r.user_ids) as u(user_id)
          on conflict do nothing`,
    rows: memberships.map(({ groupId, userIds, since }) => ({ group_id: groupId, user_ids: userIds, since })),
  };
}

export function removeMembers(groupId: GroupId, userIds: readonly UserId[]): Write {
  return {
    table: 'group_member',
    sql: `
      delete from group_member m
       using jsonb_to_recordset($rows) as r(group_id uuid, user_id uuid)
       where m.customer_id = $customer and m.group_id = r.group_id and m.user_id = r.user_id`,
    rows: userIds.map((userId) => ({ group_id: groupId, user_id: userId })),
  };
}

/** What a group hands on from now on: products to set and products to take from it. */
export function changeGroupLicenses(
  groupId: GroupId,
  change: { readonly set: readonly LicensePlans[]; readonly drop: readonly SkuId[] },
  at: Date,
): readonly Write[] {
  return [
    handOn(change.set.map((license) => ({ ...license, groupId, assignedAt: at.toISOString() }))),
    {
      table: 'group_license',
      sql: `
      delete from group_license k
       using jsonb_to_recordset($rows) as r(group_id uuid, sku_id uuid)
       where k.customer_id = $customer and k.group_id = r.group_id and k.sku_id = r.sku_id`,
      rows: change.drop.map((skuId) => ({ group_id: groupId, sku_id: skuId })),
    },
  ];
}

/** Has groups hand products on, or changes what is switched off in them. */
export function handOn(licenses: readonly (LicensePlans & { readonly groupId: GroupId; readonly assignedAt: string })[]): Write {
  return {
    table: 'group_license',
    sql: `
      insert into group_license (customer_id, group_id, sku_id, disabled_plans, assigned_at)
      select $customer, r.group_id, r.sku_id,
             (select coalesce(array_agg(d.plan_id::uuid), '{}') from jsonb_array_elements_text(r.disabled_plans) as d(plan_id)), r.assigned_at
        from jsonb_to_recordset($rows) as r(group_id uuid, sku_id uuid, disabled_plans jsonb, assigned_at timestamptz)
          on conflict (customer_id, group_id, sku_id) do update set disabled_plans = excluded.disabled_plans`,
    rows: licenses.map(({ groupId, skuId, disabledPlanIds, assignedAt }) => ({
      group_id: groupId,
      sku_id: skuId,
      disabled_plans: disabledPlanIds,
      assigned_at: assignedAt,
    })),
  };
}
