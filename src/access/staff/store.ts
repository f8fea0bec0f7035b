import type { PartnerId, PartnerUserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Role } from '../caller.ts';
import type { PartnerUser } from '../people.ts';

/** The people of one partner take turns: two who each remove one of the last two global admins must not both succeed. */
export async function lockStaff(tx: Tx, partnerId: PartnerId): Promise<void> {
  await tx.query('select 1 from partner where partner_id = $1 for no key update', [partnerId]);
}

/** One page of a partner's people, by name. */
export async function listStaff(
  reader: Reader,
  asked: {
    readonly partnerId: PartnerId;
    readonly after: { readonly name: string; readonly userId: string } | null;
    readonly limit: number;
  },
): Promise<readonly (PartnerUser & { readonly sortName: string })[]> {
  const { rows } = await reader.query<Row>(
    `${PERSON} where u.partner_id = $1 and (lower(u.display_name), u.user_id) > ($2, $3::uuid) order by lower(u.display_name), u.user_id limit $4`,
    [asked.partnerId, asked.after?.name ?? '', asked.after?.userId ?? FIRST_ID, asked.limit],
  );
  return rows.map((row) => ({ ...personOf(row), sortName: row.sort_name }));
}

/** One person of the partner; null for an unknown one and for one of another partner alike. */
export async function findStaffMember(reader: Reader, partnerId: PartnerId, userId: PartnerUserId): Promise<PartnerUser | null> {
  const { rows } = await reader.query<Row>(`${PERSON} where u.partner_id = $1 and u.user_id = $2`, [partnerId, userId]);
  return rows[0] === undefined ? null : personOf(rows[0]);
}

/** How many global admins of the partner can sign in. */
export async function countGlobalAdmins(reader: Reader, partnerId: PartnerId): Promise<number> {
  const { rows } = await reader.query<{ admins: number }>(
    `select count(*)::integer as admins
       from partner_user u join partner_user_role r on r.user_id = u.user_id and r.role = 'global_admin'
      where u.partner_id = $1 and u.disabled_at is null`,
    [partnerId],
  );
  return rows[0]?.admins ?? 0;
}

/** Whether somebody, of whichever partner, has this id or this name already. */
export async function isTaken(reader: Reader, userId: PartnerUserId, userPrincipalName: string): Promise<boolean> {
  const { rows } = await reader.query<{ taken: boolean }>(
    `select exists (select 1 from partner_user where user_id = $1 or lower(user_principal_name) = lower($2))
         or exists (select 1 from tenant_person where user_id = $1 or lower(user_principal_name) = lower($2)) as taken`,
    [userId, userPrincipalName],
  );
  return rows[0]?.taken === true;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const PERSON = `select u.user_id, u.partner_id, u.user_principal_name, u.display_name, u.disabled_at is not null as disabled,
    lower(u.display_name) as sort_name, array(select r.role from partner_user_role r where r.user_id = u.user_id order by r.role) as roles
  from partner_user u`;

type Row = {
  readonly user_id: string;
  readonly partner_id: string;
  readonly user_principal_name: string;
  readonly display_name: string;
  readonly disabled: boolean;
  readonly sort_name: string;
  readonly roles: readonly Role[];
};

function personOf(row: Row): PartnerUser {
  return {
    userId: row.user_id as PartnerUserId,
    partnerId: row.partner_id as PartnerId,
    userPrincipalName: row.user_principal_name,
    displayName: row.display_name,
    disabled: row.disabled,
    roles: row.roles,
  };
}
