import type { FastifyReply } from 'fastify';
import { Type, type Static } from 'typebox';
import { callerOf } from '../access/caller.ts';
import type { Access } from '../access/access.ts';
import { answering } from '../audit/commands.ts';
import { changeRequest } from '../customers/request.ts';
import { unreachable } from '../kit/brand.ts';
import { faultAnswer, sendAnswer, type Answer } from '../platform/answer.ts';
import type { Clock } from '../platform/clock.ts';
import { Fault, RateLimited } from '../platform/contract.ts';
import type { Db, Tx } from '../platform/db.ts';
import { malformed, NOT_FOUND, sendFault, type FaultSaid } from '../platform/faults.ts';
import type { Routes } from '../platform/http.ts';
import { urlProblem, type OutboundPolicy } from '../platform/outbound.ts';
import { readerOf } from '../platform/reader.ts';
import { askForTest, register, unregister, type RegisterOutcome, type Wish } from './commands.ts';
import {
  RegistrationBody,
  ValidationEvent,
  ValidationEventAsked,
  ValidationEventParams,
  WebhookEvents,
  WebhookRegistration,
} from './contract.ts';
import { findDelivery } from './deliveries/store.ts';
import { RAISED_EVENTS, readEvents, TEST_EVENT } from './events.ts';
import type { Registration } from './registration.ts';
import { findRegistration } from './store.ts';
import { registrationView, validationView } from './view.ts';

export type WebhookDeps = {
  readonly access: Pick<Access, 'config'>;
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Where webhooks may be sent; the internet over HTTPS where nothing is said. */
  readonly outbound?: OutboundPolicy;
};

const config = { right: 'webhooks.manage' };
const tags = ['webhooks'];
const BASE = '/webhooks/v1/registration';
const TESTS_KEPT_MS = 7 * 86_400_000;
/** What is allowed where the operator says nothing. */
const STRICT: OutboundPolicy = { plainHttp: 'never', addresses: 'public' };

/** Where the caller's partner is told what happens, and of what. */
export function webhookRoutes(deps: WebhookDeps): Routes {
  const { db, outbound = STRICT } = deps;
  const answerOnce = answering(deps);
  const around = () => ({ now: deps.clock.now(), newId: deps.newId });
  const reader = readerOf(db);

  return async (app) => {
    app.get(
      `${BASE}/events`,
      { config, schema: { summary: 'The events that can be asked for', tags, response: { 200: WebhookEvents } } },
      async () => [...RAISED_EVENTS],
    );

    app.get(
      BASE,
      { config, schema: { summary: 'The partner’s registration', tags, response: { 200: WebhookRegistration, 404: Fault } } },
      async (request, reply) => {
        const found = await findRegistration(reader, callerOf(request).partnerId);
        return found === null ? sendFault(reply, 404, NOT_REGISTERED) : registrationView(found);
      },
    );

    app.post(
      BASE,
      {
        config,
        schema: {
          summary: 'Register the partner’s receiver',
          tags,
          body: RegistrationBody,
          response: { 200: WebhookRegistration, 400: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const read = readWish(request.body, outbound);
        if ('fault' in read) return sendFault(reply, 400, read.fault);
        const order = { wish: read.wish, must: 'be_new' as const, answer };
        return registered(reply, await db.transaction((tx) => register(tx, changeRequest(request), order, around())));
      },
    );

    app.put(
      BASE,
      {
        config,
        schema: {
          summary: 'Change the receiver, its events or where the signature stands',
          tags,
          body: RegistrationBody,
          response: { 200: WebhookRegistration, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const read = readWish(request.body, outbound);
        if ('fault' in read) return sendFault(reply, 400, read.fault);
        const order = { wish: read.wish, must: 'be_there' as const, answer };
        return registered(reply, await db.transaction((tx) => register(tx, changeRequest(request), order, around())));
      },
    );

    app.delete(
      BASE,
      { config, schema: { summary: 'End the registration', tags, response: { 204: Type.Null(), 404: Fault } } },
      async (request, reply) => {
        const end = async (tx: Tx): Promise<Answer> =>
          (await unregister(tx, changeRequest(request), around())) ? { status: 204, body: null } : faultAnswer(404, NOT_REGISTERED);
        return sendAnswer(reply, await answerOnce(request, end));
      },
    );

    app.post(
      `${BASE}/validationEvents`,
      {
        config,
        schema: {
          summary: 'Send a test event, at most twice a minute',
          tags,
          response: { 200: ValidationEventAsked, 400: Fault, 404: Fault, 429: RateLimited },
        },
      },
      async (request, reply) => {
        const word = (correlationId: string) => ({ status: 200, body: { correlationId } });
        const outcome = await db.transaction((tx) => askForTest(tx, changeRequest(request), word, around()));
        switch (outcome.kind) {
          case 'asked':
            return reply.code(200).send(outcome.answer.body as Static<typeof ValidationEventAsked>);
          case 'none':
            return sendFault(reply, 404, NOT_REGISTERED);
          case 'not_wanted':
            return sendFault(reply, 400, malformed('webhookEvents', `of the registration must hold ${TEST_EVENT}`));
          case 'too_fast':
            return tooFast(reply, outcome.waitSeconds);
          default:
            return unreachable(outcome);
        }
      },
    );

    app.get(
      `${BASE}/validationEvents/:correlationId`,
      {
        config,
        schema: {
          summary: 'What came of a test event, for seven days',
          tags,
          params: ValidationEventParams,
          response: { 200: ValidationEvent, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const now = deps.clock.now();
        const found = await findDelivery(reader, partnerId, request.params.correlationId, now);
        const isKept = found?.eventName === TEST_EVENT && now.getTime() - Date.parse(found.queuedAt) < TESTS_KEPT_MS;
        if (!isKept) return sendFault(reply, 404, NOT_FOUND);
        return validationView(found, (await findRegistration(reader, partnerId))?.url ?? '');
      },
    );
  };
}

const NOT_REGISTERED: FaultSaid = { code: 1000, description: 'No receiver is registered for webhooks.' };
const REGISTERED_ALREADY: FaultSaid = {
  code: 2000,
  description: 'A receiver is registered already. Change it with PUT.',
  data: ['webhookUrl'],
};

function readWish(body: Static<typeof RegistrationBody>, policy: OutboundPolicy): { readonly wish: Wish } | { readonly fault: FaultSaid } {
  const url = body.webhookUrl.trim();
  const problem = urlProblem(url, policy);
  if (problem === 'address_refused') return { fault: malformed('webhookUrl', 'leads to an address that the operator does not allow') };
  if (problem === 'plain_http_refused') return { fault: malformed('webhookUrl', 'must begin with https://') };
  if (problem !== null) return { fault: malformed('webhookUrl', 'must be a web address without user name and fragment') };
  const read = readEvents(body.webhookEvents);
  if (read.kind === 'unknown') return { fault: malformed('webhookEvents', `holds ${read.name}, which is no event`) };
  return { wish: { url, events: read.events, signatureInMsHeader: body.signatureTokenToMsSignatureHeader ?? false } };
}

function answer(saved: Registration) {
  return { status: 200, body: registrationView(saved) };
}

function registered(reply: FastifyReply, outcome: RegisterOutcome): FastifyReply {
  switch (outcome.kind) {
    case 'saved':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'exists':
      return sendFault(reply, 409, REGISTERED_ALREADY);
    case 'none':
      return sendFault(reply, 404, NOT_REGISTERED);
    default:
      return unreachable(outcome);
  }
}

/** In the shape of the public gateway, like every answer to who asks too fast. */
function tooFast(reply: FastifyReply, waitSeconds: number): FastifyReply {
  const message = `Rate limit is exceeded. Try again in ${waitSeconds} seconds.`;
  return reply.code(429).header('Retry-After', String(waitSeconds)).send({ statusCode: 429, message });
}
