import { toIso } from '../kit/dates.ts';
import type { CustomerId, GroupId, PartnerId, ServicePlanId, SkuId, UserId } from '../kit/ids.ts';
import type { Reader } from '../platform/reader.ts';
import type { LicenseAssignment, ListedUser, SkuUnits, User, UserProduct, UserQuestion } from './user.ts';

/** One page of a customer's users. */
export async function listUsers(reader: Reader, question: UserQuestion): Promise<readonly ListedUser[]> {
  const value = question.sort.field === 'displayName' ? 'display_name' : 'lower(user_principal_name)';
  const [beyond, direction] = question.sort.direction === 'ascending' ? ['>', 'asc'] : ['<', 'desc'];
  const { customerId, state, skuId, prefix, after, limit } = question;
  const { rows } = await reader.query<UserRow & { sort_value: string }>(
    `select ${USER_COLUMNS}, ${value} as sort_value
       from directory_user
      where customer_id = $1 and state = $2
        and ($3 = '' or ($4 <> 'userPrincipalName' and starts_with(lower(display_name), $3))
                     or ($4 <> 'displayName' and starts_with(lower(user_principal_name), $3)))
        and ($6::uuid is null or exists (select 1 from license l where l.customer_id = $1 and l.user_id = directory_user.user_id and l.sku_id = $6))
        ${after === null ? '' : `and (${value}, user_id) ${beyond} ($7, $8)`}
      order by ${value} ${direction}, user_id ${direction}
      limit $5`,
    [customerId, state, prefix.text, prefix.field, limit, skuId, ...(after === null ? [] : [after.value, after.userId])],
  );
  return rows.map((row) => ({ user: toUser(row), sortValue: row.sort_value }));
}

/** What some users hold, in the order in which they got it. */
export async function listProducts(
  reader: Reader,
  customerId: CustomerId,
  userIds: readonly UserId[],
): Promise<ReadonlyMap<UserId, readonly UserProduct[]>> {
  const { rows } = await reader.query<UserProduct & { userId: UserId }>(
    `select user_id as "userId", sku_id as "skuId", bool_or(group_id = '00000000-0000-0000-0000-000000000000') as "assignedDirectly",
            bool_or(group_id <> '00000000-0000-0000-0000-000000000000') as "assignedByGroup"
       from license
      where customer_id = $1 and user_id = any($2::uuid[])
      group by user_id, sku_id
      order by min(assigned_at), sku_id`,
    [customerId, userIds],
  );
  return Map.groupBy(rows, ({ userId }) => userId);
}

/** One user of a customer, deleted ones too; null where there is none. */
export async function findUser(reader: Reader, customerId: CustomerId, userId: UserId): Promise<User | null> {
  const { rows } = await reader.query<UserRow>(
    `select ${USER_COLUMNS} from directory_user where customer_id = $1 and user_id = $2 and state <> 'purged'`,
    [customerId, userId],
  );
  const [row] = rows;
  return row === undefined ? null : toUser(row);
}

/** Every assignment of every product that a user holds. */
export async function listAssignments(reader: Reader, customerId: CustomerId, userId: UserId): Promise<readonly LicenseAssignment[]> {
  const { rows } = await reader.query<AssignmentRow>(
    `select l.sku_id, g.group_id, g.display_name as group_name, l.disabled_plans
       from license l
       left join directory_group g on g.customer_id = l.customer_id and g.group_id = l.group_id
      where l.customer_id = $1 and l.user_id = $2
      order by l.assigned_at, l.sku_id, l.group_id`,
    [customerId, userId],
  );
  return rows.map((row) => ({
    skuId: row.sku_id as SkuId,
    group: row.group_id === null ? null : { id: row.group_id as GroupId, displayName: row.group_name ?? '' },
    disabledPlanIds: row.disabled_plans as readonly string[] as readonly ServicePlanId[],
  }));
}

/**
 * The seats of every product in a tenant, whoever sold them, and how many users hold one. A subscription that waits
 * for its provisioning gives no seats yet; what is held elsewhere counts as these partners recorded it. A
 * product that users still have after its last seat went is there too, with none: a conflict to be seen.
 */
export async function countUnits(reader: Reader, customerId: CustomerId, partnerIds: readonly PartnerId[]): Promise<readonly SkuUnits[]> {
  const { rows } = await reader.query<UnitsRow>(
    `with held as (
       select offer_id, status, quantity from subscription where customer_id = $1 and status in ('active', 'suspended', 'expired', 'disabled')
       union all
       select offer_id, status, quantity from entitlement
        where customer_id = $1 and status in ('active', 'suspended') and (recorded_by is null or recorded_by = any($2::uuid[]))
     ), units as (
       select o.sku_id,
              sum(case when h.status = 'active' then h.quantity else 0 end) as active_units,
              sum(case when h.status = 'expired' then h.quantity else 0 end) as warning_units,
              sum(case when h.status in ('suspended', 'disabled') then h.quantity else 0 end) as suspended_units
         from held h
         join offer o on o.offer_id = h.offer_id
        group by o.sku_id
     ), used as (
       select l.sku_id, count(distinct l.user_id) as consumed_units
         from license l
        where l.customer_id = $1
          and not exists (select 1 from directory_user u where u.customer_id = $1 and u.user_id = l.user_id and u.state <> 'active')
        group by l.sku_id
     )
     select o.sku_id, min(o.sku_part_number) as sku_part_number, min(o.name) as name,
            coalesce(units.active_units, 0) as active_units, coalesce(units.warning_units, 0) as warning_units, coalesce(units.suspended_units, 0) as suspended_units,
            coalesce(used.consumed_units, 0) as consumed_units
       from units
       full join used on used.sku_id = units.sku_id
       join offer o on o.sku_id = coalesce(units.sku_id, used.sku_id)
      group by o.sku_id, units.active_units, units.warning_units, units.suspended_units, used.consumed_units
      order by 3, 1`,
    [customerId, partnerIds],
  );
  return rows.map((row) => ({
    skuId: row.sku_id as SkuId,
    skuPartNumber: row.sku_part_number,
    name: row.name,
    activeUnits: row.active_units,
    warningUnits: row.warning_units,
    suspendedUnits: row.suspended_units,
    consumedUnits: row.consumed_units,
  }));
}

/** The columns that make a user. */
export const USER_COLUMNS =
  'user_id, user_principal_name, display_name, first_name, last_name, usage_location, phone_number, immutable_id, state, soft_deleted_at, version';

/** A row with those columns. */
export type UserRow = {
  user_id: string;
  user_principal_name: string;
  display_name: string;
  first_name: string;
  last_name: string;
  usage_location: string | null;
  phone_number: string | null;
  immutable_id: string | null;
  state: User['state'];
  soft_deleted_at: string | null;
  version: number;
};

/** A user as the program knows it. */
export function toUser(row: UserRow): User {
  return {
    id: row.user_id as UserId,
    userPrincipalName: row.user_principal_name,
    displayName: row.display_name,
    firstName: row.first_name,
    lastName: row.last_name,
    usageLocation: row.usage_location,
    phoneNumber: row.phone_number,
    immutableId: row.immutable_id,
    state: row.state,
    softDeletedAt: row.soft_deleted_at === null ? null : toIso(row.soft_deleted_at),
    version: row.version,
  };
}

type AssignmentRow = { sku_id: string; group_id: string | null; group_name: string | null; disabled_plans: string[] };

type UnitsRow = {
  sku_id: string;
  sku_part_number: string;
  name: string;
  active_units: number;
  warning_units: number;
  suspended_units: number;
  consumed_units: number;
};
