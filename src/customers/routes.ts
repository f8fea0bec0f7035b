import { callerOf } from '../access/caller.ts';
import type { CustomerId } from '../kit/ids.ts';
import { ContinuationHeaders, Fault } from '../platform/contract.ts';
import type { Db } from '../platform/db.ts';
import { malformed, sendFault } from '../platform/faults.ts';
import type { Routes } from '../platform/http.ts';
import { collection, cutPage } from '../platform/paging.ts';
import { readerOf } from '../platform/reader.ts';
import { Customer, CustomerBillingProfile, CustomerCompanyProfile, CustomerParams, Customers, CustomersQuery } from './contract.ts';
import { NO_CUSTOMER } from './faults.ts';
import { nextToken, readQuestion } from './question.ts';
import { findCustomer, listCustomers, searchCustomers } from './store.ts';
import { billingProfileView, companyProfileOf, customerView, listedCustomerView } from './view.ts';

const config = { right: 'customers.read' };
const tags = ['customers'];

/** The customers of a partner. */
export function customerRoutes({ db }: { readonly db: Db }): Routes {
  const reader = readerOf(db);
  const find = (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  return async (app) => {
    app.get(
      '/v1/customers',
      {
        config,
        schema: {
          summary: 'The partner’s customers, by name',
          tags,
          querystring: CustomersQuery,
          headers: ContinuationHeaders,
          response: { 200: Customers, 400: Fault },
        },
      },
      async (request, reply) => {
        const read = readQuestion(request.query, request.headers['ms-continuationtoken']);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { size, search, after } = read.question;
        const page = { partnerId: callerOf(request).partnerId, after, limit: size + 1 };
        const rows = search === null ? await listCustomers(reader, page) : await searchCustomers(reader, { ...page, search });
        const { items, last } = cutPage(rows, size);
        const next =
          last === null ? {} : { next: { uri: `/customers?size=${size}&seekOperation=Next`, token: nextToken(read.question, last) } };
        return collection(items.map(listedCustomerView), { self: `/customers?size=${size}`, ...next });
      },
    );

    app.get(
      '/v1/customers/:customerId',
      {
        config,
        schema: { summary: 'One customer', tags, params: CustomerParams, response: { 200: Customer, 404: Fault } },
      },
      async (request, reply) => {
        const customer = await find(request);
        return customer === null ? sendFault(reply, 404, NO_CUSTOMER) : customerView(customer);
      },
    );

    app.get(
      '/v1/customers/:customerId/profiles/company',
      {
        config,
        schema: {
          summary: 'A customer’s company profile',
          tags,
          params: CustomerParams,
          response: { 200: CustomerCompanyProfile, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await find(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        return companyProfileOf(customer);
      },
    );

    app.get(
      '/v1/customers/:customerId/profiles/billing',
      {
        config,
        schema: {
          summary: 'A customer’s billing profile',
          tags,
          params: CustomerParams,
          response: { 200: CustomerBillingProfile, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await find(request);
        return customer === null ? sendFault(reply, 404, NO_CUSTOMER) : billingProfileView(customer);
      },
    );
  };
}
