import { callerOf } from '../../../access/caller.ts';
import type { CatalogSource } from '../../../catalog/catalog.ts';
import { catalogSoldBy } from '../../../catalog/prices.ts';
import { NO_CUSTOMER } from '../../../customers/faults.ts';
import { findCustomer } from '../../../customers/store.ts';
import { customerNow } from '../../../customers/time/clock.ts';
import type { CustomerId, PartnerId, SubscriptionId } from '../../../kit/ids.ts';
import type { Clock } from '../../../platform/clock.ts';
import { ContinuationHeaders, Fault } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/db.ts';
import { malformed, sendFault } from '../../../platform/faults.ts';
import { localeOf } from '../../../platform/headers.ts';
import type { Routes } from '../../../platform/http.ts';
import { collection, cutPage } from '../../../platform/paging.ts';
import { readerOf } from '../../../platform/reader.ts';
import { SubscriptionParams } from '../../../subscriptions/contract.ts';
import { NO_SUBSCRIPTION } from '../../../subscriptions/faults.ts';
import { findSubscription } from '../../../subscriptions/shown/store.ts';
import { ScheduledChanges, ScheduledChangesQuery } from '../contract.ts';
import { nextToken, readListQuestion } from '../question.ts';
import { listOfPartner, listOfSubscription } from '../store.ts';
import { scheduleView } from '../view.ts';

export type ScheduledListDeps = { readonly db: Db; readonly catalog: Pick<CatalogSource, 'current'>; readonly clock: Clock };

const tags = ['scheduled changes'];
const config = { right: 'subscriptions.read' } as const;

/** What is scheduled, of one subscription and of all customers. */
export function scheduledListRoutes({ db, catalog, clock }: ScheduledListDeps): Routes {
  const reader = readerOf(db);
  const shown = (partnerId: PartnerId, country: string, request: Parameters<typeof localeOf>[0]) => ({
    catalog: catalogSoldBy(catalog.current(), { partnerId, country }),
    locale: localeOf(request),
  });

  return async (app) => {
    app.get(
      '/v1/scheduledchanges',
      {
        config,
        schema: {
          summary: 'Everything that is scheduled, of all customers, by day',
          tags,
          querystring: ScheduledChangesQuery,
          headers: ContinuationHeaders,
          response: { 200: ScheduledChanges, 400: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const read = readListQuestion(request.query, request.headers['ms-continuationtoken']);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { size, question } = read;
        const { items, last } = cutPage(await listOfPartner(reader, { ...question, partnerId, limit: size + 1 }), size);
        const views = items.map((each) =>
          scheduleView(each, customerNow(each.ground, clock.now()), shown(partnerId, each.country, request)),
        );
        const { state = 'pending', onlyTroubled = false } = request.query;
        const uri = `/scheduledchanges?state=${state}&onlyTroubled=${onlyTroubled}&size=${size}`;
        return collection(views, { self: uri, ...(last === null ? {} : { next: { uri, token: nextToken(last.schedule) } }) });
      },
    );

    app.get(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/scheduledchanges',
      {
        config,
        schema: {
          summary: 'What is scheduled for a subscription, and what became of it',
          tags,
          params: SubscriptionParams,
          response: { 200: ScheduledChanges, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const customer = await findCustomer(reader, partnerId, request.params.customerId as CustomerId);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const subscriptionId = request.params.subscriptionId as SubscriptionId;
        if ((await findSubscription(reader, customer.scope, subscriptionId)) === null) return sendFault(reply, 404, NO_SUBSCRIPTION);
        const found = await listOfSubscription(reader, customer.scope, subscriptionId);
        return collection(
          found.map((each) =>
            scheduleView(each, customerNow(each.ground, clock.now()), shown(each.schedule.partnerId, each.country, request)),
          ),
          { self: `/customers/${customer.id}/subscriptions/${subscriptionId}/scheduledchanges` },
        );
      },
    );
  };
}
