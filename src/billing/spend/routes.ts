import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { addMonths, dayOf } from '../../kit/dates.ts';
import type { CustomerId, OfferId, SubscriptionId } from '../../kit/ids.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { monthStart } from '../invoices/month.ts';
import { ChargesParams, LedgerCharges, SpendQuery, Spends } from './contract.ts';
import { hasSubscription, listLedger, sumSpend } from './store.ts';
import { ledgerView, spendViews } from './view.ts';

export type SpendDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock };

const config = { right: 'invoices.read' };
const tags = ['invoices'];
const MONTHS = 12;

/** What was spent, and where each amount comes from. */
export function spendRoutes({ db, catalog, clock }: SpendDeps): Routes {
  const reader = readerOf(db);
  const namesIn = (locale: Locale) => (id: OfferId) => {
    const offer = catalog.current().offers.get(id);
    return offer === undefined ? null : inLocale(offer.name, locale);
  };

  return async (app) => {
    app.get(
      '/v1/spend',
      {
        config,
        schema: {
          summary: 'What was charged by month and product, of all customers or one',
          tags,
          querystring: SpendQuery,
          response: { 200: Spends, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const customerId = (request.query.customerId ?? null) as CustomerId | null;
        if (customerId !== null && (await findCustomer(reader, partnerId, customerId)) === null) return sendFault(reply, 404, NO_CUSTOMER);
        const until = addMonths(monthStart(dayOf(clock.now())), 1);
        const months = { from: addMonths(until, -(request.query.months ?? MONTHS)), until };
        return collection(spendViews(await sumSpend(reader, { partnerId, customerId, months }), months, namesIn(localeOf(request))));
      },
    );

    app.get(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/charges',
      {
        config,
        schema: {
          summary: 'Every amount of a subscription, with its cause and days in words',
          tags,
          params: ChargesParams,
          response: { 200: LedgerCharges, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const subscriptionId = request.params.subscriptionId as SubscriptionId;
        if (!(await hasSubscription(reader, customer.scope, subscriptionId))) return sendFault(reply, 404, NO_SUBSCRIPTION);
        const locale = localeOf(request);
        const entries = await listLedger(reader, customer.scope, subscriptionId);
        return collection(
          entries.map((entry) => ledgerView(entry, namesIn(locale), locale)),
          { self: `/customers/${customer.id}/subscriptions/${subscriptionId}/charges` },
        );
      },
    );
  };
}

/** As everywhere; the subscriptions' own word stands to the right of billing. */
const NO_SUBSCRIPTION = { code: 20003, description: 'The customer has no such subscription.' };
