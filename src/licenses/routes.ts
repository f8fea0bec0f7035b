import { callerOf } from '../access/caller.ts';
import type { CatalogSource } from '../catalog/catalog.ts';
import { CustomerParams } from '../customers/contract.ts';
import { NO_CUSTOMER } from '../customers/faults.ts';
import { findCustomer } from '../customers/store.ts';
import type { CustomerId, UserId } from '../kit/ids.ts';
import { ContinuationHeaders, Fault } from '../platform/contract.ts';
import type { Db } from '../platform/db.ts';
import { malformed, sendFault } from '../platform/faults.ts';
import { localeOf } from '../platform/headers.ts';
import type { Routes } from '../platform/http.ts';
import { collection, cutPage } from '../platform/paging.ts';
import { readerOf } from '../platform/reader.ts';
import { CustomerUser, CustomerUsers, LicenseGroupsQuery, Licenses, SubscribedSkus, UserParams, UsersQuery } from './contract.ts';
import { NO_USER } from './faults.ts';
import { nextToken, readQuestion } from './question.ts';
import { countUnits, findUser, listAssignments, listProducts, listUsers } from './store.ts';
import { licenseViews, subscribedSkuView, userProductsView, userView } from './view.ts';

const config = { right: 'users.read' };
const tags = ['users and licences'];

/** The people of a customer, the licences they hold and the seats there are. */
export function licenseRoutes({ db, catalog }: { readonly db: Db; readonly catalog: Pick<CatalogSource, 'current'> }): Routes {
  const reader = readerOf(db);
  const findCustomerOf = (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/users',
      {
        config,
        schema: {
          summary: 'A customer’s users',
          tags,
          params: CustomerParams,
          querystring: UsersQuery,
          headers: ContinuationHeaders,
          response: { 200: CustomerUsers, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const read = readQuestion(request.query, request.headers['ms-continuationtoken']);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const customer = await findCustomerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const { size } = read.question;
        const { items, last } = cutPage(await listUsers(reader, { ...read.question, customerId: customer.id, limit: size + 1 }), size);
        const withProducts = request.query.include === 'products';
        const products = withProducts
          ? await listProducts(
              reader,
              customer.id,
              items.map(({ user }) => user.id),
            )
          : null;
        const names = { catalog: catalog.current(), locale: localeOf(request) };
        const uri = `/customers/${customer.id}/users?size=${size}${withProducts ? '&include=products' : ''}`;
        const next = last === null ? {} : { next: { uri: `${uri}&seekOperation=Next`, token: nextToken(read.question, last) } };
        return collection(
          items.map(({ user }) => ({
            ...userView(customer.id, user),
            ...(products === null ? {} : userProductsView(products.get(user.id) ?? [], names)),
          })),
          { self: uri, ...next },
        );
      },
    );

    app.get(
      '/v1/customers/:customerId/users/:userId',
      {
        config,
        schema: { summary: 'One user, deleted ones too', tags, params: UserParams, response: { 200: CustomerUser, 404: Fault } },
      },
      async (request, reply) => {
        const customer = await findCustomerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const user = await findUser(reader, customer.id, request.params.userId as UserId);
        return user === null ? sendFault(reply, 404, NO_USER) : userView(customer.id, user);
      },
    );

    app.get(
      '/v1/customers/:customerId/users/:userId/licenses',
      {
        config,
        schema: {
          summary: 'The licences that a user holds',
          tags,
          params: UserParams,
          querystring: LicenseGroupsQuery,
          response: { 200: Licenses, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await findCustomerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const user = await findUser(reader, customer.id, request.params.userId as UserId);
        if (user === null) return sendFault(reply, 404, NO_USER);
        const assignments = wantsDirectoryGroup(request.query.licenseGroupIds) ? await listAssignments(reader, customer.id, user.id) : [];
        return collection(licenseViews(assignments, { catalog: catalog.current(), locale: localeOf(request) }), {
          self: `/customers/${customer.id}/users/${user.id}/licenses`,
        });
      },
    );

    app.get(
      '/v1/customers/:customerId/subscribedskus',
      {
        config,
        schema: {
          summary: 'The seats of every product of a customer, whoever sold them',
          tags,
          params: CustomerParams,
          querystring: LicenseGroupsQuery,
          response: { 200: SubscribedSkus, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await findCustomerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const units = wantsDirectoryGroup(request.query.licenseGroupIds)
          ? await countUnits(reader, customer.id, [callerOf(request).partnerId, ...customer.scope.sellerIds])
          : [];
        const names = { catalog: catalog.current(), locale: localeOf(request) };
        return collection(
          units.map((each) => subscribedSkuView(each, names)),
          { self: `/customers/${customer.id}/subscribedskus` },
        );
      },
    );
  };
}

/** Every product here is of the first group, the one that the directory manages; it is also the one meant when none is named. */
function wantsDirectoryGroup(asked: readonly string[] | undefined): boolean {
  return asked === undefined || asked.length === 0 || asked.includes('group1');
}
