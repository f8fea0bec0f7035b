import type { FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.ts';
import { generationOf } from '../access/generation.ts';
import { isProductItem, type CatalogSource } from '../catalog/catalog.ts';
import { CustomerParams } from '../customers/contract.ts';
import { NO_CUSTOMER } from '../customers/faults.ts';
import { findCustomer } from '../customers/store.ts';
import { customerNow } from '../customers/time/clock.ts';
import { isGuid, type CustomerId, type SubscriptionId } from '../kit/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { Fault } from '../platform/contract.ts';
import type { Db } from '../platform/db.ts';
import { malformed, sendFault } from '../platform/faults.ts';
import { localeOf } from '../platform/headers.ts';
import type { Routes } from '../platform/http.ts';
import { collection } from '../platform/paging.ts';
import { readerOf } from '../platform/reader.ts';
import { Subscription, SubscriptionParams, Subscriptions, SubscriptionsQuery } from './contract.ts';
import { NO_SUBSCRIPTION } from './faults.ts';
import { windowsOf } from './new-commerce/windows.ts';
import { readRecentLedger } from './new-commerce/store.ts';
import { findSubscription, listSubscriptions } from './shown/store.ts';
import { subscriptionView, type ShownSubscription, type Surroundings } from './view.ts';

const config = { right: 'subscriptions.read' };
const tags = ['subscriptions'];

type SubscriptionDeps = { readonly db: Db; readonly catalog: Pick<CatalogSource, 'current'>; readonly clock: Clock };

/** What a customer bought from the caller's partner. */
export function subscriptionRoutes({ db, catalog, clock }: SubscriptionDeps): Routes {
  const reader = readerOf(db);
  const findCustomerOf = (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  /** For whom they are shown; with the windows of those that have any, which takes a look at the ledger. */
  const shownTo = async (
    request: FastifyRequest,
    { id, country }: { readonly id: CustomerId; readonly country: string },
    shown: readonly ShownSubscription[],
  ): Promise<Surroundings> => {
    const current = catalog.current();
    const around = { catalog: current, locale: localeOf(request), country, generation: generationOf(callerOf(request)) };
    if (!shown.some((each) => isProductItem(each.offerId) && each.status === 'active')) return around;
    const { ledger, aheadSeconds } = await readRecentLedger(reader, id);
    const now = customerNow({ aheadSeconds }, clock.now());
    return { ...around, windowsOf: (each) => windowsOf(each, current.offers.get(each.offerId), ledger, now) };
  };

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
        const surroundings = await shownTo(request, customer, found);
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
        return subscriptionView(found, await shownTo(request, customer, [found]));
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
        const surroundings = await shownTo(request, customer, found);
        return collection(
          found.map((each) => subscriptionView(each, surroundings)),
          { self: `/customers/${customer.id}/subscriptions/${parentId}/addons` },
        );
      },
    );
  };
}
