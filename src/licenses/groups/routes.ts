import { callerOf } from '../../access/caller.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import type { CustomerId, GroupId, UserId } from '../../kit/ids.ts';
import { ContinuationHeaders, Fault } from '../../platform/contract.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import type { AssignmentDeps } from '../assignment/routes.ts';
import { gatherLicenses } from '../assignment/store.ts';
import type { Shown } from '../assignment/view.ts';
import { Group, GroupMembers, GroupParams, Groups, GroupsQuery } from './contract.ts';
import { nextToken, readPage } from './question.ts';
import { findGroup, listGroups, listMemberIds } from './store.ts';
import { groupView, memberView } from './view.ts';

const config = { right: 'users.read' };
const tags = ['users and licences'];

/** Groups of a customer's directory, their members, and the licences that they hand on. */
export function groupRoutes({ db, catalog }: Pick<AssignmentDeps, 'db' | 'catalog'>): Routes {
  const reader = readerOf(db);
  const shownTo = (request: Parameters<typeof localeOf>[0]): Shown => ({ catalog: catalog.current(), locale: localeOf(request) });
  const customerOf = async (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/groups',
      {
        config,
        schema: {
          summary: 'A customer’s groups with what they hand on',
          tags,
          params: CustomerParams,
          querystring: GroupsQuery,
          headers: ContinuationHeaders,
          response: { 200: Groups, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const page = readPage('groups', request.query.size, request.headers['ms-continuationtoken']);
        if (page.kind === 'malformed') return sendFault(reply, 400, malformed(page.member, page.why));
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const after = page.after === null ? null : { name: page.after.name, groupId: page.after.id as GroupId };
        const { items, last } = cutPage(await listGroups(reader, customer.id, { after, limit: page.size + 1 }), page.size);
        const uri = `/customers/${customer.id}/groups?size=${page.size}`;
        const next = last === null ? {} : { next: { uri, token: nextToken('groups', page.size, { name: last.displayName, id: last.id }) } };
        return collection(
          items.map((group) => groupView(customer.id, group, shownTo(request))),
          { self: uri, ...next },
        );
      },
    );

    app.get(
      '/v1/customers/:customerId/groups/:groupId',
      {
        config,
        schema: { summary: 'One group', tags, params: GroupParams, response: { 200: Group, 404: Fault } },
      },
      async (request, reply) => {
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const group = await findGroup(reader, customer.id, request.params.groupId as GroupId);
        return group === null ? sendFault(reply, 404, NOT_FOUND) : groupView(customer.id, group, shownTo(request));
      },
    );

    app.get(
      '/v1/customers/:customerId/groups/:groupId/members',
      {
        config,
        schema: {
          summary: 'The members of a group, with what of its licences reached them and why not',
          tags,
          params: GroupParams,
          querystring: GroupsQuery,
          headers: ContinuationHeaders,
          response: { 200: GroupMembers, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const page = readPage('members', request.query.size, request.headers['ms-continuationtoken']);
        if (page.kind === 'malformed') return sendFault(reply, 400, malformed(page.member, page.why));
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const [customerId, groupId] = [customer.id, request.params.groupId as GroupId];
        const group = await findGroup(reader, customerId, groupId);
        if (group === null) return sendFault(reply, 404, NOT_FOUND);
        const after = page.after === null ? null : { name: page.after.name, userId: page.after.id as UserId };
        const { items, last } = cutPage(await listMemberIds(reader, { customerId, groupId, after, limit: page.size + 1 }), page.size);
        const scope = { partnerId: customer.relationship.partnerId, customerId };
        const facts = await gatherLicenses(reader, scope, {
          skuIds: group.licenses.map(({ skuId }) => skuId),
          userIds: items.map(({ userId }) => userId),
        });
        const setting = {
          catalog: catalog.current(),
          products: new Map((facts?.products ?? []).map((product) => [product.skuId, product])),
        };
        const people = new Map((facts?.users ?? []).map((user) => [user.userId, user]));
        const views = items
          .flatMap(({ userId }) => people.get(userId) ?? [])
          .map((member) => memberView(member, { groupId, licenses: group.licenses }, setting, shownTo(request)));
        const uri = `/customers/${customerId}/groups/${groupId}/members?size=${page.size}`;
        const next = last === null ? {} : { next: { uri, token: nextToken('members', page.size, { name: last.name, id: last.userId }) } };
        return collection(views, { self: uri, ...next });
      },
    );
  };
}
