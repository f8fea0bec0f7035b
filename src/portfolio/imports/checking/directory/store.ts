import type { GroupId, PartnerId, UserId } from '../../../../kit/ids.ts';
import type { Reader } from '../../../../platform/reader.ts';
import { activeUserOf } from '../../../../subscriptions/tenant/store.ts';
import type { Mistake } from '../../cells.ts';
import { placeOf, type GroupsOf, type UsersOf } from '../../rows/references.ts';

/** Somebody or something of a customer, by id or name in lower case. */
export type NamedAt = { readonly customerId: string; readonly name: string };

const ASKED = `asked as materialized (
       select a.customer_id, a.name, case when a.name ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then a.name::uuid end as id
         from unnest($1::uuid[], $2::text[]) as a(customer_id, name))`;
const valuesOf = (asked: readonly NamedAt[]) => [asked.map(({ customerId }) => customerId), asked.map(({ name }) => name)];

/** Active users by their ids and sign-in names. */
export async function findUsers(reader: Reader, asked: readonly NamedAt[]): Promise<UsersOf> {
  const { rows } = await reader.query<{ customerId: string; userId: UserId; userPrincipalName: string }>(
    `/* fanout */ with ${ASKED}
     select u.customer_id as "customerId", u.user_id as "userId", u.user_principal_name as "userPrincipalName"
       from asked a
       join directory_user u on u.customer_id = a.customer_id and lower(u.user_principal_name) = a.name and u.state = 'active'
     union
     select u.customer_id, u.user_id, u.user_principal_name
       from asked a
       join directory_user u on u.customer_id = a.customer_id and u.user_id = a.id and u.state = 'active'`,
    valuesOf(asked),
  );
  return new Map(rows.flatMap((row) => [row.userId, row.userPrincipalName].map((name) => [placeOf(row.customerId, name), row] as const)));
}

/** Groups by their ids and names; a name that several of a customer have stands for none of them. */
export async function findGroups(reader: Reader, asked: readonly NamedAt[]): Promise<GroupsOf> {
  if (asked.length === 0) return new Map();
  const { rows } = await reader.query<{ customerId: string; groupId: GroupId; displayName: string }>(
    `/* fanout */ with ${ASKED}
     select g.customer_id as "customerId", g.group_id as "groupId", g.display_name as "displayName"
       from (select distinct customer_id, name from asked) a
       join directory_group g on g.customer_id = a.customer_id and lower(g.display_name) = a.name
     union
     select g.customer_id, g.group_id, g.display_name
       from asked a
       join directory_group g on g.customer_id = a.customer_id and g.group_id = a.id`,
    valuesOf(asked),
  );
  const byName = Map.groupBy(rows, ({ customerId, displayName }) => placeOf(customerId, displayName));
  return new Map([
    ...[...byName].map(([place, [first, ...others]]) => [place, others.length > 0 ? null : (first ?? null)] as const),
    ...rows.map((row) => [placeOf(row.customerId, row.groupId), row] as const),
  ]);
}

/** Licences of a file through a group of which the user is no member, or which does not hand the product on. */
export async function findMissingWays(reader: Reader, importId: string, limit: number): Promise<readonly Mistake[]> {
  const { rows } = await reader.query<Mistake>(
    `/* fanout */ select r.line, w."column", w.found, jsonb_build_object('what', w.what) as wanted
       from portfolio_import_row r
       cross join lateral (
         select 'user' as "column", r.content->>'userPrincipalName' as found, 'member_of_group' as what
          where not exists (select 1 from group_member m where m.customer_id = r.tenant_id and m.group_id = (r.content->>'groupId')::uuid
                                                           and m.user_id = (r.content->>'userId')::uuid)
         union all
         select 'product', r.content->>'skuId', 'product_of_group'
          where not exists (select 1 from group_license k where k.customer_id = r.tenant_id and k.group_id = (r.content->>'groupId')::uuid
                                                            and k.sku_id = (r.content->>'skuId')::uuid)) w
      where r.import_id = $1 and r.content->>'groupId' is not null
      order by r.line limit $2`,
    [importId, limit],
  );
  return rows;
}

/** Add-ons of a file whose base is neither in it nor at the customer. */
export async function findMissingBases(reader: Reader, importId: string, limit: number): Promise<readonly Mistake[]> {
  const { rows } = await reader.query<Mistake>(
    `/* fanout */ select r.line, 'baseSubscriptionId' as "column", r.content->>'parentId' as found, '{"what": "base_there_or_in_file"}'::jsonb as wanted
       from portfolio_import_row r
      where r.import_id = $1 and r.content->>'parentId' is not null
        and not exists (select 1 from portfolio_import_row b where b.import_id = $1 and b.row_key = (r.content->>'parentId')::uuid and b.tenant_id = r.tenant_id)
        and not exists (select 1 from subscription s where s.customer_id = r.tenant_id and s.subscription_id = (r.content->>'parentId')::uuid)
      order by r.line limit $2`,
    [importId, limit],
  );
  return rows;
}

/** Products of which a file assigns more licences than the customer has seats; told at the last of their lines. */
export async function findMissingSeats(reader: Reader, importId: string, partnerId: PartnerId, limit: number): Promise<readonly Mistake[]> {
  const { rows } = await reader.query<Mistake>(
    `/* fanout */ with wanted as (
       select r.tenant_id as customer_id, (r.content->>'skuId')::uuid as sku_id, max(r.line) as line,
              count(distinct r.content->>'userId') filter (where not exists (select 1 from license l where l.customer_id = r.tenant_id and l.user_id = (r.content->>'userId')::uuid
                                                    and l.sku_id = (r.content->>'skuId')::uuid)) as users
         from portfolio_import_row r where r.import_id = $1 group by 1, 2
     ), counted as (
       select w.*, (select count(distinct l.user_id) from license l ${activeUserOf('l', 'w.customer_id')}
                     where l.customer_id = w.customer_id and l.sku_id = w.sku_id) as consumed,
              (select coalesce(sum(h.quantity), 0) from (
                  select s.offer_id, s.quantity from subscription s where s.customer_id = w.customer_id and s.status in ('active', 'expired')
                  union all
                  select e.offer_id, e.quantity from entitlement e
                   where e.customer_id = w.customer_id and e.status = 'active' and (e.recorded_by is null or e.recorded_by = $2)) h
                 join offer o on o.offer_id = h.offer_id where o.sku_id = w.sku_id) as seats
         from wanted w
     )
     select line, 'product' as "column", (users + consumed)::text as found,
            case when seats = 0 then '{"what": "product_with_subscription"}'::jsonb else jsonb_build_object('what', 'users_at_most', 'seats', seats) end as wanted
       from counted where users > 0 and users + consumed > seats order by line limit $3`,
    [importId, partnerId, limit],
  );
  return rows;
}
