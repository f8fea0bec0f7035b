import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import { may } from '../../access/permissions.ts';
import { answering } from '../../audit/commands.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId, RelationshipRequestId } from '../../kit/ids.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../platform/answer.ts';
import { ContinuationHeaders, Fault, Guid } from '../../platform/contract.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage, pageSize, readToken, TOKEN_INSTANT, writeToken } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { Customer, CustomerParams } from '../contract.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../faults.ts';
import { customerRequest } from '../request.ts';
import { customerView } from '../view.ts';
import {
  endDelegatedAdmin,
  endRelationship,
  sendLink,
  takeBackRequest,
  type EndOutcome,
  type RevokeOutcome,
  type Sender,
  type SendingDeps,
  type Sent,
} from './commands.ts';
import {
  CustomerChange,
  NewSentRequest,
  RelationshipRequestLink,
  RelationshipRequestQuery,
  SentRequest,
  SentRequestParams,
  SentRequests,
  SentRequestsQuery,
} from './contract.ts';
import { listRequests } from './store.ts';
import { requestView } from './view.ts';

export type RelationshipDeps = SendingDeps & { readonly db: Db };

const config = { right: 'relationships.request' } as const;
const tags = ['relationships'];
const PURPOSE = 'relationship requests';
const Continuation = Type.Object({ at: TOKEN_INSTANT, id: Guid });

/** Asking customers for a relationship, and ending what they granted. */
export function relationshipRoutes(deps: RelationshipDeps): Routes {
  const { db, clock, newId } = deps;
  const answerOnce = answering(deps);
  const reader = readerOf(db);

  return async (app) => {
    app.get(
      '/v1/customers/relationshiprequests',
      {
        config,
        schema: {
          summary: 'A new personal link with which a customer accepts a relationship, in the form that existing clients know',
          tags,
          querystring: RelationshipRequestQuery,
          response: { 200: RelationshipRequestLink, 400: Fault },
        },
      },
      async (request, reply) => {
        const { indirectResellerId } = request.query;
        const sent = await db.transaction((tx) => sendLink(tx, deps, senderOf(request), { indirectResellerId }));
        if (sent.kind !== 'sent') return sendAnswer(reply, notSent(sent));
        return { url: sent.url, attributes: { objectType: 'RelationshipRequest' as const } };
      },
    );

    app.post(
      '/v1/relationshiprequests',
      {
        config,
        schema: {
          summary: 'Draft a mail with a personal link',
          tags,
          body: NewSentRequest,
          response: { 201: SentRequest, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const sender = senderOf(request);
        const { withDelegatedAdmin } = request.body;
        if (withDelegatedAdmin === true && may(sender.caller, 'delegated_admin.manage').kind !== 'allowed') {
          const description = 'Your roles may ask for the relationship, but not for delegated admin privileges.';
          return sendFault(reply, 403, { code: 900150, description, data: ['global_admin', 'admin_agent'] });
        }
        const ask = async (tx: Tx): Promise<Answer> => {
          const sent = await sendLink(tx, deps, sender, request.body);
          return sent.kind === 'sent' ? { status: 201, body: requestView(sent.request, clock.now(), sent) } : notSent(sent);
        };
        return sendAnswer(reply, await answerOnce(request, ask, { hidesSecret: true }));
      },
    );

    app.get(
      '/v1/relationshiprequests',
      {
        config,
        schema: {
          summary: 'What customers were asked for, latest first',
          tags,
          querystring: SentRequestsQuery,
          headers: ContinuationHeaders,
          response: { 200: SentRequests, 400: Fault },
        },
      },
      async (request, reply) => {
        const size = pageSize(request.query.size, { fallback: 100, most: 500 });
        if (size === null) return sendFault(reply, 400, malformed('size', 'must be from 1 to 500'));
        const token = request.query.seekOperation === 'First' ? undefined : request.headers['ms-continuationtoken'];
        const after = token === undefined ? null : readToken(PURPOSE, Continuation, token);
        if (token !== undefined && after === null)
          return sendFault(reply, 400, malformed('MS-ContinuationToken', 'is not one of this list'));
        const { customerId = null } = request.query;
        const wanted = { partnerId: callerOf(request).partnerId, customerId: customerId as CustomerId | null, after, limit: size + 1 };
        const rows = await listRequests(reader, wanted);
        const { items, last } = cutPage(rows, size);
        const uri = `/relationshiprequests?size=${size}${customerId === null ? '' : `&customerId=${customerId}`}`;
        const position = last === null ? null : writeToken(PURPOSE, { at: last.requestedAt.toISOString(), id: last.id });
        return collection(
          items.map((each) => requestView(each, clock.now())),
          {
            self: uri,
            ...(position === null ? {} : { next: { uri: `${uri}&seekOperation=Next`, token: position } }),
          },
        );
      },
    );

    app.delete(
      '/v1/relationshiprequests/:requestId',
      {
        config,
        schema: {
          summary: 'Take a request back: its link opens nothing any more',
          tags,
          params: SentRequestParams,
          response: { 200: SentRequest, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const id = request.params.requestId as RelationshipRequestId;
        const around = { now: clock.now(), newId };
        const takeBack = async (tx: Tx) => takenBack(await takeBackRequest(tx, senderOf(request), id, around), around.now);
        return sendAnswer(reply, await answerOnce(request, takeBack));
      },
    );

    app.patch(
      '/v1/customers/:customerId',
      {
        config: { right: 'delegated_admin.manage' },
        schema: {
          summary: 'End the relationship, or the delegated admin privileges',
          tags,
          params: CustomerParams,
          body: CustomerChange,
          response: { 200: Customer, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { relationshipToPartner, allowDelegatedAccess } = request.body;
        if (relationshipToPartner === 'none') {
          const permission = may(callerOf(request), 'relationships.remove');
          if (permission.kind !== 'allowed') {
            const description = 'Only a global admin ends a relationship.';
            return sendFault(reply, 403, { code: 900150, description, data: ['global_admin'] });
          }
        } else if (allowDelegatedAccess !== false) {
          const why = 'can become none, or allowDelegatedAccess false; customers grant everything else themselves';
          return sendFault(reply, 400, malformed('relationshipToPartner', why));
        }
        const ends = relationshipToPartner === 'none';
        const ending = {
          ...customerRequest(request),
          answer: (customer: Parameters<typeof customerView>[0]) => ({
            status: 200,
            body: { ...customerView(customer), ...(ends ? { relationshipToPartner: 'none' as const } : {}) },
          }),
        };
        const around = { now: clock.now(), newId };
        const outcome = await db.transaction((tx) => (ends ? endRelationship(tx, ending, around) : endDelegatedAdmin(tx, ending, around)));
        return answer(reply, outcome);
      },
    );
  };
}

function notSent(sent: Exclude<Sent, { kind: 'sent' }>): Answer {
  switch (sent.kind) {
    case 'no_such_reseller':
      return faultAnswer(400, malformed('indirectResellerId', 'is no indirect reseller of yours: GET /v1/relationships lists them'));
    case 'no_such_customer':
      return faultAnswer(404, NO_CUSTOMER);
    case 'provider_asks':
      return faultAnswer(403, RESELLER_ASKS);
    default:
      return unreachable(sent);
  }
}

function takenBack(outcome: RevokeOutcome, now: Date): Answer {
  switch (outcome.kind) {
    case 'revoked':
      return { status: 200, body: requestView(outcome.request, now) };
    case 'no_such_request':
      return faultAnswer(404, NOT_FOUND);
    case 'not_open':
      return faultAnswer(409, { code: 900279, description: 'Only an open request can be taken back.', data: [outcome.state] });
    default:
      return unreachable(outcome);
  }
}

function answer(reply: FastifyReply, outcome: EndOutcome): FastifyReply {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'refused':
      if (outcome.refusal.code === 'indirect_reseller') return sendFault(reply, 403, RESELLER_ASKS);
      return sendFault(reply, 409, {
        code: 900279,
        description: 'Some subscriptions are active. Suspend or cancel them first.',
        data: outcome.refusal.subscriptionIds.slice(0, 100),
      });
    default:
      return unreachable(outcome);
  }
}

function senderOf(request: { readonly caller: unknown; readonly correlationId: string; readonly ip: string }): Sender {
  const caller = callerOf(request);
  if (caller.kind !== 'user') throw new Error('relationships.request lets no program in');
  return { caller, correlationId: request.correlationId, remoteAddress: request.ip };
}
