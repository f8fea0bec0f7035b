import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';

/** How long a request may take until its answer begins. Clients commonly give up after 100 seconds. */
export const ANSWER_MILLISECONDS_MAX = 60_000;

/**
 * Answers what takes too long with 503, so that nobody waits for a database that stands still. The work itself goes on:
 * a repeat under the same request id finds what came of it. The time in which a body comes in does not count, and an answer
 * that has begun may take as long as it likes.
 */
export function addDeadline(app: App, millisecondsMax: number): void {
  const timers = new WeakMap<object, NodeJS.Timeout>();
  const begin = (request: FastifyRequest, reply: FastifyReply): void => {
    const answer = (): void => {
      if (!reply.sent) void reply.send(Object.assign(new Error(`no answer within ${millisecondsMax} ms`), { code: 'ETIMEDOUT' }));
    };
    timers.set(request, setTimeout(answer, millisecondsMax).unref());
  };
  const end = (request: FastifyRequest): void => clearTimeout(timers.get(request));
  app.addHook('onRequest', (request, reply, next) => {
    begin(request, reply);
    next();
  });
  app.addHook('preParsing', (request, _reply, payload, next) => {
    end(request);
    next(null, payload);
  });
  app.addHook('preValidation', (request, reply, next) => {
    begin(request, reply);
    next();
  });
  app.addHook('onSend', (request, _reply, payload, next) => {
    end(request);
    next(null, payload);
  });
  app.addHook('onResponse', (request, _reply, next) => {
    end(request);
    next();
  });
}
