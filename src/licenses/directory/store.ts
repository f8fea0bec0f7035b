import type { GranularGrant } from '../../customers/delegation/reach.ts';
import { grantsSql } from '../../customers/delegation/store.ts';
import { aheadSecondsSql } from '../../customers/time/store.ts';
import type { CustomerId, UserId } from '../../kit/ids.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { Write } from '../../platform/write.ts';
import type { Scope } from '../../subscriptions/tenant/store.ts';
import type { License } from '../assignment/decision.ts';
import { toUser, USER_COLUMNS, type UserRow } from '../store.ts';
import type { User } from '../user.ts';

/** What decides about creating, editing, deleting and restoring one user. */
export type UserFacts = {
  readonly companyName: string;
  readonly delegatedAdminServices: readonly string[];
  readonly granularAdmin: readonly GranularGrant[];
  readonly aheadSeconds: number;
  readonly catalogRevision: number;
  /** Null for a new user, and for one who is not there. */
  readonly user: User | null;
  /** Another active user has the sign-in name that is asked for, or, where none is, the user's own. */
  readonly nameTaken: boolean;
  /** Every way in which the user has, or had before the deletion, or would have through groups, a product. */
  readonly licenses: readonly License[];
  readonly licensesAtDeletion: readonly Omit<License, 'groupId'>[];
  readonly groupLicenses: readonly License[];
};

/** Gathers the facts in one statement; null when the partner has no such customer. */
export async function gatherUser(
  tx: Tx,
  { partnerId, customerId }: Scope,
  asked: { readonly userId: UserId | null; readonly name: string | null },
): Promise<UserFacts | null> {
  const { rows } = await tx.query<Omit<UserFacts, 'user'> & { user: UserRow | null }>(
    `select c.company_name as "companyName", r.delegated_admin_services as "delegatedAdminServices", ${grantsSql('$1', '$2')} as "granularAdmin",
            ${aheadSecondsSql('$1')} as "aheadSeconds", (select revision from catalog_revision) as "catalogRevision",
            (select row_to_json(u) from (select ${USER_COLUMNS} from directory_user where customer_id = $1 and user_id = $3 and state <> 'purged') u) as user,
            exists (select 1 from directory_user u where u.customer_id = $1 and u.state = 'active' and u.user_id is distinct from $3
                      and lower(u.user_principal_name) = lower(coalesce($4::text,
                            (select d.user_principal_name from directory_user d where d.customer_id = $1 and d.user_id = $3)))) as "nameTaken",
            coalesce((select json_agg(json_build_object('skuId', l.sku_id, 'groupId', nullif(l.group_id, '00000000-0000-0000-0000-000000000000'),
                'disabledPlanIds', l.disabled_plans) order by l.assigned_at, l.sku_id) from license l where l.customer_id = $1 and l.user_id = $3), '[]') as licenses,
            coalesce((select d.licenses_at_deletion from directory_user d where d.customer_id = $1 and d.user_id = $3), '[]') as "licensesAtDeletion",
            coalesce((select json_agg(json_build_object('skuId', k.sku_id, 'groupId', k.group_id, 'disabledPlanIds', k.disabled_plans) order by k.sku_id, k.group_id)
                        from group_member m
                        join group_license k on k.customer_id = m.customer_id and k.group_id = m.group_id
                       where m.customer_id = $1 and m.user_id = $3), '[]') as "groupLicenses"
       from relationship r
       join customer c on c.customer_id = r.customer_id
      where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`,
    [customerId, partnerId, asked.userId, asked.name],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, user: row.user === null ? null : toUser(row.user) };
}

/** Puts users into the directory. */
export function addUsers(users: readonly User[], at: Date): Write {
  return {
    table: 'directory_user',
    sql: `
      insert into directory_user (customer_id, user_id, user_principal_name, display_name, first_name, last_name, usage_location, phone_number, immutable_id, created_at)
      select $customer, r.user_id, r.user_principal_name, r.display_name, r.first_name, r.last_name, r.usage_location, r.phone_number, r.immutable_id, r.created_at
        from jsonb_to_recordset($rows) as r(user_id uuid, user_principal_name text, display_name text, first_name text, last_name text,
             usage_location text, phone_number text, immutable_id text, created_at timestamptz)`,
    rows: users.map((user) => ({ ...rowOf(user), created_at: at.toISOString() })),
  };
}

/** A user as it is from now on, and what goes with it. */
export type UserChange = {
  readonly user: User;
  readonly passwordChanged: boolean;
  readonly licensesAtDeletion: readonly Omit<License, 'groupId'>[];
  readonly at: Date;
};

/** Edits, deletes and restores users, and counts their version up. */
export function changeUsers(changes: readonly UserChange[]): Write {
  return {
    table: 'directory_user',
    sql: `
      update directory_user u
         set user_principal_name = r.user_principal_name, display_name = r.display_name, first_name = r.first_name, last_name = r.last_name,
             usage_location = r.usage_location, phone_number = r.phone_number, immutable_id = r.immutable_id, state = r.state,
             soft_deleted_at = r.soft_deleted_at, licenses_at_deletion = r.licenses_at_deletion, version = u.version + 1,
             password_changed_at = case when r.password_changed then r.changed_at else u.password_changed_at end
        from jsonb_to_recordset($rows) as r(user_id uuid, user_principal_name text, display_name text, first_name text, last_name text,
             usage_location text, phone_number text, immutable_id text, state text, soft_deleted_at timestamptz, licenses_at_deletion jsonb,
             password_changed boolean, changed_at timestamptz)
       where u.customer_id = $customer and u.user_id = r.user_id`,
    rows: changes.map(({ user, passwordChanged, licensesAtDeletion, at }) => ({
      ...rowOf(user),
      state: user.state,
      soft_deleted_at: user.softDeletedAt,
      licenses_at_deletion: licensesAtDeletion,
      password_changed: passwordChanged,
      changed_at: at.toISOString(),
    })),
  };
}

function rowOf(user: User) {
  return {
    user_id: user.id,
    user_principal_name: user.userPrincipalName,
    display_name: user.displayName,
    first_name: user.firstName,
    last_name: user.lastName,
    usage_location: user.usageLocation,
    phone_number: user.phoneNumber,
    immutable_id: user.immutableId,
  };
}

/** Customers with users who were deleted before a moment. */
export async function customersWithDeleted(db: Db, before: Date): Promise<readonly CustomerId[]> {
  const { rows } = await db.read<{ customer_id: string }>(
    `select distinct customer_id from directory_user where state = 'inactive' and soft_deleted_at < $1 order by 1`,
    [before.toISOString()],
  );
  return rows.map((row) => row.customer_id as CustomerId);
}

/** Empties the users of one customer who were deleted before a moment; tells how many. History keeps their ids. */
export async function purgeUsers(tx: Tx, customerId: CustomerId, before: Date): Promise<number> {
  const { rowCount } = await tx.query(
    `update directory_user
        set state = 'purged', user_principal_name = '', display_name = '', first_name = '', last_name = '', usage_location = null,
            phone_number = null, immutable_id = null, licenses_at_deletion = '[]', version = version + 1
      where customer_id = $1 and state = 'inactive' and soft_deleted_at < $2`,
    [customerId, before.toISOString()],
  );
  return rowCount;
}
