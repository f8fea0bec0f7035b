import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildAuthorizationUrl, calculatePKCECodeChallenge, type Configuration } from 'openid-client';
import { Type } from 'typebox';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Routes } from '../../platform/http.ts';
import type { Access } from '../access.ts';
import { INVITATION_CALLBACK } from '../embedded/clients.ts';
import { localeAsked } from '../page.ts';
import { customersAt } from '../signin/commands.ts';
import { claimsFrom, cookieAt, innerFetch, stop } from '../signin/routes.ts';
import { openStep, sealStep, STEP_SECONDS } from '../signin/step.ts';
import { readSecret } from '../embedded/store.ts';
import { TENANT_COOKIE, tenantDoor } from './commands.ts';
import { tenantPersonOf } from './person.ts';
import { PERSON_SECONDS } from './seal.ts';

export type TenantSignInDeps = { readonly access: Access; readonly db: Db; readonly clock: Clock; readonly newSecret: () => string };

const STEP_COOKIE = 'upseat_invitation_step';
const PAGE = '/invitation';
const OWN = { config: { right: 'tenant.own' } } as const;

/**
 * Signing in of people of customers: at the issuer for customers, authorization code with PKCE. What they hold afterwards
 * is a sealed cookie for half an hour, which opens the page of invitations and nothing of a partner's.
 */
export function tenantSignInRoutes(deps: TenantSignInDeps): Routes {
  const { access, db, newSecret } = deps;
  const door = tenantDoor(deps);
  return async (app) => {
    const client = customersAt(access.config, innerFetch(app), () => deps.clock.now().getTime());
    const stepSecret = (): Promise<string> => db.transaction((tx) => readSecret(tx, 'tenant step', newSecret()));
    const reached = async (
      request: FastifyRequest,
      reply: FastifyReply,
      go: (found: Configuration, secret: string) => Promise<FastifyReply>,
    ): Promise<FastifyReply> => {
      if (client === null) return stop(request, reply.code(501), 'customers_not_configured', PAGE);
      const found = await client().catch((error: unknown) => {
        request.log.error({ err: error }, 'issuer for customers unreachable');
        return null;
      });
      if (found === null) return stop(request, reply.code(503).header('Retry-After', '5'), 'issuer_unreachable', PAGE);
      return go(found, await stepSecret());
    };

    app.get('/invitation/signin', OWN, (request, reply) =>
      reached(request, reply, (found, secret) => start(deps, found, secret, request, reply)),
    );

    app.get(INVITATION_CALLBACK, OWN, (request, reply) =>
      reached(request, reply, async (found, secret) => {
        const origin = access.config.publicUrl();
        const sealed = request.cookies[STEP_COOKIE];
        const step = sealed === undefined ? null : await openStep(sealed, secret, deps.clock.now());
        reply.clearCookie(STEP_COOKIE, { ...cookieAt(origin), path: PAGE });
        if (step === null) return stop(request, reply.code(400), 'expired', PAGE);
        const claims = await claimsFrom(found, new URL(request.originalUrl, origin), step);
        const person = claims === null ? null : tenantPersonOf(claims);
        if (person === null) return stop(request, reply.code(401), 'issuer_refused', PAGE);
        // Strict: no other site can make this browser answer an invitation.
        reply.setCookie(TENANT_COOKIE, await door.seal(person), {
          ...cookieAt(origin),
          sameSite: 'strict',
          path: '/',
          maxAge: PERSON_SECONDS,
        });
        return reply.redirect(PAGE, 303);
      }),
    );

    app.post(
      '/v1/tenant/signout',
      {
        ...OWN,
        schema: {
          summary: 'Sign somebody of a customer out',
          tags: ['invitations'],
          response: { 200: Type.Object({ next: Type.String() }) },
        },
      },
      async (_request, reply) => {
        reply.clearCookie(TENANT_COOKIE, { ...cookieAt(access.config.publicUrl()), sameSite: 'strict', path: '/' });
        return { next: PAGE };
      },
    );
  };
}

async function start(
  { access, clock, newSecret }: TenantSignInDeps,
  client: Configuration,
  secret: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { locale, canonical } = request.query as Readonly<Record<string, unknown>>;
  const origin = access.config.publicUrl();
  // The issuer sends the browser back to the public address, so the cookie must be there.
  if (canonical === undefined && request.headers.host !== new URL(origin).host)
    return reply.redirect(`${origin}/invitation/signin?canonical=1`);

  const step = { state: newSecret(), nonce: newSecret(), codeVerifier: newSecret(), returnTo: PAGE };
  const address = buildAuthorizationUrl(client, {
    redirect_uri: `${origin}${INVITATION_CALLBACK}`,
    scope: 'openid profile',
    state: step.state,
    nonce: step.nonce,
    code_challenge: await calculatePKCECodeChallenge(step.codeVerifier),
    code_challenge_method: 'S256',
    ui_locales: localeAsked(request.headers['accept-language'], locale),
  });
  reply.setCookie(STEP_COOKIE, await sealStep(step, secret, clock.now()), { ...cookieAt(origin), path: PAGE, maxAge: STEP_SECONDS });
  return reply.header('Cache-Control', 'no-store').redirect(address.href);
}
