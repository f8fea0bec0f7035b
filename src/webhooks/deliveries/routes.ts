import { callerOf } from '../../access/caller.ts';
import { unreachable } from '../../kit/brand.ts';
import { Fault } from '../../platform/contract.ts';
import { malformed, NOT_FOUND, sendFault, type FaultSaid } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { replay, replayAll } from '../commands.ts';
import type { WebhookDeps } from '../routes.ts';
import {
  ContinuationHeaders,
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
          ReplayBody,
          ReplayedDeliveries,
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
        const queued = await db.transaction((tx) => replayAll(tx, { partnerId }, narrowed, clock.now()));
        return queued === null ? sendFault(reply, 409, NOWHERE) : { queued };
      },
    );

    app.post(
      `${BASE}/:deliveryId/replay`,
      {
        config,
        schema: {
          summary: 'Send it again, with ten new tries',
          tags,
          params: DeliveryParams,
          ReplayBody,
          ReplayedDeliveries,
          response: { 200: WebhookDelivery, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const outcome = await db.transaction((tx) => replay(tx, { partnerId }, request.params.deliveryId, clock.now()));
        switch (outcome.kind) {
          case 'queued':
            return deliveryView(outcome.delivery);
          case 'no_such_delivery':
            return sendFault(reply, 404, NOT_FOUND);
          case 'not_registered':
            return sendFault(reply, 409, NOWHERE);
          case 'being_sent':
            return sendFault(reply, 409, { code: 900278, description: 'It is being sent at this moment. Try again in a minute.' });
          default:
            return unreachable(outcome);
        }
      },
    );
  };
}

const NOWHERE: FaultSaid = { code: 900279, description: 'No receiver is registered, so there is nowhere to send it.' };
