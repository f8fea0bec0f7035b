import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import { digest } from '../../access/passwords.ts';
import { may } from '../../access/permissions.ts';
import { findPartner } from '../../access/store.ts';
import { ContinuationHeaders } from '../../access/journal/contract.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId, PartnerId, RelationshipRequestId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage, pageSize, readToken, writeToken } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { Customer, CustomerParams } from '../contract.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../faults.ts';
import { customerRequest } from '../request.ts';
import { isConnected } from '../resellers/store.ts';
import { findCustomer } from '../store.ts';
import { customerView } from '../view.ts';
import { endDelegatedAdmin, endRelationship, sendRequest, takeBackRequest, type EndOutcome, type Sender } from './commands.ts';
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
import { invitationLink } from './link.ts';
import { draftRelationshipMessage } from './message.ts';
import { listRequests } from './store.ts';
import { requestView } from './view.ts';

export type RelationshipDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly newSecret: () => string;
  /** Where browsers reach the program: links to customers lead there. */
  readonly access: { readonly config: { readonly publicUrl: () => string } };
};

const config = { right: 'relationships.request' } as const;
const tags = ['relationships'];
const PURPOSE = 'relationship requests';
const Continuation = Type.Object({ at: Type.String(), id: Type.String() });

/** Asking customers for a relationship, and ending what they granted. */
export function relationshipRoutes(deps: RelationshipDeps): Routes {
  const { db, clock, newId } = deps;
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
        const sent = await send(deps, senderOf(request), { indirectResellerId: request.query.indirectResellerId });
        if (sent.kind !== 'sent') return notSent(reply, sent);
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
        const sent = await send(deps, sender, request.body);
        if (sent.kind !== 'sent') return notSent(reply, sent);
        return reply.code(201).send(requestView(sent.request, clock.now(), sent));
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
        const outcome = await db.transaction((tx) => takeBackRequest(tx, senderOf(request), id, { now: clock.now(), newId }));
        switch (outcome.kind) {
          case 'revoked':
            return requestView(outcome.request, clock.now());
          case 'no_such_request':
            return sendFault(reply, 404, NOT_FOUND);
          case 'not_open':
            return sendFault(reply, 409, { code: 900279, description: 'Only an open request can be taken back.', data: [outcome.state] });
          default:
            return unreachable(outcome);
        }
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

type Sent =
  | {
      readonly kind: 'sent';
      readonly request: Parameters<typeof requestView>[0];
      readonly url: string;
      readonly message: ReturnType<typeof draftRelationshipMessage>;
    }
  | { readonly kind: 'no_such_reseller' }
  | { readonly kind: 'no_such_customer' }
  /** The customer is sold to by another partner: only that one asks it. */
  | { readonly kind: 'provider_asks' };

/** Makes a request with its link and the mail's draft. The secret leaves this function in the link, and nowhere else. */
async function send(
  { db, clock, newId, newSecret, access }: RelationshipDeps,
  sender: Sender,
  wanted: {
    readonly withDelegatedAdmin?: boolean | undefined;
    readonly indirectResellerId?: string | undefined;
    readonly customerId?: string | undefined;
    readonly note?: string | undefined;
  },
): Promise<Sent> {
  const reader = readerOf(db);
  const { caller } = sender;
  const customerId = (wanted.customerId ?? null) as CustomerId | null;
  const customer = customerId === null ? null : await findCustomer(reader, caller.partnerId, customerId);
  if (customerId !== null && customer === null) return { kind: 'no_such_customer' };
  if (customer !== null && customer.relationship.partnerId !== caller.partnerId) return { kind: 'provider_asks' };
  const resellerPartnerId = (wanted.indirectResellerId ?? null) as PartnerId | null;
  if (resellerPartnerId !== null && !(await isConnected(reader, caller.partnerId, resellerPartnerId))) return { kind: 'no_such_reseller' };
  const withDelegatedAdmin = wanted.withDelegatedAdmin ?? may(caller, 'delegated_admin.manage').kind === 'allowed';
  const secret = newSecret();
  const request = await db.transaction(async (tx) =>
    sendRequest(tx, sender, { withDelegatedAdmin, resellerPartnerId, customerId, note: wanted.note ?? '' }, digest(secret), {
      now: clock.now(),
      newId,
    }),
  );
  const [partner, reseller] = await Promise.all([
    findPartner(reader, caller.partnerId),
    resellerPartnerId === null ? null : findPartner(reader, resellerPartnerId),
  ]);
  const url = invitationLink(access.config.publicUrl(), secret);
  const message = draftRelationshipMessage({
    partnerName: partner?.name ?? '',
    resellerName: reseller?.name ?? null,
    senderName: caller.displayName,
    withDelegatedAdmin,
    url,
    expiresAt: request.expiresAt,
  });
  return { kind: 'sent', request, url, message };
}

function notSent(reply: FastifyReply, sent: Exclude<Sent, { kind: 'sent' }>): FastifyReply {
  switch (sent.kind) {
    case 'no_such_reseller':
      return sendFault(reply, 400, malformed('indirectResellerId', 'is no indirect reseller of yours: GET /v1/relationships lists them'));
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'provider_asks':
      return sendFault(reply, 403, RESELLER_ASKS);
    default:
      return unreachable(sent);
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
