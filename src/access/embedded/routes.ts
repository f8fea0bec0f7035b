import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Interaction, Provider, StorageAdapter, StoredContent } from 'oidc-provider';
import { unreachable } from '../../kit/brand.ts';
import { isGuid, type ApplicationId, type PartnerId, type PartnerUserId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { App, Routes } from '../../platform/http.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { embeddedIssuer, type Access } from '../access.ts';
import { localeAsked, obstaclePage, signInPage, type SignInProblem } from '../page.ts';
import { findTenantPerson, findTenantSignIn } from '../tenant/store.ts';
import { findApplication, findPartner, findPartnerByDomain, findPartnerUser, findSignIn } from '../store.ts';
import { COMMAND_CLIENT_ID, commandClient, consoleClient, INVITATION_CALLBACK, programClient } from './clients.ts';
import { identityProvider } from './commands.ts';
import type { KeyRing } from './keys.ts';
import { passwordCheck, type Person, type SignIn } from './sign-in.ts';
import {
  consumeRecord,
  deleteGrant,
  deleteRecord,
  findRecord,
  findRecordByUid,
  readSecret,
  saveRecord,
  type IdentityRecord,
} from './store.ts';

/** What the embedded provider is served from. */
export type EmbeddedIdentityDeps = { readonly access: Access; readonly db: Db; readonly clock: Clock; readonly newSecret: () => string };

const ANYBODY = { config: { right: 'public' } } as const;

/** The embedded identity provider under `/identity`, with its sign-in page. Fails at start where an outside issuer signs people in. */
export function embeddedIdentityRoutes(deps: EmbeddedIdentityDeps): Routes {
  const { embeddedKeys } = deps.access;
  if (embeddedKeys === null) throw new Error('the embedded identity provider does not run beside an outside issuer');
  const signIn = passwordCheck(lookupsOf(deps.db), deps.access.attempts, deps.clock.now, ({ name, address: remoteAddress, partnerId }) =>
    deps.access.failures.tell({ reason: 'password', name, remoteAddress, partnerId, correlationId: null }),
  );

  return async (app) => {
    const current = providers(deps, embeddedKeys, signIn, (error) => app.log.error({ err: error }, 'embedded identity provider'));
    await app.register(async (scope: App) => {
      // The provider reads its bodies itself.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request: unknown, _body: unknown, done: (error: null) => void) => done(null));
      scope.route({
        method: ['GET', 'POST', 'OPTIONS'],
        url: '/identity/*',
        ...ANYBODY,
        handler: async (request, reply) => pass(deps.access, await current(), request, reply),
      });
    });
    await app.register(async (scope: App) => {
      await scope.register(formbody, { bodyLimit: 16_384 });
      scope.get('/identity/sign-in/:uid', ANYBODY, async (request, reply) => {
        const step = await stepOf(await current(), request, reply);
        return step === null ? obstacle(request, reply) : ask(request, reply, step, null);
      });
      scope.post('/identity/sign-in/:uid', ANYBODY, async (request, reply) => trySignIn(await current(), signIn, request, reply));
    });
  };
}

/** The provider of the moment. It holds its keys, so that new keys make a new provider. */
function providers(deps: EmbeddedIdentityDeps, keyRing: KeyRing, signIn: SignIn, report: (error: Error) => void): () => Promise<Provider> {
  const { access, db, clock, newSecret } = deps;
  let made: { readonly of: unknown; readonly provider: Provider } | null = null;
  let secret: Promise<string> | null = null;
  return async () => {
    const keys = await keyRing.keys();
    if (made?.of === keys) return made.provider;
    secret ??= db.transaction((tx) => readSecret(tx, 'embedded', newSecret()));
    const cookieSecret = await secret;
    const provider = identityProvider({
      issuer: embeddedIssuer(access.config),
      keys: keys.map(({ jwk }) => jwk),
      cookieSecret,
      audiences: access.config.identity.kind === 'embedded' ? [...access.config.identity.audiences, access.config.publicUrl()] : [],
      storage: (kind) => (kind === 'Client' ? clientStorage(access, db) : recordStorage(kind, db, clock)),
      findUser: (id) => findPerson(readerOf(db), id),
      signIn,
      signInPath: (uid) => `/identity/sign-in/${uid}`,
      errorPage: (acceptLanguage) => obstaclePage(localeAsked(acceptLanguage), 'issuer_refused'),
    });
    provider.on('server_error', (_context, error) => report(error));
    made = { of: keys, provider };
    return provider;
  };
}

/** Hands a request over to the provider, which sees the program as browsers do. */
async function pass({ config }: Access, provider: Provider, { raw, url, ip }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { host, protocol } = new URL(config.publicUrl());
  const path = url.slice('/identity'.length);
  Object.assign(raw, { originalUrl: url, url: path });
  Object.assign(raw.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.replace(':', ''), 'x-forwarded-for': ip });
  // The provider remembers nobody from one sign-in to the next: in a demo people change from one role to another.
  raw.headers.cookie = withoutSession(raw.headers.cookie ?? '');
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    // The provider's answers by form contain a line of script of their own.
    if (value !== undefined && name !== 'content-security-policy') reply.raw.setHeader(name, value);
  }
  reply.hijack();
  await provider.callback()(raw, reply.raw);
  return reply;
}

function withoutSession(cookies: string): string {
  return cookies
    .split(';')
    .filter((cookie) => !/^\s*upseat_identity(\.sig)?=/.test(cookie))
    .join(';');
}

async function trySignIn(provider: Provider, signIn: SignIn, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const step = await stepOf(provider, request, reply);
  if (step === null) return obstacle(request, reply);
  const { username, password } = (request.body ?? {}) as { readonly username?: unknown; readonly password?: unknown };
  if (typeof username !== 'string' || typeof password !== 'string') return ask(request, reply.code(400), step, { kind: 'wrong' });

  const outcome = await signIn({ userPrincipalName: username, password, tenant: step.params['tenant'] ?? null, address: request.ip });
  switch (outcome.kind) {
    case 'signed_in':
      return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { login: { accountId: outcome.user.userId } }), 303);
    case 'refused':
      return ask(request, reply.code(401), step, { kind: 'wrong' });
    case 'too_many':
      return ask(request, reply.code(429).header('Retry-After', String(outcome.waitSeconds)), step, outcome);
    default:
      return unreachable(outcome);
  }
}

/** The sign-in that the request's cookie belongs to; null when it has ended or is another's. */
async function stepOf(provider: Provider, request: FastifyRequest, reply: FastifyReply): Promise<Interaction | null> {
  try {
    const step = await provider.interactionDetails(request.raw, reply.raw);
    return step.uid === (request.params as { readonly uid: string }).uid ? step : null;
  } catch (error) {
    if ((error as { readonly statusCode?: unknown }).statusCode === 400) return null;
    throw error;
  }
}

function ask(request: FastifyRequest, reply: FastifyReply, { uid, params }: Interaction, problem: SignInProblem | null): FastifyReply {
  const { ui_locales: asked = params['ui_locales'] } = request.query as { readonly ui_locales?: string };
  const locale = localeAsked(request.headers['accept-language'], asked);
  const { username = params['login_hint'] ?? '' } = (request.body ?? {}) as { readonly username?: string };
  const otherLanguageAddress = `/identity/sign-in/${uid}?ui_locales=${locale === 'en' ? 'zh-TW' : 'en'}`;
  allowReturn(reply, params['redirect_uri']);
  const audience = String(params['redirect_uri']).endsWith(INVITATION_CALLBACK) ? 'customer' : 'partner';
  return html(reply).send(signInPage({ locale, otherLanguageAddress, audience, userPrincipalName: username, problem }));
}

/** A form's target includes where its answer leads on to: here, in the end, to the program that asked. */
function allowReturn(reply: FastifyReply, address: string | undefined): void {
  const policy = String(reply.getHeader('content-security-policy') ?? `form-action 'self'`);
  if (address !== undefined && URL.canParse(address))
    reply.header('Content-Security-Policy', policy.replace(`form-action 'self'`, `form-action 'self' ${new URL(address).origin}`));
}

function obstacle(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return html(reply.code(400)).send(obstaclePage(localeAsked(request.headers['accept-language']), 'expired'));
}

function html(reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store');
}

/** The person of that id, of a partner or of a customer. */
async function findPerson(reader: Reader, id: string): Promise<Person | null> {
  if (!isGuid(id)) return null;
  return (await findPartnerUser(reader, id as PartnerUserId)) ?? findTenantPerson(reader, id);
}

function lookupsOf(db: Db): Parameters<typeof passwordCheck>[0] {
  const reader = readerOf(db);
  return {
    signIn: async (name) => (await findSignIn(reader, name)) ?? findTenantSignIn(reader, name),
    tenantId: async (tenant) => {
      const partner = isGuid(tenant)
        ? await findPartner(reader, tenant.toLowerCase() as PartnerId)
        : await findPartnerByDomain(reader, tenant);
      return partner?.partnerId ?? null;
    },
  };
}

/** The provider's clients: the console, the command line, and the programs of the partners. They are read, never written. */
function clientStorage({ config }: Access, db: Db): StorageAdapter {
  const find = async (id: string): Promise<StoredContent | undefined> => {
    const console = consoleClient(config.publicUrl());
    if (id === console['client_id']) return console;
    if (id === COMMAND_CLIENT_ID) return commandClient();
    if (!isGuid(id)) return undefined;
    const found = await findApplication(readerOf(db), id.toLowerCase() as ApplicationId);
    return found === null || found.application.disabled ? undefined : programClient(id, found.application, found.secretHash);
  };
  const refuse = async (): Promise<never> => {
    throw new Error('clients are rows of partner_application');
  };
  return { find, findByUid: refuse, findByUserCode: refuse, upsert: refuse, consume: refuse, destroy: refuse, revokeByGrantId: refuse };
}

function recordStorage(kind: string, db: Db, clock: Clock): StorageAdapter {
  const reader = readerOf(db);
  return {
    upsert: (id, content, expiresInSeconds) => {
      const now = clock.now();
      const expiresAt = expiresInSeconds === undefined ? null : new Date(now.getTime() + expiresInSeconds * 1000);
      const record = { kind, id, content, grantId: textIn(content, 'grantId'), uid: textIn(content, 'uid'), consumedAt: null, expiresAt };
      return db.transaction(async (tx) => saveRecord(tx, record, now));
    },
    find: async (id) => contentOf(await findRecord(reader, kind, id, clock.now())),
    findByUid: async (uid) => contentOf(await findRecordByUid(reader, kind, uid, clock.now())),
    // Codes that people type in are for devices without a keyboard; there are none here.
    findByUserCode: async () => undefined,
    consume: (id) => db.transaction(async (tx) => consumeRecord(tx, kind, id, clock.now())),
    destroy: (id) => db.transaction(async (tx) => deleteRecord(tx, kind, id)),
    revokeByGrantId: (grantId) => db.transaction(async (tx) => deleteGrant(tx, grantId)),
  };
}

function contentOf(record: IdentityRecord | null): StoredContent | undefined {
  if (record === null) return undefined;
  return { ...record.content, ...(record.consumedAt === null ? {} : { consumed: true }) };
}

function textIn(content: StoredContent, name: string): string | null {
  const value = content[name];
  return typeof value === 'string' ? value : null;
}
