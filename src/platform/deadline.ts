import type { App } from './app.ts';

/** How long a request may take until its answer begins. Clients commonly give up after 100 seconds. */
export const ANSWER_MILLISECONDS_MAX = 60_000;

/**
 * Answers what takes too long with 503, so that nobody waits for a database that stands still. The work itself goes on:
 * a repeat under the same request id finds what came of it. An answer that has begun may take as long as it likes.
 */
export function addDeadline(app: App, millisecondsMax: number): void {
  const timers = new WeakMap<object, NodeJS.Timeout>();
  app.addHook('onRequest', (request, reply, next) => {
    const answer = (): void => {
      if (!reply.sent) void reply.send(Object.assign(new Error(`no answer within ${millisecondsMax} ms`), { code: 'ETIMEDOUT' }));
    };
    timers.set(request, setTimeout(answer, millisecondsMax).unref());
    next();
  });
  app.addHook('onSend', (request, _reply, payload, next) => {
    clearTimeout(timers.get(request));
    next(null, payload);
  });
  app.addHook('onResponse', (request, _reply, next) => {
    clearTimeout(timers.get(request));
    next();
  });
}
