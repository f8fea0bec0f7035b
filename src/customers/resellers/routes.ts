import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { callerOf } from '../../access/caller.ts';
import { recordInJournal } from '../../access/journal/store.ts';
import { findPartner } from '../../access/store.ts';
import { answering } from '../../audit/commands.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { sendAnswer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { faultBody, malformed, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { CustomerParams } from '../contract.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../faults.ts';
import { findCustomer } from '../store.ts';
import { NewPartnerRelationship, PartnerRelationship, PartnerRelationships, RelationshipsQuery } from './contract.ts';
import { decideConnection, type PartnerTie } from './reseller.ts';
import { connect, findByMpnId, listPartnerTies, listTiesOfCustomer } from './store.ts';

/**
 * Tells an indirect reseller what it may not order, wherever a change of one of its customers is asked for: the customer
 * is its own to look after, but the provider's to sell to. Must be registered before the routes that change customers.
 * Costs nothing where the customer is found, and to strangers the answer stays that there is no such customer.
 */
export function resellerAnswers({ db }: { readonly db: Db }): FastifyPluginAsync {
  const reader = readerOf(db);
  const plugin: FastifyPluginAsync = async (app) => {
    app.addHook('preSerialization', async (request, reply, payload) => {
      if (reply.statusCode !== 404 || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return payload;
      if ((payload as { readonly code?: unknown } | null)?.code !== NO_CUSTOMER.code) return payload;
      if (!(await isResoldBy(reader, request))) return payload;
      reply.code(403);
      return faultBody(RESELLER_ASKS);
    });
  };
  // The hook is for the whole server, not for this plugin alone.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

async function isResoldBy(reader: Reader, request: FastifyRequest): Promise<boolean> {
  const { customerId } = request.params as { readonly customerId?: string };
  if (customerId === undefined) return false;
  const { partnerId } = callerOf(request);
  const customer = await findCustomer(reader, partnerId, customerId.toLowerCase() as CustomerId);
  return customer !== null && customer.relationship.partnerId !== partnerId;
}

const tags = ['relationships'];
const config = { right: 'resellers.read' } as const;

/** Who of the indirect model works with whom. */
export function resellerRoutes({ db, clock, newId }: { readonly db: Db; readonly clock: Clock; readonly newId: () => string }): Routes {
  const reader = readerOf(db);
  const answerOnce = answering({ db, clock });
  return async (app) => {
    app.get(
      '/v1/relationships',
      {
        config,
        schema: {
          summary: 'The indirect resellers of a provider, the providers of a reseller',
          tags,
          querystring: RelationshipsQuery,
          response: { 200: PartnerRelationships },
        },
      },
      async (request) => {
        const wanted = request.query.relationship_type;
        const found = await listPartnerTies(reader, callerOf(request).partnerId);
        return collection(found.filter(({ relation }) => wanted === undefined || relation === wanted).map(tieView));
      },
    );

    app.get(
      '/v1/customers/:customerId/relationships',
      {
        config,
        schema: {
          summary: 'A customer’s reseller of record, or its provider',
          tags,
          params: CustomerParams,
          response: { 200: PartnerRelationships, 404: Fault },
        },
      },
      async (request, reply) => {
        const [partnerId, customerId] = [callerOf(request).partnerId, request.params.customerId as CustomerId];
        if ((await findCustomer(reader, partnerId, customerId)) === null) return sendFault(reply, 404, NO_CUSTOMER);
        return collection((await listTiesOfCustomer(reader, partnerId, customerId)).map(tieView));
      },
    );

    app.post(
      '/v1/relationships',
      {
        config: { right: 'resellers.connect' },
        schema: {
          summary: 'Work with an indirect reseller; each customer still agrees for itself',
          tags,
          body: NewPartnerRelationship,
          response: { 201: PartnerRelationship, 400: Fault, 403: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const { mpnId } = request.body;
        const [provider, reseller] = await Promise.all([findPartner(reader, caller.partnerId), findByMpnId(reader, mpnId.trim())]);
        if (provider === null) throw new Error(`the partner ${caller.partnerId} is gone`);
        const refusal = decideConnection(provider, reseller);
        if (refusal?.code === 'not_a_provider')
          return sendFault(reply, 403, {
            code: 900149,
            description: 'Only an indirect provider works with indirect resellers.',
            data: [refusal.code],
          });
        if (refusal !== null || reseller === null) return sendFault(reply, 400, malformed('mpnId', 'is no indirect reseller’s'));

        const at = clock.now();
        const answer = await answerOnce(request, async (tx) => {
          connect(tx, caller.partnerId, reseller.partnerId, at);
          const entry = {
            auditId: newId(),
            doer: { kind: 'caller', caller },
            remoteAddress: request.ip,
            correlationId: request.correlationId,
            resourceType: 'partner_relationship',
            resourceId: reseller.partnerId,
            operationType: 'create_partner_relationship',
            status: 'succeeded',
            oldValue: null,
            newValue: { ProviderId: caller.partnerId, ResellerId: reseller.partnerId, MpnId: mpnId.trim() },
            customizedData: [],
            at,
          } as const;
          // To the other side the provider is a company, not one of its people.
          const theirs = {
            auditId: newId(),
            partnerId: reseller.partnerId,
            doer: { kind: 'outsider', name: provider.name },
            remoteAddress: null,
          } as const;
          recordInJournal(tx, [
            { ...entry, partnerId: caller.partnerId },
            { ...entry, ...theirs },
          ]);
          const tie = (await listPartnerTies(tx, caller.partnerId)).find((each) => each.partnerId === reseller.partnerId);
          if (tie === undefined) throw new Error(`the reseller ${reseller.partnerId} was not connected`);
          return { status: 201, body: tieView(tie) };
        });
        return sendAnswer(reply, answer);
      },
    );
  };
}

function tieView(tie: PartnerTie): PartnerRelationship {
  return {
    id: tie.partnerId,
    name: tie.name,
    relationshipType: tie.relation,
    state: 'active',
    mpnId: tie.mpnId,
    location: tie.country,
    attributes: { objectType: 'PartnerRelationship' },
  };
}
