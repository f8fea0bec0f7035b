import type { FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.ts';
import { generationOf } from '../access/generation.ts';
import type { CatalogSource } from '../catalog/catalog.ts';
import { CustomerParams } from '../customers/contract.ts';
import { NO_CUSTOMER } from '../customers/faults.ts';
import { findCustomer } from '../customers/store.ts';
import { isGuid, type CustomerId, type SubscriptionId } from '../kit/ids.ts';
import { Fault } from '../platform/contract.ts';
import type { Db } from '../platform/db.ts';
import { malformed, sendFault } from '../platform/faults.ts';
import { localeOf } from '../platform/headers.ts';
import type { Routes } from '../platform/http.ts';
import { collection } from '../platform/paging.ts';
import { readerOf } from '../platform/reader.ts';
import { Subscription, SubscriptionParams, Subscriptions, SubscriptionsQuery } from './contract.ts';
import { NO_SUBSCRIPTION } from './faults.ts';
import { findSubscription, listSubscriptions } from './store.ts';
import { subscriptionView, type Surroundings } from './view.ts';

const config = { right: 'subscriptions.read' };
const tags = ['subscriptions'];

/** What a customer bought from the caller's partner. */
export function subscriptionRoutes({ db, catalog }: { readonly db: Db; readonly catalog: Pick<CatalogSource, 'current'> }): Routes {
  const reader = readerOf(db);
  const findCustomerOf = (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  const shownTo = (request: FastifyRequest, country: string): Surroundings => ({
    catalog: catalog.current(),
    locale: localeOf(request),
    country,
    generation: generationOf(callerOf(request)),
  });

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/subscriptions',
      {
        config,
        schema: {
          summary: 'A customer’s subscriptions',
          tags,
          params: CustomerParams,
          querystring: SubscriptionsQuery,
          response: { 200: Subscriptions, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { order_id: orderId, mpn_id: resellerMpnId } = request.query;
        if (orderId !== undefined && !isGuid(orderId)) return sendFault(reply, 400, malformed('order_id', 'must be a GUID'));
        const customer = await findCustomerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const only = { ...(orderId === undefined ? {} : { orderId }), ...(resellerMpnId === undefined ? {} : { resellerMpnId }) };
        const found = await listSubscriptions(reader, customer.scope, only);
        const surroundings = shownTo(request, customer.country);
        return collection(
          found.map((each) => subscriptionView(each, surroundings)),
          { self: `/customers/${customer.id}/subscriptions` },
        );
      },
    );

    app.get(
      '/v1/customers/:customerId/subscriptions/:subscriptionId',
      {
        config,
        schema: { summary: 'One subscription', tags, params: SubscriptionParams, response: { 200: Subscription, 404: Fault } },
      },
      async (request, reply) => {
        const customer = await findCustomerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const found = await findSubscription(reader, customer.scope, request.params.subscriptionId as SubscriptionId);
        if (found === null) return sendFault(reply, 404, NO_SUBSCRIPTION);
        return subscriptionView(found, shownTo(request, customer.country));
      },
    );

    app.get(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/addons',
      {
        config,
        schema: {
          summary: 'The add-ons of a subscription',
          tags,
          params: SubscriptionParams,
          response: { 200: Subscriptions, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await findCustomerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const parentId = request.params.subscriptionId as SubscriptionId;
        if ((await findSubscription(reader, customer.scope, parentId)) === null) return sendFault(reply, 404, NO_SUBSCRIPTION);
        const found = await listSubscriptions(reader, customer.scope, { parentId });
        const surroundings = shownTo(request, customer.country);
        return collection(
          found.map((each) => subscriptionView(each, surroundings)),
          { self: `/customers/${customer.id}/subscriptions/${parentId}/addons` },
        );
      },
    );
  };
}
