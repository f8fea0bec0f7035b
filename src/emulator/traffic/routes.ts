import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import { isApiPath } from '../../platform/paths.ts';
import { faultWords } from '../fault-rules.ts';
import { faultOf } from '../faults/routes.ts';
import { keptBody, keptHeaders, type Traffic } from '../traffic.ts';

/** Where clients ask for tokens: below a tenant, or at the old exchange. */
const TOKENS = /^\/([^/]+\/oauth2\/(v2\.0\/)?token|generatetoken)(\?|$)/i;

/** Writes down every request of the API and for a token, with its answer. `onExchange` hears of each, for a file. */
export function trafficRecorder(options: {
  readonly traffic: Traffic;
  readonly clock: Clock;
  readonly onExchange: (exchange: object) => void;
}): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (app) => {
    const payloads = new WeakMap<FastifyRequest, string>();
    app.addHook('onSend', async (request, reply, payload) => {
      if (typeof payload === 'string') payloads.set(request, payload);
      // The connection is about to be cut: nothing comes after this.
      if (faultOf(request)?.kind === 'lost_answer') record(request, reply, 0);
      return payload;
    });
    app.addHook('onResponse', async (request, reply) => record(request, reply, reply.statusCode));
    app.addHook('onRequestAbort', async (request) => {
      if (faultOf(request)?.kind === 'disconnect') record(request, null, 0);
    });

    function record(request: FastifyRequest, reply: FastifyReply | null, status: number): void {
      const path = request.originalUrl;
      if (!isApiPath(path) && !TOKENS.test(path)) return;
      const fault = faultOf(request);
      const requestBody = keptBody(request.body);
      const responseBody = keptBody(payloads.get(request));
      const milliseconds = reply === null ? 0 : Math.round(reply.elapsedTime * 10) / 10;
      const exchange = {
        at: new Date(options.clock.now().getTime() - milliseconds).toISOString(),
        milliseconds,
        method: request.method,
        path,
        requestId: request.id,
        correlationId: request.correlationId,
        requestHeaders: keptHeaders(request.headers),
        ...(requestBody === undefined ? {} : { requestBody }),
        status,
        responseHeaders: reply === null ? {} : keptHeaders(reply.getHeaders()),
        ...(responseBody === undefined ? {} : { responseBody }),
        ...(fault === undefined ? {} : { fault: faultWords(fault) }),
      };
      options.traffic.add(exchange);
      options.onExchange(exchange);
    }
  };
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}
