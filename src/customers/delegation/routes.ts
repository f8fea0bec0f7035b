import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import { digest } from '../../access/passwords.ts';
import { findPartner } from '../../access/store.ts';
import { answering } from '../../audit/commands.ts';
import { unreachable } from '../../kit/brand.ts';
import { addDays, daysBetween, dayOf } from '../../kit/dates.ts';
import type { CustomerId, DelegatedAdminId } from '../../kit/ids.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { ContinuationHeaders, Fault, Guid } from '../../platform/contract.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage, pageSize, readToken, TOKEN_INSTANT, writeToken } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { CustomerParams } from '../contract.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../faults.ts';
import { invitationLink } from '../relationships/link.ts';
import { draftDelegatedAdminMessage } from '../relationships/message.ts';
import { customerRequest } from '../request.ts';
import { findCustomer } from '../store.ts';
import { askForDelegatedAdmin, endDelegatedAdminEarly, setAutoExtension, type AskOutcome, type ChangeOutcome } from './commands.ts';
import * as contract from './contract.ts';
import { endAfter, type DelegatedAdmin, type WishRefusal } from './delegation.ts';
import { DIRECTORY_ROLES, directoryRole } from './roles.ts';
import { findDelegatedAdmin, listDelegatedAdmin, pageDelegatedAdmin } from './store.ts';
import { delegatedAdminView, roleView } from './view.ts';

export type DelegationDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly newSecret: () => string;
  readonly access: { readonly config: { readonly publicUrl: () => string } };
};

const reading = { config: { right: 'customers.read' } } as const;
const managing = { config: { right: 'delegated_admin.manage' } } as const;
const tags = ['delegated administration'];
const PURPOSE = 'delegated administration';
const Continuation = Type.Object({ at: TOKEN_INSTANT, customerId: Guid, id: Guid });
type OfCustomer = { readonly caller: unknown; readonly params: { readonly customerId: string } };

/** Delegated administration that is limited in time and scope: asking for it, looking after it, ending it. */
export function delegationRoutes(deps: DelegationDeps): Routes {
  const { db, clock, newId } = deps;
  const answerOnce = answering(deps);
  const reader = readerOf(db);
  const around = () => ({ now: clock.now(), newId });
  const customerOf = (request: OfCustomer) => findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  return async (app) => {
    app.get(
      '/v1/delegatedadminroles',
      {
        ...reading,
        schema: { summary: 'The directory roles that can be asked for', tags, response: { 200: contract.DelegatedAdminRoles } },
      },
      async (request) => collection(DIRECTORY_ROLES.map((role) => roleView(role, localeOf(request)))),
    );

    app.get(
      '/v1/delegatedadminrelationships',
      {
        ...reading,
        schema: {
          summary: 'Roles for a time at all customers, latest first',
          tags,
          querystring: contract.DelegatedAdminQuery,
          headers: ContinuationHeaders,
          response: { 200: contract.DelegatedAdminRelationships, 400: Fault },
        },
      },
      async (request, reply) => {
        const { expiringWithinDays: days } = request.query;
        const size = pageSize(request.query.size, { fallback: 100, most: 500 });
        if (size === null) return sendFault(reply, 400, malformed('size', 'must be from 1 to 500'));
        const token = request.query.seekOperation === 'First' ? undefined : request.headers['ms-continuationtoken'];
        const after = token === undefined ? null : readToken(PURPOSE, Continuation, token);
        if (token !== undefined && after === null)
          return sendFault(reply, 400, malformed('MS-ContinuationToken', 'is not one of this list'));
        const today = dayOf(clock.now());
        const endsBetween = days === undefined ? null : ([today, addDays(today, days)] as const);
        const rows = await pageDelegatedAdmin(reader, { partnerId: callerOf(request).partnerId, endsBetween, after, limit: size + 1 });
        const { items, last } = cutPage(rows, size);
        const uri = `/delegatedadminrelationships?size=${size}${days === undefined ? '' : `&expiringWithinDays=${days}`}`;
        const position = last && writeToken(PURPOSE, { at: last.requestedAt.toISOString(), customerId: last.customerId, id: last.id });
        const shown = { now: clock.now(), locale: localeOf(request) };
        return collection(
          items.map((admin) => delegatedAdminView(admin, shown)),
          { self: uri, ...(position === null ? {} : { next: { uri: `${uri}&seekOperation=Next`, token: position } }) },
        );
      },
    );

    app.get(
      '/v1/customers/:customerId/delegatedadminrelationships',
      {
        ...reading,
        schema: {
          summary: 'Roles for a time at one customer, latest first',
          tags,
          params: CustomerParams,
          response: { 200: contract.DelegatedAdminRelationships, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const found = await listDelegatedAdmin(reader, callerOf(request).partnerId, customer.id);
        return collection(found.map((admin) => delegatedAdminView(admin, { now: clock.now(), locale: localeOf(request) })));
      },
    );

    app.get(
      '/v1/customers/:customerId/delegatedadminrelationships/:relationshipId',
      {
        ...reading,
        schema: {
          summary: 'One grant of roles for a time',
          tags,
          params: contract.DelegatedAdminParams,
          response: { 200: contract.DelegatedAdminRelationship, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const found = await findDelegatedAdmin(reader, customer.id, request.params.relationshipId as DelegatedAdminId);
        if (found === null || found.partnerId !== callerOf(request).partnerId) return sendFault(reply, 404, NOT_FOUND);
        return delegatedAdminView(found, { now: clock.now(), locale: localeOf(request) });
      },
    );

    app.post(
      '/v1/customers/:customerId/delegatedadminrelationships',
      {
        ...managing,
        schema: {
          summary: 'Ask a customer for roles in its directory, for a time',
          tags,
          params: CustomerParams,
          body: contract.NewDelegatedAdmin,
          response: { 201: contract.DelegatedAdminRelationship, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const { displayName, duration, autoExtendDuration, accessDetails } = request.body;
        const wish = {
          displayName,
          duration,
          autoExtendDays: extensionOf(autoExtendDuration),
          roles: accessDetails.unifiedRoles.map((role) => role.roleDefinitionId),
        };
        const asked = { ...customerRequest(request), requestedBy: caller.kind === 'user' ? caller.userPrincipalName : caller.displayName };
        const ask = async (tx: Tx): Promise<Answer> => {
          const secret = deps.newSecret();
          const outcome = await askForDelegatedAdmin(tx, asked, wish, digest(secret), around());
          if (outcome.kind !== 'asked') return notAsked(outcome);
          const fresh = await messageFor(tx, deps, outcome.admin, caller.displayName, secret);
          return { status: 201, body: delegatedAdminView(outcome.admin, { now: clock.now(), locale: localeOf(request) }, fresh) };
        };
        return sendAnswer(reply, await answerOnce(request, ask, { hidesSecret: true }));
      },
    );

    app.patch(
      '/v1/customers/:customerId/delegatedadminrelationships/:relationshipId',
      {
        ...managing,
        schema: {
          summary: 'Let a grant be extended by itself, or no longer',
          tags,
          params: contract.DelegatedAdminParams,
          body: contract.DelegatedAdminChange,
          response: { 200: contract.DelegatedAdminRelationship, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const shown = { now: clock.now(), locale: localeOf(request) };
        const order = {
          ...customerRequest(request),
          id: request.params.relationshipId as DelegatedAdminId,
          answer: (admin: DelegatedAdmin) => ({ status: 200, body: delegatedAdminView(admin, shown) }),
        };
        const days = extensionOf(request.body.autoExtendDuration);
        return answer(reply, await db.transaction((tx) => setAutoExtension(tx, order, days, around())));
      },
    );

    app.post(
      '/v1/customers/:customerId/delegatedadminrelationships/:relationshipId/requests',
      {
        ...managing,
        schema: {
          summary: 'End one, or take the request for it back',
          tags,
          params: contract.DelegatedAdminParams,
          body: contract.DelegatedAdminOrder,
          response: { 201: contract.DelegatedAdminOrdered, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const order = {
          ...customerRequest(request),
          id: request.params.relationshipId as DelegatedAdminId,
          answer: () => ({
            status: 201,
            body: {
              id: request.id,
              action: 'terminate',
              status: 'succeeded',
              createdDateTime: clock.now().toISOString(),
              attributes: { objectType: 'DelegatedAdminRelationshipRequest' },
            },
          }),
        };
        return answer(reply, await db.transaction((tx) => endDelegatedAdminEarly(tx, order, around())));
      },
    );
  };
}

function extensionOf(duration: 'PT0S' | 'P0D' | 'P180D' | undefined): 0 | 180 {
  return duration === 'P180D' ? 180 : 0;
}

async function messageFor(tx: Tx, { access, clock }: DelegationDeps, admin: DelegatedAdmin, senderName: string, secret: string) {
  const partner = await findPartner(tx, admin.partnerId);
  const url = invitationLink(access.config.publicUrl(), secret);
  const today = dayOf(clock.now());
  const message = draftDelegatedAdminMessage({
    partnerName: partner?.name ?? '',
    senderName,
    url,
    expiresAt: admin.requestExpiresAt,
    roles: admin.roles.map((id) => directoryRole(id)?.name ?? { en: id, zhTW: id }),
    days: daysBetween(today, endAfter(admin.duration, today)),
  });
  return { url, message };
}

function answer(reply: FastifyReply, outcome: ChangeOutcome): FastifyReply {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_relationship':
      return sendFault(reply, 404, NOT_FOUND);
    case 'indirect_reseller':
      return sendFault(reply, 403, RESELLER_ASKS);
    case 'over':
      return sendFault(reply, 409, { code: 900279, description: 'It is over already. Ask for a new one.', data: [outcome.state] });
    case 'global_admin_is_not_extended':
      return sendAnswer(reply, refusalOf({ code: outcome.kind }));
    default:
      return unreachable(outcome);
  }
}

function notAsked(outcome: Exclude<AskOutcome, { kind: 'asked' }>): Answer {
  switch (outcome.kind) {
    case 'no_such_customer':
      return faultAnswer(404, NO_CUSTOMER);
    case 'indirect_reseller':
      return faultAnswer(403, RESELLER_ASKS);
    case 'refused':
      return refusalOf(outcome.refusal);
    default:
      return unreachable(outcome);
  }
}

function refusalOf(refusal: WishRefusal): Answer {
  switch (refusal.code) {
    case 'role_unknown':
      return faultAnswer(
        400,
        malformed('accessDetails.unifiedRoles', `has ${refusal.roleId}, which is none of GET /v1/delegatedadminroles`),
      );
    case 'duration_out_of_range':
      return faultAnswer(400, malformed('duration', 'must be from P1D to P2Y'));
    case 'global_admin_is_not_extended':
      return faultAnswer(400, malformed('autoExtendDuration', 'must be PT0S where the Global Administrator is among the roles'));
    case 'name_taken':
      return faultAnswer(409, {
        code: 900279,
        description: 'You have a relationship of this name with the customer.',
        data: ['displayName'],
      });
    default:
      return unreachable(refusal);
  }
}
