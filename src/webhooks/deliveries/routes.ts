import { callerOf } from '../../access/caller.ts';
import { answering } from '../../audit/commands.ts';
import { unreachable } from '../../kit/brand.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../platform/answer.ts';
import { ContinuationHeaders, Fault } from '../../platform/contract.ts';
import { malformed, NOT_FOUND, sendFault, type FaultSaid } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { replay, replayAll, type ReplayOutcome } from '../commands.ts';
import type { WebhookDeps } from '../routes.ts';
import {
  DeliveriesQuery,
  DeliveryParams,
  ReplayBody,
  ReplayedDeliveries,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookDeliveryDetail,
} from './contract.ts';
import { nextToken, readSearch } from './question.ts';
import { findDelivery, listDeliveries } from './store.ts';
import { deliveryDetailView, deliveryView } from './view.ts';

const config = { right: 'webhooks.manage' };
const tags = ['webhooks'];
const BASE = '/v1/webhooks/deliveries';

/** The log of what was sent to the partner's receiver, and sending it again. */
export function webhookDeliveryRoutes({ access, db, clock }: WebhookDeps): Routes {
  const reader = readerOf(db);
  const answerOnce = answering({ db, clock });
  return async (app) => {
    app.get(
      BASE,
      {
        config,
        schema: {
          summary: 'What was sent to the partner’s receiver, latest first',
          tags,
          querystring: DeliveriesQuery,
          headers: ContinuationHeaders,
          response: { 200: WebhookDeliveries, 400: Fault },
        },
      },
      async (request, reply) => {
        const read = readSearch(request.query, request.headers['ms-continuationtoken']);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { size } = read.search;
        const search = { ...read.search, size: size + 1, now: clock.now() };
        const { items, last } = cutPage(await listDeliveries(reader, callerOf(request).partnerId, search), size);
        const self = `/webhooks/deliveries?size=${size}`;
        const next = last === null ? {} : { next: { uri: `${self}&seekOperation=Next`, token: nextToken(read.search, last) } };
        return collection(items.map(deliveryView), { self, ...next });
      },
    );

    app.get(
      `${BASE}/:deliveryId`,
      {
        config,
        schema: {
          summary: 'One delivery with what is sent and every try',
          tags,
          params: DeliveryParams,
          response: { 200: WebhookDeliveryDetail, 404: Fault },
        },
      },
      async (request, reply) => {
        const found = await findDelivery(reader, callerOf(request).partnerId, request.params.deliveryId, clock.now());
        return found === null ? sendFault(reply, 404, NOT_FOUND) : deliveryDetailView(found, access.config.publicUrl());
      },
    );

    app.post(
      `${BASE}/replay`,
      {
        config,
        schema: {
          summary: 'Send everything again that was given up',
          tags,
          body: ReplayBody,
          response: { 200: ReplayedDeliveries, 400: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const { eventName, resource } = request.body;
        const narrowed = { eventName: eventName?.trim() || null, resource: resource?.trim().toLowerCase() || null };
        const answer = await answerOnce(request, async (tx) => {
          const queued = await replayAll(tx, { partnerId }, narrowed, clock.now());
          return queued === null ? faultAnswer(409, NOWHERE) : { status: 200, body: { queued } };
        });
        return sendAnswer(reply, answer);
      },
    );

    app.post(
      `${BASE}/:deliveryId/replay`,
      {
        config,
        schema: {
          summary: 'Send a delivery again, with ten new tries',
          tags,
          params: DeliveryParams,
          response: { 200: WebhookDelivery, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const answer = await answerOnce(request, async (tx) =>
          replayed(await replay(tx, { partnerId }, request.params.deliveryId, clock.now())),
        );
        return sendAnswer(reply, answer);
      },
    );
  };
}

function replayed(outcome: ReplayOutcome): Answer {
  switch (outcome.kind) {
    case 'queued':
      return { status: 200, body: deliveryView(outcome.delivery) };
    case 'no_such_delivery':
      return faultAnswer(404, NOT_FOUND);
    case 'not_registered':
      return faultAnswer(409, NOWHERE);
    case 'being_sent':
      return faultAnswer(409, { code: 900278, description: 'It is being sent at this moment. Try again in a minute.' });
    default:
      return unreachable(outcome);
  }
}

const NOWHERE: FaultSaid = { code: 900279, description: 'No receiver is registered, so there is nowhere to send it.' };
