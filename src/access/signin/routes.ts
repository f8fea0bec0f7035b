import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  type Configuration,
} from 'openid-client';
import { Type } from 'typebox';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { App, Routes } from '../../platform/http.ts';
import { SESSION_COOKIE, type Access } from '../access.ts';
import { personOf, type Claims } from '../claims.ts';
import { readSecret } from '../embedded/store.ts';
import { localeAsked, obstaclePage, type SignInObstacle } from '../page.ts';
import { digest } from '../passwords.ts';
import type { PartnerUser } from '../people.ts';
import { deleteSession, saveSession } from '../store.ts';
import { consoleAt, type InnerFetch } from './commands.ts';
import { openStep, returnAddress, sealStep, STEP_SECONDS } from './step.ts';

/** What the console's sign-in is served from. */
export type ConsoleSignInDeps = { readonly access: Access; readonly db: Db; readonly clock: Clock; readonly newSecret: () => string };

const STEP_COOKIE = 'upseat_signin';
/** A working day; then the person signs in again. */
const SESSION_SECONDS = 8 * 3_600;
const ANYBODY = { config: { right: 'public' } } as const;

/** Signing in to the console and out of it: authorization code with PKCE, at the issuer that the configuration names. */
export function consoleSignInRoutes(deps: ConsoleSignInDeps): Routes {
  return async (app) => {
    const client = consoleAt(deps.access.config, innerFetch(app), () => deps.clock.now().getTime());
    let secret: Promise<string> | null = null;
    const sealSecret = (): Promise<string> => {
      secret ??= deps.db
        .transaction((tx) => readSecret(tx, 'console', deps.newSecret()))
        .catch((error: unknown) => {
          secret = null;
          throw error;
        });
      return secret;
    };
    const reached = (
      request: FastifyRequest,
      reply: FastifyReply,
      go: (found: Configuration, seal: string) => Promise<FastifyReply>,
    ): Promise<FastifyReply> =>
      client().then(
        async (found) => go(found, await sealSecret()),
        (error: unknown) => {
          request.log.error({ err: error }, 'issuer unreachable');
          return stop(request, reply.code(503).header('Retry-After', '5'), 'issuer_unreachable');
        },
      );
    app.get('/signin', ANYBODY, (request, reply) => reached(request, reply, (found, seal) => start(deps, found, seal, request, reply)));
    app.get('/signin/callback', ANYBODY, (request, reply) =>
      reached(request, reply, (found, seal) => finish(deps, found, seal, request, reply)),
    );
    app.post(
      '/signout',
      {
        config: { right: 'session.own' },
        schema: {
          response: {
            200: Type.Object({ next: Type.String({ description: 'Where the browser goes on, so that the issuer signs out too.' }) }),
          },
        },
      },
      (request, reply) => signOut(deps, client, request, reply),
    );
  };
}

async function start(
  { access, clock, newSecret }: ConsoleSignInDeps,
  client: Configuration,
  secret: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { returnTo, locale, prompt, canonical } = request.query as Readonly<Record<string, unknown>>;
  const origin = access.config.publicUrl();
  // The issuer sends the browser back to the public address, so the cookie must be there, and not at another name of this machine.
  if (canonical === undefined && request.headers.host !== new URL(origin).host) {
    const query = new URLSearchParams({
      returnTo: returnAddress(returnTo),
      ...(typeof locale === 'string' ? { locale } : {}),
      canonical: '1',
    });
    return reply.redirect(`${origin}/signin?${query.toString()}`);
  }

  const step = { state: newSecret(), nonce: newSecret(), codeVerifier: newSecret(), returnTo: returnAddress(returnTo) };
  const address = buildAuthorizationUrl(client, {
    redirect_uri: `${origin}/signin/callback`,
    scope: 'openid profile',
    state: step.state,
    nonce: step.nonce,
    code_challenge: await calculatePKCECodeChallenge(step.codeVerifier),
    code_challenge_method: 'S256',
    ui_locales: localeAsked(request.headers['accept-language'], locale),
    ...(prompt === 'login' || prompt === 'select_account' ? { prompt } : {}),
  });
  reply.setCookie(STEP_COOKIE, await sealStep(step, secret, clock.now()), { ...cookieAt(origin), path: '/signin', maxAge: STEP_SECONDS });
  return reply.header('Cache-Control', 'no-store').redirect(address.href);
}

async function finish(
  deps: ConsoleSignInDeps,
  client: Configuration,
  secret: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { access, clock } = deps;
  const origin = access.config.publicUrl();
  const sealed = request.cookies[STEP_COOKIE];
  const step = sealed === undefined ? null : await openStep(sealed, secret, clock.now());
  reply.clearCookie(STEP_COOKIE, { ...cookieAt(origin), path: '/signin' });
  if (step === null) return stop(request, reply.code(400), 'expired');

  const claims = await claimsFrom(client, new URL(request.originalUrl, origin), step);
  if (claims === null) {
    request.log.warn('the issuer did not sign the person in');
    return stop(request, reply.code(401), 'issuer_refused');
  }
  const user = await knownUser(access, claims);
  if (user === null || user.disabled) {
    const obstacle = user === null ? 'unknown_user' : 'disabled_user';
    const person = personOf(claims, null);
    const name = typeof claims['preferred_username'] === 'string' ? claims['preferred_username'] : (user?.userPrincipalName ?? null);
    const { ip: remoteAddress, correlationId } = request;
    access.failures.tell({ reason: obstacle, partnerId: user?.partnerId ?? person?.partnerId ?? null, name, remoteAddress, correlationId });
    return stop(request, reply.code(403), obstacle);
  }

  await openSession(deps, user, request, reply);
  return reply.redirect(step.returnTo, 303);
}

/** Redeems the code for what the issuer says of the person; null when state, nonce, code or signature do not fit. */
export async function claimsFrom(
  client: Configuration,
  address: URL,
  { state, nonce, codeVerifier }: { readonly state: string; readonly nonce: string; readonly codeVerifier: string },
): Promise<Claims | null> {
  try {
    const tokens = await authorizationCodeGrant(client, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    return tokens.claims() ?? null;
  } catch (error) {
    // An issuer that cannot be reached throws a TypeError; everything else is its refusal, or an answer that proves nothing.
    if (error instanceof TypeError) throw error;
    return null;
  }
}

async function knownUser({ config, directory }: Access, claims: Claims): Promise<PartnerUser | null> {
  const person = personOf(claims, config.identity.kind === 'outside' ? config.identity.signIn.partnerId : null);
  if (person === null) return null;
  const user = await directory.user(person.userId);
  return user?.partnerId === person.partnerId ? user : null;
}

async function openSession(
  { access, db, clock, newSecret }: ConsoleSignInDeps,
  { userId, partnerId }: PartnerUser,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const secret = newSecret();
  const now = clock.now();
  const session = {
    sessionHash: digest(secret),
    userId,
    partnerId,
    csrfToken: newSecret(),
    expiresAt: now.getTime() + SESSION_SECONDS * 1000,
  };
  const former = request.cookies[SESSION_COOKIE];
  await db.transaction(async (tx) => {
    if (former !== undefined) deleteSession(tx, digest(former));
    saveSession(tx, session, now);
  });
  access.directory.forget();
  reply.setCookie(SESSION_COOKIE, secret, { ...cookieAt(access.config.publicUrl()), path: '/', maxAge: SESSION_SECONDS });
}

async function signOut(
  { access, db }: ConsoleSignInDeps,
  client: () => Promise<Configuration>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ next: string }> {
  const { consoleSession } = request;
  const origin = access.config.publicUrl();
  if (consoleSession !== null) {
    await db.transaction(async (tx) => deleteSession(tx, consoleSession.sessionHash));
    access.directory.forget();
    reply.clearCookie(SESSION_COOKIE, { ...cookieAt(origin), path: '/' });
  }
  // Signed out here is signed out, whether or not the issuer can be reached to be told.
  const issuer = await client().catch(() => null);
  if (issuer?.serverMetadata().end_session_endpoint === undefined) return { next: '/' };
  return { next: buildEndSessionUrl(issuer, { post_logout_redirect_uri: `${origin}/` }).href };
}

/** How our cookies are set: for us alone, and over TLS where the address has it. */
export function cookieAt(origin: string): { readonly httpOnly: true; readonly sameSite: 'lax'; readonly secure: boolean } {
  return { httpOnly: true, sameSite: 'lax', secure: origin.startsWith('https:') };
}

/** Answers with the page that says why signing in does not go on. */
export function stop(request: FastifyRequest, reply: FastifyReply, obstacle: SignInObstacle, startAgainAt = '/signin'): FastifyReply {
  reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store');
  return reply.send(obstaclePage(localeAsked(request.headers['accept-language']), obstacle, startAgainAt));
}

/** Asks the embedded provider within the process. */
export function innerFetch(app: App): InnerFetch {
  return async (address, { method, headers, body }) => {
    const { pathname, search } = new URL(address);
    const payload = typeof body === 'string' ? { payload: body } : body instanceof URLSearchParams ? { payload: body.toString() } : {};
    const answer = await app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url: `${pathname}${search}`,
      headers: Object.fromEntries(new Headers(headers)),
      ...payload,
    });
    const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    );
    return new Response(answer.payload, { status: answer.statusCode, headers: kept });
  };
}
