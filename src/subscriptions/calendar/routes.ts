import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { dayOf } from '../../kit/dates.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { ContinuationHeaders, Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { LIFE_POLICY, type LifePolicy } from '../renewal/policy.ts';
import { comingDates } from './coming-dates.ts';
import { ComingDates, ComingDatesQuery } from './contract.ts';
import { nextToken, readQuestion } from './question.ts';
import { listCustomerDates, listPartnerDates } from './store.ts';
import { comingDateView } from './view.ts';

export type CalendarDeps = {
  readonly db: Db;
  readonly catalog: Pick<CatalogSource, 'current' | 'on'>;
  readonly clock: Clock;
  readonly policy?: LifePolicy;
};

const config = { right: 'subscriptions.read' } as const;
const tags = ['subscriptions'];

/** What is coming, of one customer and of all of a partner: only what one can still do something about. */
export function calendarRoutes({ db, catalog, clock, policy = LIFE_POLICY }: CalendarDeps): Routes {
  const reader = readerOf(db);
  return async (app) => {
    app.get(
      '/v1/comingdates',
      {
        config,
        schema: {
          summary: 'Renewals, ends and removals to come, of all customers, by date',
          tags,
          querystring: ComingDatesQuery,
          headers: ContinuationHeaders,
          response: { 200: ComingDates, 400: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const locale = localeOf(request);
        const read = readQuestion(request.query, request.headers['ms-continuationtoken'], dayOf(clock.now()));
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { from, until, size, after } = read.question;
        const rows = await listPartnerDates(reader, { partnerId, from, until, removalDays: policy.removalDays, after, limit: size + 1 });
        const { items, last } = cutPage(rows, size);
        const views = items.flatMap((row) => {
          if (!row.isReachable) return [];
          const sold = catalogSoldBy(catalog.current(), { partnerId, country: row.country });
          const dates = comingDates(row, { catalog: sold, policy, now: customerNow(row, clock.now()) });
          return dates
            .filter((date) => date.on === row.on)
            .map((date) => comingDateView(date, row, { catalog: sold, locale, country: row.country }));
        });
        const uri = `/comingdates?from=${from}&to=${until}&size=${size}`;
        const next =
          last === null
            ? {}
            : { next: { uri, token: nextToken({ on: last.on, customerId: last.customer.id, subscriptionId: last.subscription.id }) } };
        return collection(views, { self: uri, ...next });
      },
    );

    app.get(
      '/v1/customers/:customerId/comingdates',
      {
        config,
        schema: {
          summary: 'Renewals, ends, removals and reduction windows to come, of one customer',
          tags,
          params: CustomerParams,
          querystring: ComingDatesQuery,
          response: { 200: ComingDates, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const locale = localeOf(request);
        const customer = await findCustomer(reader, partnerId, request.params.customerId as CustomerId);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const found = await listCustomerDates(reader, customer.scope);
        const now = customerNow(found, clock.now());
        const read = readQuestion(request.query, undefined, dayOf(now));
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { from, until } = read.question;
        const dates = found.subscriptions.flatMap((each) => {
          const { id, partnerId: sellerId } = each.subscription;
          const sold = catalogSoldBy(catalog.current(), { partnerId: sellerId, country: customer.country });
          const dated = { ...each, ledger: found.ledger.filter((line) => line.subscriptionId === id) };
          return comingDates(dated, { catalog: sold, policy, now })
            .filter((date) => date.on >= from && (request.query.to === undefined || date.on <= until))
            .map((date) => comingDateView(date, dated, { catalog: sold, locale, country: customer.country }));
        });
        return collection(
          dates.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
          { self: `/customers/${customer.id}/comingdates` },
        );
      },
    );
  };
}
