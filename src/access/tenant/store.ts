import type { PartnerId, PartnerUserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Person } from '../embedded/sign-in.ts';

/** Somebody of a tenant who can sign in at the embedded provider. */
export type NewTenantPerson = {
  readonly userId: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  /** Ids of roles in the tenant's directory. */
  readonly directoryRoles: readonly string[];
  readonly passwordHash: string;
};

/** Writes somebody of a tenant, for demonstrations and tests. */
export function saveTenantPerson(tx: Tx, person: NewTenantPerson, createdAt: Date): void {
  tx.send(
    `insert into tenant_person (user_id, tenant_id, user_principal_name, display_name, directory_roles, password_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      person.userId,
      person.tenantId,
      person.userPrincipalName,
      person.displayName,
      person.directoryRoles,
      person.passwordHash,
      createdAt.toISOString(),
    ],
  );
}

/** The person of that id; null when there is none. */
export async function findTenantPerson(reader: Reader, userId: string): Promise<Person | null> {
  const { rows } = await reader.query<Row>(`${PERSON} where user_id = $1`, [userId]);
  return rows[0] === undefined ? null : personOf(rows[0]);
}

/** The person who signs in by this name, with the hash of their password; null when there is none. */
export async function findTenantSignIn(
  reader: Reader,
  userPrincipalName: string,
): Promise<{ readonly user: Person; readonly passwordHash: string } | null> {
  const { rows } = await reader.query<Row>(`${PERSON} where lower(user_principal_name) = lower($1)`, [userPrincipalName]);
  return rows[0] === undefined ? null : { user: personOf(rows[0]), passwordHash: rows[0].password_hash };
}

const PERSON = 'select user_id, tenant_id, user_principal_name, display_name, directory_roles::text[], password_hash from tenant_person';

type Row = {
  readonly user_id: string;
  readonly tenant_id: string;
  readonly user_principal_name: string;
  readonly display_name: string;
  readonly directory_roles: readonly string[];
  readonly password_hash: string;
};

/** For the embedded provider a tenant is a tenant, a partner's or a customer's. To the API such a person is nobody. */
function personOf(row: Row): Person {
  return {
    userId: row.user_id as PartnerUserId,
    partnerId: row.tenant_id as PartnerId,
    userPrincipalName: row.user_principal_name,
    displayName: row.display_name,
    disabled: false,
    roles: [],
    directoryRoles: row.directory_roles,
  };
}
