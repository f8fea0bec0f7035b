import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { faultBody } from '../../platform/faults.ts';
import type { FaultOrder } from '../contract.ts';
import { asksForUpgrades, faultInHeader } from '../fault-rules.ts';
import { statusAnswer } from '../status-answers.ts';
import { refusedUpgrades } from '../upgrade-errors.ts';
import type { EmulatorState } from '../state.ts';

/** Lets happen what the rules and the header `X-Upseat-Fault` ask for. Register it before all routes. */
export function faultsOnRequest(state: EmulatorState): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (app) => {
    const chosen = new WeakMap<FastifyRequest, FaultOrder>();
    app.addHook('onRequest', async (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '/';
      if (path.startsWith('/emulator')) return undefined;
      const order = faultInHeader(headerOf(request)) ?? state.decideFor({ method: request.method, path });
      if (order === null) return undefined;
      chosen.set(request, order);
      markFault(request, order);
      return begin(order, request, reply);
    });
    app.addHook('preHandler', async (request, reply) => {
      const order = chosen.get(request);
      if (order?.kind !== 'upgrade_error' || request.method !== 'POST' || !asksForUpgrades(pathOf(request))) return undefined;
      return reply.send(refusedUpgrades(order));
    });
    app.addHook('onSend', async (request, reply, payload) => {
      const order = chosen.get(request);
      if (order?.kind === 'lost_answer') {
        request.raw.socket.destroy();
        return payload;
      }
      const isList = order?.kind === 'upgrade_error' && request.method === 'GET' && reply.statusCode === 200;
      if (!isList || typeof payload !== 'string' || !asksForUpgrades(pathOf(request))) return payload;
      return JSON.stringify(refusedUpgrades(order, JSON.parse(payload)));
    });
  };
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

const FAULTS = new WeakMap<FastifyRequest, FaultOrder>();

/** What was let happen to a request, for the record of the traffic. */
export function faultOf(request: FastifyRequest): FaultOrder | undefined {
  return FAULTS.get(request);
}

function markFault(request: FastifyRequest, order: FaultOrder): void {
  FAULTS.set(request, order);
}

async function begin(order: FaultOrder, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  switch (order.kind) {
    case 'latency':
      await wait(order.milliseconds ?? 0);
      return undefined;
    case 'disconnect':
      request.raw.socket.destroy();
      return reply.hijack();
    case 'status': {
      const { status, retryAfterSeconds, body } = statusAnswer(order);
      if (retryAfterSeconds !== undefined) reply.header('Retry-After', String(retryAfterSeconds));
      return reply.code(status).send('fault' in body ? faultBody(body.fault) : body.plain);
    }
    default:
      return undefined;
  }
}

function headerOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-upseat-fault'];
  return typeof header === 'string' ? header : undefined;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}
