import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { addMonths, dayOf, type Day, type Span } from '../../kit/dates.ts';
import type { CustomerId, OfferId, SubscriptionId } from '../../kit/ids.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import type { Currency } from '../../kit/money.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault, Guid } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage, readToken, TOKEN_INSTANT, writeToken } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { invoiceIdOf, numberOf } from '../invoices/invoice.ts';
import { monthStart } from '../invoices/month.ts';
import { findInvoice } from '../invoices/store.ts';
import {
  ChargeListQuery,
  ChargesParams,
  InvoiceChargesParams,
  InvoiceChargesQuery,
  LedgerCharges,
  SpendQuery,
  Spends,
  SpentCharges,
} from './contract.ts';
import { hasSubscription, listInvoiced, listLedger, listSpent, sumSpend, sumSpent } from './store.ts';
import { moneyView } from '../view.ts';
import { ledgerView, spendViews, spentView } from './view.ts';

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

  /** So many months, the running one included. */
  const latestMonths = (count = MONTHS): Span => {
    const until = addMonths(monthStart(dayOf(clock.now())), 1);
    return { from: addMonths(until, -count), until };
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
        const months = latestMonths(request.query.months);
        return collection(spendViews(await sumSpend(reader, { partnerId, customerId, months }), months, namesIn(localeOf(request))));
      },
    );

    app.get(
      '/v1/spend/charges',
      {
        config,
        schema: {
          summary: 'The charges behind an amount: of a month, a product, a customer, latest first',
          tags,
          querystring: ChargeListQuery,
          response: { 200: SpentCharges, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const { query } = request;
        const customerId = (query.customerId ?? null) as CustomerId | null;
        if (customerId !== null && (await findCustomer(reader, partnerId, customerId)) === null) return sendFault(reply, 404, NO_CUSTOMER);
        const months = query.month === undefined ? latestMonths(query.months) : monthOf(query.month as Day);
        const after = query.after === undefined ? null : readToken(SPENT, Position, query.after);
        if (query.after !== undefined && after === null) return sendFault(reply, 400, malformed('after', 'is from no earlier page'));
        const offerId = query.offerId?.toUpperCase() ?? null;
        const asked = { partnerId, months, currency: query.currency.toUpperCase(), offerId, customerId };
        const size = query.size === undefined || query.size === 0 ? PAGE_SIZE : query.size;
        const { items, last } = cutPage(await listSpent(reader, asked, { after, limit: size + 1 }), size);
        const locale = localeOf(request);
        const more = last === null ? null : writeToken(SPENT, { chargedAt: last.chargedAt, chargeId: last.chargeId });
        const next = more === null ? {} : { next: { uri: addressOf('/spend/charges', { ...query, size, after: more }) } };
        return {
          ...collection(
            items.map((entry) => spentView(entry, namesIn(locale), locale)),
            next,
          ),
          ...(after === null ? { total: moneyView(await sumSpent(reader, asked), asked.currency as Currency) } : {}),
        };
      },
    );

    app.get(
      '/v1/invoices/:invoiceId/charges',
      {
        config,
        schema: {
          summary: 'The charges behind an invoice, each with its cause and days in words',
          tags,
          params: InvoiceChargesParams,
          querystring: InvoiceChargesQuery,
          response: { 200: SpentCharges, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const { query } = request;
        const number = numberOf(request.params.invoiceId);
        const invoice = number === null ? null : await findInvoice(reader, partnerId, number);
        if (invoice === null) return sendFault(reply, 404, NO_INVOICE);
        const after = query.after === undefined ? null : readToken(INVOICED, InvoicePosition, query.after);
        if (query.after !== undefined && after === null) return sendFault(reply, 400, malformed('after', 'is from no earlier page'));
        const size = query.size === undefined || query.size === 0 ? PAGE_SIZE : query.size;
        const { items, last } = cutPage(await listInvoiced(reader, invoice, { after, limit: size + 1 }), size);
        const locale = localeOf(request);
        const more = last === null ? null : writeToken(INVOICED, { customerId: last.customerId, chargeId: last.chargeId });
        const path = `/invoices/${invoiceIdOf(invoice.number)}/charges`;
        const next = more === null ? {} : { next: { uri: addressOf(path, { size, after: more }) } };
        return {
          ...collection(
            items.map((entry) => spentView(entry, namesIn(locale), locale)),
            next,
          ),
          ...(after === null ? { total: moneyView(invoice.totalMinor, invoice.currency) } : {}),
        };
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

const PAGE_SIZE = 100;
const SPENT = 'spent charges';
const Position = Type.Object({ chargedAt: TOKEN_INSTANT, chargeId: Guid });

const INVOICED = 'invoiced charges';
const InvoicePosition = Type.Object({ customerId: Guid, chargeId: Guid });

function addressOf(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`] as [string, string]]));
  return `${path}?${new URLSearchParams(given).toString()}`;
}

function monthOf(on: Day): Span {
  const from = monthStart(on);
  return { from, until: addMonths(from, 1) };
}

const NO_INVOICE = { code: 1000, description: 'There is no such invoice.' };

/** As everywhere; the subscriptions' own word stands to the right of billing. */
const NO_SUBSCRIPTION = { code: 20003, description: 'The customer has no such subscription.' };
