import { toIso } from '../kit/dates.ts';
import type { ApplicationId, PartnerId, PartnerUserId } from '../kit/ids.ts';
import type { Reader } from '../platform/reader.ts';
import type { Tx } from '../platform/db.ts';
import type { Role } from './caller.ts';
import type { ClientGeneration } from './generation.ts';
import type { Application, ConsoleSession, Partner, PartnerUser } from './people.ts';

/** Writes a new partner. */
export function savePartner(tx: Tx, partner: Partner, createdAt: Date): void {
  const { partnerId, name, kind, country, currency, domain, mpnId, standing } = partner;
  tx.send(
    `insert into partner (partner_id, name, kind, country, currency, domain, mpn_id, standing, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [partnerId, name, kind, country, currency, domain, mpnId, standing, createdAt.toISOString()],
  );
}

/** Writes a new person of a partner with their roles. `passwordHash` only where the embedded provider signs them in. */
export function savePartnerUser(tx: Tx, user: Omit<PartnerUser, 'disabled'>, passwordHash: string | null, createdAt: Date): void {
  tx.send(
    `with saved as (
       insert into partner_user (user_id, partner_id, user_principal_name, display_name, password_hash, created_at)
       values ($1, $2, $3, $4, $5, $6)
       returning user_id
     )
     insert into partner_user_role (user_id, role)
     select user_id, role from saved cross join unnest($7::text[]) as role`,
    [user.userId, user.partnerId, user.userPrincipalName, user.displayName, passwordHash, createdAt.toISOString(), user.roles],
  );
}

/** Writes a new program of a partner. `secretHash` only where the embedded provider signs it in; without one it is a public client. */
export function saveApplication(tx: Tx, application: Omit<Application, 'disabled'>, secretHash: string | null, createdAt: Date): void {
  const { applicationId, partnerId, displayName, redirectUris } = application;
  tx.send(
    `insert into partner_application (application_id, partner_id, display_name, secret_hash, redirect_uris, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [applicationId, partnerId, displayName, secretHash, redirectUris, createdAt.toISOString()],
  );
}

/** Writes what can change about a person: name, roles, and that they may sign in again. Access is taken by `disablePartnerUser`. */
export function changePartnerUser(tx: Tx, { userId, displayName, roles, disabled }: PartnerUser): void {
  tx.send('update partner_user set display_name = $2, disabled_at = case when $3 then disabled_at end where user_id = $1', [
    userId,
    displayName,
    disabled,
  ]);
  tx.send('delete from partner_user_role where user_id = $1 and role <> all($2::text[])', [userId, roles]);
  tx.send('insert into partner_user_role (user_id, role) select $1, role from unnest($2::text[]) as role on conflict do nothing', [
    userId,
    roles,
  ]);
}

/** Takes a person's access away: their tokens and sessions count no longer. */
export function disablePartnerUser(tx: Tx, userId: PartnerUserId, at: Date): void {
  tx.send('delete from console_session where user_id = $1', [userId]);
  tx.send('update partner_user set disabled_at = $2 where user_id = $1 and disabled_at is null', [userId, at.toISOString()]);
}

/** Takes a program's access away. */
export function disableApplication(tx: Tx, applicationId: ApplicationId, at: Date): void {
  tx.send('update partner_application set disabled_at = $2 where application_id = $1 and disabled_at is null', [
    applicationId,
    at.toISOString(),
  ]);
}

/** The partner of that id; null when there is none. */
export async function findPartner(reader: Reader, partnerId: PartnerId): Promise<Partner | null> {
  const { rows } = await reader.query<PartnerRow>(`${PARTNER} where partner_id = $1`, [partnerId]);
  return rows[0] === undefined ? null : partnerOf(rows[0]);
}

/** The partner that owns a domain, as existing clients name tenants; null when none does. */
export async function findPartnerByDomain(reader: Reader, domain: string): Promise<Partner | null> {
  const { rows } = await reader.query<PartnerRow>(`${PARTNER} where lower(domain) = lower($1) order by partner_id limit 1`, [domain]);
  return rows[0] === undefined ? null : partnerOf(rows[0]);
}

/** The partner of that number in the partner network; null for none, or where two share it. */
export async function findPartnerByMpnId(reader: Reader, mpnId: string): Promise<Partner | null> {
  const { rows } = await reader.query<PartnerRow>(`${PARTNER} where mpn_id = $1 limit 2`, [mpnId]);
  return rows.length === 1 && rows[0] !== undefined ? partnerOf(rows[0]) : null;
}

/** The person of that id, with the roles of this moment. */
export async function findPartnerUser(reader: Reader, userId: PartnerUserId): Promise<PartnerUser | null> {
  const { rows } = await reader.query<UserRow>(`${USER} where partner_user.user_id = $1`, [userId]);
  return rows[0] === undefined ? null : personOf(rows[0]);
}

/** The person who signs in by this name, with the hash of their password; null when there is none. */
export async function findSignIn(
  reader: Reader,
  userPrincipalName: string,
): Promise<{ readonly user: PartnerUser; readonly passwordHash: string | null } | null> {
  const { rows } = await reader.query<UserRow>(`${USER} where lower(partner_user.user_principal_name) = lower($1)`, [userPrincipalName]);
  return rows[0] === undefined ? null : { user: personOf(rows[0]), passwordHash: rows[0].password_hash };
}

/** The program of that id; `secretHash` is null for a public client. */
export async function findApplication(
  reader: Reader,
  applicationId: ApplicationId,
): Promise<{ readonly application: Application; readonly secretHash: string | null } | null> {
  const { rows } = await reader.query<ApplicationRow>(
    `select ${APPLICATION}, secret_hash from partner_application where application_id = $1`,
    [applicationId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return { application: applicationOf(row), secretHash: row.secret_hash };
}

const APPLICATION = 'application_id, partner_id, display_name, redirect_uris, disabled_at is not null as disabled, client_generation';

/** The programs of a partner, by name. A partner has a handful. */
export async function listApplications(reader: Reader, partnerId: PartnerId): Promise<readonly Application[]> {
  const { rows } = await reader.query<Omit<ApplicationRow, 'secret_hash'>>(
    `select ${APPLICATION} from partner_application where partner_id = $1 order by lower(display_name), application_id`,
    [partnerId],
  );
  return rows.map(applicationOf);
}

/** Sets what the client library of a program can read. */
export function setClientGeneration(tx: Tx, applicationId: ApplicationId, generation: ClientGeneration): void {
  tx.send('update partner_application set client_generation = $2 where application_id = $1', [applicationId, generation]);
}

/** Writes a new console session and forgets those that have ended. */
export function saveSession(tx: Tx, session: ConsoleSession, now: Date): void {
  tx.send('delete from console_session where expires_at <= $1', [now.toISOString()]);
  tx.send(
    `insert into console_session (session_hash, user_id, partner_id, csrf_token, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      session.sessionHash,
      session.userId,
      session.partnerId,
      session.csrfToken,
      now.toISOString(),
      new Date(session.expiresAt).toISOString(),
    ],
  );
}

/** The console session of that hash, ended or not; null when there is none. */
export async function findSession(reader: Reader, sessionHash: string): Promise<ConsoleSession | null> {
  const { rows } = await reader.query<SessionRow>(
    'select session_hash, user_id, partner_id, csrf_token, expires_at from console_session where session_hash = $1',
    [sessionHash],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    sessionHash: row.session_hash,
    userId: row.user_id as PartnerUserId,
    partnerId: row.partner_id as PartnerId,
    csrfToken: row.csrf_token,
    expiresAt: Date.parse(toIso(row.expires_at)),
  };
}

/** Ends a console session. */
export function deleteSession(tx: Tx, sessionHash: string): void {
  tx.send('delete from console_session where session_hash = $1', [sessionHash]);
}

const PARTNER = 'select partner_id, name, kind, country, currency, domain, mpn_id, standing from partner';

/** The columns of `partner_user` that a person is read from. */
export const PERSON_COLUMNS = `user_id, partner_id, user_principal_name, display_name, disabled_at is not null as disabled,
    array(select role from partner_user_role where partner_user_role.user_id = partner_user.user_id order by role) as roles`;

const USER = `select ${PERSON_COLUMNS}, password_hash from partner_user`;

type PartnerRow = {
  readonly partner_id: string;
  readonly name: string;
  readonly kind: Partner['kind'];
  readonly country: string;
  readonly currency: string;
  readonly domain: string;
  readonly mpn_id: string;
  readonly standing: Partner['standing'];
};

export type PersonRow = {
  readonly user_id: string;
  readonly partner_id: string;
  readonly user_principal_name: string;
  readonly display_name: string;
  readonly disabled: boolean;
  readonly roles: readonly Role[];
};

type UserRow = PersonRow & { readonly password_hash: string | null };

type ApplicationRow = {
  readonly application_id: string;
  readonly partner_id: string;
  readonly display_name: string;
  readonly secret_hash: string | null;
  readonly redirect_uris: readonly string[];
  readonly disabled: boolean;
  readonly client_generation: ClientGeneration;
};

type SessionRow = {
  readonly session_hash: string;
  readonly user_id: string;
  readonly partner_id: string;
  readonly csrf_token: string;
  readonly expires_at: string;
};

function partnerOf(row: PartnerRow): Partner {
  return {
    partnerId: row.partner_id as PartnerId,
    name: row.name,
    kind: row.kind,
    country: row.country,
    currency: row.currency as Partner['currency'],
    domain: row.domain,
    mpnId: row.mpn_id,
    standing: row.standing,
  };
}

/** The person of these columns. */
export function personOf(row: PersonRow): PartnerUser {
  return {
    userId: row.user_id as PartnerUserId,
    partnerId: row.partner_id as PartnerId,
    userPrincipalName: row.user_principal_name,
    displayName: row.display_name,
    disabled: row.disabled,
    roles: row.roles,
  };
}

function applicationOf(row: Omit<ApplicationRow, 'secret_hash'>): Application {
  return {
    applicationId: row.application_id as ApplicationId,
    partnerId: row.partner_id as PartnerId,
    displayName: row.display_name,
    redirectUris: row.redirect_uris,
    disabled: row.disabled,
    ...(row.client_generation === 'newest' ? { generation: 'newest' as const } : {}),
  };
}
