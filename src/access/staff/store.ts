import type { PartnerId, PartnerUserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { PartnerUser } from '../people.ts';
import { PERSON_COLUMNS, personOf, type PersonRow } from '../store.ts';

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
    `${PERSON} where partner_id = $1 and (lower(display_name), user_id) > ($2, $3::uuid) order by lower(display_name), user_id limit $4`,
    [asked.partnerId, asked.after?.name ?? '', asked.after?.userId ?? FIRST_ID, asked.limit],
  );
  return rows.map((row) => ({ ...personOf(row), sortName: row.sort_name }));
}

/** One person of the partner; null for an unknown one and for one of another partner alike. */
export async function findStaffMember(reader: Reader, partnerId: PartnerId, userId: PartnerUserId): Promise<PartnerUser | null> {
  const { rows } = await reader.query<Row>(`${PERSON} where partner_id = $1 and user_id = $2`, [partnerId, userId]);
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

const PERSON = `select ${PERSON_COLUMNS}, lower(display_name) as sort_name from partner_user`;

type Row = PersonRow & { readonly sort_name: string };
