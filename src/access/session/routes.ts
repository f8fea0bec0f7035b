import formbody from '@fastify/formbody';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import type { Access } from '../access.ts';
import { callerOf } from '../caller.ts';
import { ConsoleSessionView, ExchangedToken } from '../contract.ts';
import { rightsOf } from '../permissions.ts';
import { findPartner } from '../store.ts';

export type SessionDeps = {
  readonly access: Access;
  readonly db: Db;
  readonly clock: Clock;
  readonly mode: 'demo' | 'production';
};

/** What a caller learns of itself: the console its session, an old client a token in exchange for its own. */
export function sessionRoutes({ access, db, clock, mode }: SessionDeps): Routes {
  return async (app) => {
    app.get(
      '/console/session',
      {
        config: { right: 'session.own' },
        schema: { response: { 200: ConsoleSessionView } },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const session = request.consoleSession;
        if (caller.kind === 'application' || session === null)
          return sendFault(reply, 401, { code: 400, description: 'Access denied. Nobody is signed in to the console here.' });
        const partner = await findPartner(readerOf(db), caller.partnerId);
        if (partner === null) throw new Error(`the partner ${caller.partnerId} of a signed-in person is gone`);
        const { partnerId: id, name, country, currency, kind } = partner;
        const { userId, displayName, userPrincipalName, roles } = caller;
        reply.header('Cache-Control', 'no-store');
        return {
          user: { id: userId, displayName, userPrincipalName, roles: [...roles] },
          partner: { id, name, country, currency, kind },
          csrfToken: session.csrfToken,
          rights: [...rightsOf(caller)],
          mode,
        };
      },
    );

    await app.register(formbody, { bodyLimit: 16_384 });
    app.post(
      '/generatetoken',
      {
        config: { right: 'session.own' },
        schema: { response: { 200: ExchangedToken } },
      },
      async (request, reply) => {
        const { grant_type: grant } = (request.body ?? {}) as { readonly grant_type?: unknown };
        if (grant !== 'jwt_token')
          return sendFault(reply, 400, { code: 2000, description: 'The grant_type must be jwt_token.', data: ['grant_type'] });
        const token = request.headers.authorization?.replace(/^Bearer +/i, '').trim();
        const proof = token === undefined ? null : await access.prover.token(token);
        if (token === undefined || proof?.kind !== 'caller')
          return sendFault(reply, 401, { code: 400, description: 'Access denied. Send the token to exchange as a bearer token.' });
        reply.header('Cache-Control', 'no-store');
        const secondsLeft = Math.max(0, Math.floor((proof.expiresAt - clock.now().getTime()) / 1000) - 60);
        return { access_token: token, token_type: 'bearer' as const, expires_in: secondsLeft };
      },
    );
  };
}
