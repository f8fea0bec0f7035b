import { Type } from 'typebox';
import type { Db } from './db.ts';
import type { Routes } from './app.ts';

const PATIENCE_MS = 2000;
const RETRY_AFTER_SECONDS = 1;

const Health = Type.Object({ status: Type.Union([Type.Literal('ok'), Type.Literal('unavailable')]) });

const Life = Type.Object({ status: Type.Literal('alive') });

/**
 * `GET /health`: 200 when the program can serve, which means that its database answers; else 503. `GET /live`: 200 as long as it
 * answers at all, whatever the database does: to start it again would not bring the database back.
 */
export function healthRoutes({ db }: { readonly db: Db }): Routes {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/live',
      schema: { summary: 'Whether the program answers at all; without the database', tags: ['about'], response: { 200: Life } },
      config: { right: 'public', isVital: true },
      handler: async () => ({ status: 'alive' as const }),
    });
    app.route({
      method: 'GET',
      url: '/health',
      schema: { summary: 'Whether the program can serve', tags: ['about'], response: { 200: Health, 503: Health } },
      config: { right: 'public', isVital: true },
      handler: async (_request, reply) => {
        if (await canServe(db)) return reply.code(200).send({ status: 'ok' });
        return reply.code(503).header('Retry-After', String(RETRY_AFTER_SECONDS)).send({ status: 'unavailable' });
      },
    });
  };
}

/** Whether the database answers soon. A question that hangs counts as no answer. */
export async function canServe(db: Pick<Db, 'read'>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), PATIENCE_MS);
  const answer = db.read('select 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
