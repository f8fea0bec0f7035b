import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { unreachable } from '../kit/brand.ts';
import type { PartnerId } from '../kit/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { sendFault } from '../platform/faults.ts';
import { readerOf } from '../platform/reader.ts';
import { embeddedIssuer, SESSION_COOKIE, type Access } from './access.ts';
import { attempts } from './attempts.ts';
import { remembering } from './directory.ts';
import { keyRing, type SigningKey } from './embedded/keys.ts';
import { endSigningKeys, findSigningKeys, saveSigningKey } from './embedded/store.ts';
import { claimedBy } from './journal/claimed.ts';
import { failureLog } from './journal/commands.ts';
import { listKeptIssuers } from './issuers/store.ts';
import { isSame } from './passwords.ts';
import type { ConsoleSession } from './people.ts';
import { outsideKeys } from './outside-keys.ts';
import { isRight, may, RIGHTS, type Rule } from './permissions.ts';
import { explainProof, prover, type Proof, type ProofRefusal } from './proof.ts';
import { notAllowed } from './refusal.ts';
import type { AccessConfig, TrustedIssuer } from './settings.ts';
import { findApplication, findPartnerUser, findSession } from './store.ts';
import { isIssuerUnreachable } from './token.ts';
import { trustList } from './trust.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The signed-in browser that a request comes from; null for callers with a token. */
    consoleSession: ConsoleSession | null;
  }
}

/** Opens what sign-in needs: keys, lookups and the prover of callers. Reads nothing yet. */
export function openAccess({ db, clock, config }: { readonly db: Db; readonly clock: Clock; readonly config: AccessConfig }): Access {
  const reader = readerOf(db);
  const nowMs = (): number => clock.now().getTime();
  const directory = remembering(
    {
      user: (id) => findPartnerUser(reader, id),
      application: async (id) => (await findApplication(reader, id))?.application ?? null,
      session: (hash) => findSession(reader, hash),
    },
    nowMs,
  );
  const save = (key: SigningKey, olderEndAt: Date): Promise<void> =>
    db.transaction(async (tx) => {
      endSigningKeys(tx, olderEndAt);
      saveSigningKey(tx, key);
    });
  const embeddedKeys =
    config.identity.kind === 'embedded' ? keyRing({ load: () => findSigningKeys(reader, clock.now()), save }, clock.now) : null;
  const trusted = trustList({
    settled: () => settledIssuers(config),
    kept: () => listKeptIssuers(reader),
    // The embedded provider's keys are at hand; fetching them would mean asking ourselves.
    keysOf: (issuer) =>
      embeddedKeys !== null && issuer.issuer === embeddedIssuer(config) ? embeddedKeys.find : outsideKeys(issuer, nowMs),
    nowMs,
  });
  return {
    config,
    directory,
    embeddedKeys,
    prover: prover(trusted, directory, clock.now),
    attempts: attempts(),
    failures: failureLog({ db, clock }),
  };
}

/**
 * Proves the caller of every request and asks the table whether they may. Must be registered first: it looks at every
 * route that is declared after it, and the server does not start when one names no right.
 */
export function authentication(access: Access): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (app) => {
    if (!app.hasRequestDecorator('cookies')) await app.register(cookie);
    if (!app.hasRequestDecorator('caller')) app.decorateRequest('caller', null);
    app.decorateRequest('consoleSession', null);
    refuseRoutesWithoutRight(app);
    app.addHook('onRequest', (request, reply) => admit(access, request, reply));
  };
  // The hooks are for the whole server, not for this plugin alone.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

function refuseRoutesWithoutRight(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const without = routes.filter((route) => !isRight(route.config?.right)).map((route) => `${String(route.method)} ${route.url}`);
    if (without.length > 0) throw new Error(`these routes name no right of the table: ${without.join(', ')}`);
  });
}

async function admit(access: Access, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  if (request.is404) return undefined;
  const { right } = request.routeOptions.config;
  if (!isRight(right)) throw new Error(`${request.routeOptions.url ?? request.url} names no right`);
  const rule: Rule = RIGHTS[right];
  if (rule.asks === 'nothing') return undefined;

  const proof = await proofOf(access, request);
  if (proof === 'issuer_unreachable') {
    return sendFault(reply.header('Retry-After', '5'), 503, {
      code: 503,
      description: 'The sign-in service cannot be reached at the moment, so the token cannot be checked.',
    });
  }
  if (proof === null) return denied(reply, null);
  if (proof.kind === 'refused') {
    if (NOTED.has(proof.reason)) {
      const { ip: remoteAddress, correlationId } = request;
      const claimed = claimedBy(request.headers.authorization, proof.reason);
      const partnerId = claimed.partnerId ?? partnerOfIssuer(access.config, claimed.issuer);
      // What no partner can read stands in the operator's log.
      if (partnerId === null) request.log.warn({ reason: proof.reason, remoteAddress }, 'refused credentials that name no partner');
      access.failures.tell({ ...claimed, partnerId, reason: proof.reason, remoteAddress, correlationId });
    }
    return denied(reply, explainProof(proof.reason));
  }
  if (proof.session !== null && isWriting(request.method) && !hasCsrfToken(request, proof.session)) {
    return sendFault(reply, 403, {
      code: 900308,
      description: 'The X-CSRF-Token header is missing or not that of the session.',
      data: ['X-CSRF-Token'],
    });
  }
  request.caller = proof.caller;
  request.consoleSession = proof.session;

  const permission = may(proof.caller, right);
  return permission.kind === 'allowed' ? undefined : sendFault(reply, 403, notAllowed(right, permission));
}

/** Credentials that are wrong, not merely old: those that somebody made up, took from elsewhere, or may use no longer. */
const NOTED: ReadonlySet<string> = new Set<ProofRefusal>([
  'algorithm',
  'issuer',
  'key_unknown',
  'signature',
  'audience',
  'tenant_foreign',
  'user_unknown',
  'user_disabled',
  'application_unknown',
  'application_disabled',
]);

/** Who the request's credentials prove; null when it has none. */
async function proofOf({ prover: { token, session } }: Access, request: FastifyRequest): Promise<Proof | 'issuer_unreachable' | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const bearer = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization)?.[1];
    if (bearer === undefined) return { kind: 'refused', reason: 'malformed' };
    return token(bearer).catch((error: unknown) => {
      if (!isIssuerUnreachable(error)) throw error;
      request.log.error({ err: error }, 'issuer unreachable');
      return 'issuer_unreachable' as const;
    });
  }
  const secret = request.cookies[SESSION_COOKIE];
  return secret === undefined ? null : session(secret);
}

/** A request without credentials learns how to bring some; one with bad ones also learns what is wrong with them. */
function denied(reply: FastifyReply, why: string | null): FastifyReply {
  const error = why === null ? '' : `, error="invalid_token", error_description="${why}"`;
  reply.header('WWW-Authenticate', `Bearer realm="Upseat"${error}`);
  return sendFault(reply, 401, {
    code: 400,
    description: why === null ? 'Access denied. Send a bearer token, or sign in.' : `Access denied. ${why}`,
  });
}

function isWriting(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

function hasCsrfToken(request: FastifyRequest, session: ConsoleSession): boolean {
  const given = request.headers['x-csrf-token'];
  return typeof given === 'string' && isSame(given, session.csrfToken);
}

/** The partner whose people an issuer of the settings knows, where it knows one partner only. */
function partnerOfIssuer(config: AccessConfig, issuer: string | null): PartnerId | null {
  return settledIssuers(config).find((each) => each.issuer === issuer)?.partnerId ?? null;
}

/** The issuers of the settings. */
function settledIssuers(config: AccessConfig): readonly TrustedIssuer[] {
  const { identity } = config;
  switch (identity.kind) {
    case 'embedded': {
      const audiences = [...identity.audiences, config.publicUrl()];
      return [{ issuer: embeddedIssuer(config), audiences, jwksUri: null, partnerId: null }];
    }
    case 'outside':
      return [identity.signIn, ...identity.others];
    default:
      return unreachable(identity);
  }
}
