import type { CustomerId, UserId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import { activeUserOf } from '../../subscriptions/tenant/store.ts';
import type { User } from '../user.ts';

/** Somebody who holds a role. */
export type RoleHolder = Pick<User, 'id' | 'displayName' | 'userPrincipalName'>;

/** One page of those who hold a role, by name. Deleted users hold none, until they are restored. */
export async function listRoleHolders(
  reader: Reader,
  asked: {
    readonly customerId: CustomerId;
    readonly roleId: string;
    readonly after: { readonly name: string; readonly userId: UserId } | null;
    readonly limit: number;
  },
): Promise<readonly RoleHolder[]> {
  const { rows } = await reader.query<RoleHolder>(
    `select u.user_id as id, u.display_name as "displayName", u.user_principal_name as "userPrincipalName"
       from directory_role_member m
       join directory_user u on u.customer_id = m.customer_id and u.user_id = m.user_id and u.state = 'active'
      where m.customer_id = $1 and m.role_id = $2 and ($3::text is null or (u.display_name, u.user_id) > ($3, $4::uuid))
      order by u.display_name, u.user_id
      limit $5`,
    [asked.customerId, asked.roleId, asked.after?.name ?? null, asked.after?.userId ?? null, asked.limit],
  );
  return rows;
}

/** The roles that somebody holds. */
export async function listRolesOf(reader: Reader, customerId: CustomerId, userId: UserId): Promise<readonly string[]> {
  const { rows } = await reader.query<{ readonly id: string }>(
    `select m.role_id as id from directory_role_member m ${activeUserOf('m', '$1')} where m.customer_id = $1 and m.user_id = $2`,
    [customerId, userId],
  );
  return rows.map(({ id }) => id);
}

/** Gives somebody a role. */
export function addRoleHolder(roleId: string, userId: UserId, since: Date): Write {
  return {
    table: 'directory_role_member',
    sql: `
      insert into directory_role_member (customer_id, role_id, user_id, since)
      select $customer, r.role_id, r.user_id, r.since from jsonb_to_recordset($rows) as r(role_id uuid, user_id uuid, since timestamptz)`,
    rows: [{ role_id: roleId, user_id: userId, since: since.toISOString() }],
  };
}

/** Takes a role from somebody. */
export function removeRoleHolder(roleId: string, userId: UserId): Write {
  return {
    table: 'directory_role_member',
    sql: `
      delete from directory_role_member m using jsonb_to_recordset($rows) as r(role_id uuid, user_id uuid)
       where m.customer_id = $customer and m.role_id = r.role_id and m.user_id = r.user_id`,
    rows: [{ role_id: roleId, user_id: userId }],
  };
}
