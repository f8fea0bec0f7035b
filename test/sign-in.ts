import { after } from 'node:test';
import { importJWK, SignJWT, type JWTPayload } from 'jose';
import { embeddedIssuer, type Access } from '../src/access/access.ts';
import { ROLES, type Caller, type Role } from '../src/access/caller.ts';
import type { Application, Partner, PartnerUser } from '../src/access/people.ts';
import { hashPassword } from '../src/access/passwords.ts';
import { embeddedIdentityRoutes } from '../src/access/embedded/routes.ts';
import { tenantRoutes } from '../src/access/embedded/tenants/routes.ts';
import { authentication, openAccess } from '../src/access/routes.ts';
import { sessionRoutes } from '../src/access/session/routes.ts';
import { consoleSignInRoutes } from '../src/access/signin/routes.ts';
import { saveApplication, savePartner, savePartnerUser } from '../src/access/store.ts';
import type { ApplicationId, PartnerId, PartnerUserId } from '../src/kit/ids.ts';
import type { Currency } from '../src/kit/money.ts';
import { newId, newSecret, systemClock, type Clock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import { createHttpServer, type App } from '../src/platform/http.ts';
import { personOf } from './callers.ts';

/** A partner with one person for each role and one program, and tokens for them as the embedded provider signs them. */
export type SignIns = {
  readonly access: Access;
  readonly partner: Partner;
  readonly application: Omit<Application, 'disabled'>;
  readonly people: Readonly<Record<Role, Omit<PartnerUser, 'disabled'>>>;
  /** A program without a secret, which acts for people only. */
  readonly publicApplication: Omit<Application, 'disabled'>;
  /** A token for a person with this role, or for the program alone. */
  readonly tokenFor: (who: Role | 'application') => Promise<string>;
  /** The caller whom such a token proves. */
  readonly callerAs: (who: Role | 'application') => Caller;
  /** A token with any claims, signed with the provider's key. */
  readonly sign: (claims: JWTPayload) => Promise<string>;
};

/** Everybody's password, and the secret of the program. */
export const PASSWORD = 'correct horse battery staple';

export type SignInOptions = { readonly clock?: Clock; readonly name?: string; readonly publicUrl?: () => string };

/** Writes a partner, its people and its program, and opens access for them. */
export async function testSignIns(
  db: Db,
  { clock = systemClock, name = 'contoso', publicUrl = () => 'http://127.0.0.1:8480' }: SignInOptions = {},
): Promise<SignIns> {
  const partner: Partner = {
    partnerId: newId() as PartnerId,
    name,
    kind: 'direct',
    country: 'US',
    currency: 'USD' as Currency,
    domain: `${name}.example.com`,
    mpnId: '4847383',
    standing: 'good',
  };
  const person = (role: Role): Omit<PartnerUser, 'disabled'> => ({
    userId: newId() as PartnerUserId,
    partnerId: partner.partnerId,
    userPrincipalName: `${role}@${partner.domain}`,
    displayName: role,
    roles: [role],
  });
  const people = Object.fromEntries(ROLES.map((role) => [role, person(role)])) as Record<Role, Omit<PartnerUser, 'disabled'>>;
  const application = {
    applicationId: newId() as ApplicationId,
    partnerId: partner.partnerId,
    displayName: 'A program',
    redirectUris: ['https://tool.example.com/back'],
  };
  const publicApplication = { ...application, applicationId: newId() as ApplicationId, redirectUris: ['http://localhost:9999/back'] };
  const hash = await hashPassword(PASSWORD, Buffer.from('0123456789abcdef'));
  await db.transaction(async (tx) => {
    savePartner(tx, partner, clock.now());
    for (const role of ROLES) savePartnerUser(tx, people[role], hash, clock.now());
    saveApplication(tx, application, hash, clock.now());
    saveApplication(tx, publicApplication, null, clock.now());
  });

  const access = openAccess({ db, clock, config: { publicUrl, identity: { kind: 'embedded', audiences: [] } } });
  const sign = (claims: JWTPayload): Promise<string> => signWith(access, clock, claims);
  const tokenFor = (who: Role | 'application'): Promise<string> => {
    const common = { tid: partner.partnerId, appid: application.applicationId };
    if (who === 'application') return sign({ ...common, idtyp: 'app' });
    return sign({ ...common, oid: people[who].userId, upn: people[who].userPrincipalName, scp: 'user_impersonation' });
  };
  const callerAs = (who: Role | 'application'): Caller => {
    const { applicationId, partnerId, displayName } = application;
    return who === 'application' ? { kind: 'application', applicationId, partnerId, displayName } : personOf(people[who]);
  };
  return { access, partner, application, publicApplication, people, tokenFor, callerAs, sign };
}

async function signWith(access: Access, clock: Clock, claims: JWTPayload): Promise<string> {
  const [key] = (await access.embeddedKeys?.keys()) ?? [];
  if (key === undefined) throw new Error('no signing key');
  const now = Math.floor(clock.now().getTime() / 1000);
  const defaults = {
    iss: embeddedIssuer(access.config),
    aud: 'https://api.partnercenter.microsoft.com',
    iat: now,
    nbf: now,
    exp: now + 3600,
  };
  return new SignJWT({ ...defaults, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
    .sign(await importJWK(key.jwk, 'RS256'));
}

/** A server on a port of its own with all addresses of access, those of the embedded provider only where it signs people in. */
export async function serveSignIns(access: Access, db: Db, clock: Clock, addRoutes: (app: App) => void): Promise<string> {
  const app = createHttpServer({ newId, log: false });
  after(() => app.close());
  const deps = { access, db, clock, newSecret, mode: 'demo' as const };
  const embedded = access.embeddedKeys === null ? [] : [embeddedIdentityRoutes(deps), tenantRoutes(deps)];
  for (const routes of [authentication(access), consoleSignInRoutes(deps), sessionRoutes(deps), ...embedded]) await app.register(routes);
  addRoutes(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

export type FormAnswer = { readonly status: number; readonly body: any; readonly headers: Headers };

/** Sends a form, as token requests are. */
export async function postForm(
  address: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<FormAnswer> {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers: { ...headers }, redirect: 'manual' });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
}
