import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { DIRECTORY_ROLES, directoryRole } from '../../customers/delegation/roles.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId, UserId } from '../../kit/ids.ts';
import { sendAnswer, type Answer } from '../../platform/answer.ts';
import { atFirstNeed } from '../../platform/clock.ts';
import { ContinuationHeaders, Fault } from '../../platform/contract.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import type { AssignmentDeps } from '../assignment/routes.ts';
import type { Answered } from '../commands.ts';
import { UserParams } from '../contract.ts';
import { NO_USER, notDelegatedFault } from '../faults.ts';
import { nextToken, readPage } from '../groups/question.ts';
import { directoryRequest } from '../request.ts';
import { findUser } from '../store.ts';
import { changeRole, type RoleRefusal, type RoleRequest } from './commands.ts';
import { CustomerRoles, NewRoleMember, RoleMember, RoleMemberParams, RoleMembers, RoleMembersQuery, RoleParams } from './contract.ts';
import { listRoleHolders, listRolesOf } from './store.ts';
import { roleMemberView, roleView } from './view.ts';

const reading = { config: { right: 'users.read' } } as const;
const writing = { config: { right: 'users.write' } } as const;
const tags = ['users and licences'];
const faults = { 400: Fault, 403: Fault, 404: Fault, 409: Fault };

/** The roles of a customer's directory and the users who hold them. */
export function directoryRoleRoutes({ db, catalog, clock, newId }: AssignmentDeps): Routes {
  const reader = readerOf(db);
  const customerOf = (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);
  const change = (order: RoleRequest) =>
    withFreshCatalog(catalog, () => db.transaction((tx) => changeRole(tx, order, atFirstNeed(clock, { catalog, newId }))));

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/directoryroles',
      {
        ...reading,
        schema: {
          summary: 'The roles of the customer’s directory',
          tags,
          params: CustomerParams,
          response: { 200: CustomerRoles, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        return collection(DIRECTORY_ROLES.map((role) => roleView(role, localeOf(request))));
      },
    );

    app.get(
      '/v1/customers/:customerId/users/:userId/directoryroles',
      {
        ...reading,
        schema: { summary: 'The roles that a user holds', tags, params: UserParams, response: { 200: CustomerRoles, 404: Fault } },
      },
      async (request, reply) => {
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const userId = request.params.userId as UserId;
        if ((await findUser(reader, customer.id, userId)) === null) return sendFault(reply, 404, NO_USER);
        const held = new Set(await listRolesOf(reader, customer.id, userId));
        return collection(DIRECTORY_ROLES.filter(({ id }) => held.has(id)).map((role) => roleView(role, localeOf(request))));
      },
    );

    app.get(
      '/v1/customers/:customerId/directoryroles/:roleId/usermembers',
      {
        ...reading,
        schema: {
          summary: 'The users who hold a role',
          tags,
          params: RoleParams,
          querystring: RoleMembersQuery,
          headers: ContinuationHeaders,
          response: { 200: RoleMembers, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const token = request.query.seekOperation === 'First' ? undefined : request.headers['ms-continuationtoken'];
        const page = readPage('role members', request.query.size, token);
        if (page.kind === 'malformed') return sendFault(reply, 400, malformed(page.member, page.why));
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const role = directoryRole(request.params.roleId);
        if (role === undefined) return sendFault(reply, 404, NOT_FOUND);
        const after = page.after === null ? null : { name: page.after.name, userId: page.after.id as UserId };
        const asked = { customerId: customer.id, roleId: role.id, after, limit: page.size + 1 };
        const { items, last } = cutPage(await listRoleHolders(reader, asked), page.size);
        const self = `/customers/${customer.id}/directoryroles/${role.id}/usermembers?size=${page.size}`;
        const place = last === null ? null : { name: last.displayName, id: last.id };
        const next =
          place === null ? {} : { next: { uri: `${self}&seekOperation=Next`, token: nextToken('role members', page.size, place) } };
        return collection(
          items.map((user) => roleMemberView(role.id, user)),
          { self, ...next },
        );
      },
    );

    app.post(
      '/v1/customers/:customerId/directoryroles/:roleId/usermembers',
      {
        ...writing,
        schema: { summary: 'Give a user a role', tags, params: RoleParams, body: NewRoleMember, response: { 201: RoleMember, ...faults } },
      },
      async (request, reply) => {
        const order = directoryRequest(request, request.body);
        const role = directoryRole(request.params.roleId);
        if (role === undefined) return unknownRole(reply, await customerOf(request));
        const answer = (user: Parameters<typeof roleMemberView>[1]): Answer => ({ status: 201, body: roleMemberView(role.id, user) });
        return answerRole(reply, await change({ ...order, role, userId: request.body.id.toLowerCase() as UserId, gives: true, answer }));
      },
    );

    app.delete(
      '/v1/customers/:customerId/directoryroles/:roleId/usermembers/:userId',
      {
        ...writing,
        schema: { summary: 'Take a role from a user', tags, params: RoleMemberParams, response: { 204: Type.Null(), ...faults } },
      },
      async (request, reply) => {
        const order = directoryRequest(request, null);
        const role = directoryRole(request.params.roleId);
        if (role === undefined) return unknownRole(reply, await customerOf(request));
        const answer = (): Answer => ({ status: 204, body: null });
        return answerRole(reply, await change({ ...order, role, userId: request.params.userId as UserId, gives: false, answer }));
      },
    );
  };
}

/** To strangers the answer stays that there is no such customer. */
function unknownRole(reply: FastifyReply, customer: object | null): FastifyReply {
  return sendFault(reply, 404, customer === null ? NO_CUSTOMER : NOT_FOUND);
}

function answerRole(reply: FastifyReply, outcome: Exclude<RoleRefusal, { kind: 'catalog_outdated' }> | Answered): FastifyReply {
  switch (outcome.kind) {
    case 'answered':
      return sendAnswer(reply, outcome.answer);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_user':
    case 'holds_it_not':
      return sendFault(reply, 404, NO_USER);
    case 'not_delegated':
      return sendFault(reply, 403, notDelegatedFault(outcome.missingServices));
    case 'holds_it':
      return sendFault(reply, 409, { code: 3000, description: 'The user holds this role already.', data: [outcome.kind] });
    default:
      return unreachable(outcome);
  }
}
