import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { sendFault } from './faults.ts';

/**
 * How many requests one process works on at the same time; all but a few of them wait for a connection to the database.
 * At the slowest that is bearable, 30 a second, the last of them still has its connection before it gives up.
 */
export const WORKING_MAX = 256;

const RETRY_AFTER_SECONDS = 2;

/**
 * Refuses with 503 what comes while there is more to do than can be done soon, before anything is done for it: whoever is
 * let in is served as fast as ever, and the others know at once. Register it before whatever costs time.
 */
export function refuseOverload(app: App, workingMax: number): void {
  const working = new WeakSet<FastifyRequest>();
  let count = 0;
  const enter = (request: FastifyRequest): void => {
    working.add(request);
    count += 1;
  };
  const leave = (request: FastifyRequest): void => {
    if (working.delete(request)) count -= 1;
  };
  app.addHook('onRequest', (request, reply, next) => {
    if (count >= workingMax && request.routeOptions.config.isVital !== true) return void refuse(reply);
    enter(request);
    // What is answered past the framework has no other end. Whoever goes away leaves the work behind, which still counts.
    reply.raw.once('close', () => (reply.sent ? leave(request) : undefined));
    return next();
  });
  // Whoever is slow to send the rest takes nobody's place meanwhile.
  app.addHook('preParsing', (request, _reply, payload, next) => {
    leave(request);
    next(null, payload);
  });
  app.addHook('preValidation', (request, _reply, next) => {
    enter(request);
    next();
  });
  app.addHook('onSend', (request, _reply, payload, next) => {
    leave(request);
    next(null, payload);
  });
}

function refuse(reply: FastifyReply): FastifyReply {
  return sendFault(reply.header('Retry-After', String(RETRY_AFTER_SECONDS)), 503, {
    code: 503,
    description: `There is more to do than can be done soon. Repeat the request with the same MS-RequestId in ${RETRY_AFTER_SECONDS} seconds.`,
  });
}
