import type { FastifyReply } from 'fastify';
import { callerOf } from '../../access/caller.ts';
import { questionOf } from '../../audit/question.ts';
import type { Answer } from '../../audit/store.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { unreachable } from '../../kit/brand.ts';
import { dayOf } from '../../kit/dates.ts';
import { isGuid, type CustomerId, type SubscriptionId, type UpgradeId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { atFirstNeed, type Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault, type FaultSaid } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { NO_SUBSCRIPTION } from '../../subscriptions/faults.ts';
import { readRecentLedger } from '../../subscriptions/new-commerce/store.ts';
import { findSubscription } from '../../subscriptions/shown/store.ts';
import { readSeenTenants } from '../../subscriptions/tenant/store.ts';
import type { Reason } from '../reasons.ts';
import { hasFault, statusOfRefusal, UNKNOWN_OFFER } from '../refusal-status.ts';
import { readPeople } from '../store.ts';
import { explain } from '../words.ts';
import { previewTransition, startTransition, type StartOutcome } from './commands.ts';
import {
  EligibilityQuery,
  Transition,
  TransitionBody,
  TransitionEligibilities,
  TransitionParams,
  TransitionPreview,
  Transitions,
  TransitionsQuery,
} from './contract.ts';
import { decideTransitions, type TransitionFacts } from './eligibility.ts';
import { faultOf } from './errors.ts';
import { orderIn, type OrderRead } from './question.ts';
import type { OrderReason } from './reasons.ts';
import { listTransitions } from './store.ts';
import { eligibilityView, previewView, transitionView } from './view.ts';

export type TransitionDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

const tags = ['transitions'];
const under = '/v1/customers/:customerId/subscriptions/:subscriptionId';
const faults = { 400: Fault, 403: Fault, 404: Fault, 409: Fault };

/** What subscriptions of new commerce can become, and the operations that make them so. */
export function transitionRoutes({ db, catalog, clock, newId }: TransitionDeps): Routes {
  const reader = readerOf(db);
  const around = () => atFirstNeed(clock, { catalog, newId });

  return async (app) => {
    app.get(
      `${under}/transitionEligibilities`,
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'Every product that a subscription of new commerce can become, the refused ones with their reasons',
          tags,
          params: TransitionParams,
          querystring: EligibilityQuery,
          response: { 200: TransitionEligibilities, 404: Fault },
        },
      },
      async (request, reply) => {
        const { eligibilityType = 'immediate' } = request.query;
        const { customerId, subscriptionId } = addressOf(request);
        const caller = callerOf(request);
        const [tenant] = await readSeenTenants(reader, { partnerId: caller.partnerId, customerId }, subscriptionId);
        if (tenant === undefined) return sendFault(reply, 404, NO_CUSTOMER);
        if (tenant.facts.catalogRevision !== catalog.current().revision) await catalog.refresh();
        const { facts: customer, resellerMpnId } = tenant;
        const source = customer.subscriptions.find((each) => each.id === subscriptionId && each.partnerId === customer.partner.id);
        if (source === undefined || (resellerMpnId !== null && source.resellerMpnId !== resellerMpnId)) {
          return sendFault(reply, 404, NO_SUBSCRIPTION);
        }
        const now = customerNow(customer, clock.now());
        const today = dayOf(now);
        const { ledger } = await readRecentLedger(reader, customerId);
        const sold = catalogSoldBy(catalog.on(today), { partnerId: customer.partner.id, country: customer.country });
        const facts: TransitionFacts = { customer, source, caller, catalog: sold, today, ledger, now };
        const type = eligibilityType === 'scheduled' ? 'scheduled' : 'immediate';
        return collection(decideTransitions(facts, type).map((verdict) => eligibilityView(facts, verdict, localeOf(request))));
      },
    );

    app.get(
      `${under}/transitions`,
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'The operations on a subscription, with their steps; one of them where asked',
          tags,
          params: TransitionParams,
          querystring: TransitionsQuery,
          response: { 200: Transitions, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { customerId, subscriptionId } = addressOf(request);
        const { operationId = '' } = request.query;
        if (operationId !== '' && !isGuid(operationId)) return sendFault(reply, 400, malformed('operationId', 'must be a GUID'));
        const customer = await findCustomer(reader, callerOf(request).partnerId, customerId);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        if ((await findSubscription(reader, customer.scope, subscriptionId)) === null) return sendFault(reply, 404, NO_SUBSCRIPTION);
        const only = operationId === '' ? null : (operationId.toLowerCase() as UpgradeId);
        const found = await listTransitions(reader, customerId, { subscriptionId, operationId: only });
        return collection(found.map(transitionView));
      },
    );

    app.post(
      `${under}/transitions`,
      {
        config: { right: 'subscriptions.upgrade' },
        schema: {
          summary: 'Turn seats of a subscription of new commerce into another product',
          tags,
          params: TransitionParams,
          body: TransitionBody,
          response: { 200: Transition, ...faults },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const locale = localeOf(request);
        const read = orderIn(request.body);
        if (read.kind !== 'order') return sendFault(reply, 400, faultIn(read));
        const { customerId, subscriptionId: sourceId } = addressOf(request);
        const order = {
          scope: { partnerId: caller.partnerId, customerId },
          sourceId,
          order: read.order,
          locale,
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          question: questionOf(request),
          answer: (transition: Parameters<typeof transitionView>[0]): Answer => ({ status: 200, body: transitionView(transition) }),
          isFault,
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => startTransition(tx, order, around())));
        return answerStart(reply, outcome, locale);
      },
    );

    app.post(
      `${under}/transitionpreviews`,
      {
        config: { right: 'subscriptions.upgrade' },
        schema: {
          summary: 'Work out a transition without doing it: bill, term, users who move, users left behind',
          tags,
          params: TransitionParams,
          body: TransitionBody,
          response: { 200: TransitionPreview, ...faults },
        },
      },
      async (request, reply) => {
        const locale = localeOf(request);
        const read = orderIn(request.body);
        if (read.kind !== 'order') return sendFault(reply, 400, faultIn(read));
        const caller = callerOf(request);
        const { customerId, subscriptionId: sourceId } = addressOf(request);
        const asked = { scope: { partnerId: caller.partnerId, customerId }, sourceId, order: read.order, locale, caller };
        const outcome = await withFreshCatalog(catalog, () =>
          db.transaction(async (tx) => {
            const decided = await previewTransition(tx, asked, around());
            if (decided.kind !== 'decided') return decided;
            const plan = decided.planning.kind === 'planned' ? decided.planning.plan : null;
            const userIds = plan?.transfer.leftBehind.flatMap((group) => group.userIds) ?? [];
            return { ...decided, plan, people: await readPeople(tx, customerId, userIds) };
          }),
        );
        if (outcome.kind !== 'decided') return answerStart(reply, outcome, locale);
        const { facts, planning, plan, people } = outcome;
        if (planning.kind === 'wrong_order') return sendWrongOrder(reply, planning.reasons, facts, locale);
        return previewView(facts, plan, planning.kind === 'refused' ? planning.reasons : [], { locale, people });
      },
    );
  };
}

/** What is wrong with an order that cannot be read. */
function faultIn(read: Exclude<OrderRead, { kind: 'order' }>): FaultSaid {
  return read.kind === 'malformed' ? malformed(read.member, read.why) : { code: 27007, description: 'There is no such promotion.' };
}

/** An unfinished operation is told as a conflict; what the public API has a fault for, with that. */
function isFault(reason: Reason): boolean {
  return reason.code === 'upgrade_unfinished' || hasFault(reason);
}

function answerStart(reply: FastifyReply, outcome: Exclude<StartOutcome, { kind: 'catalog_outdated' }>, locale: Locale) {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'wrong_order':
      return sendWrongOrder(reply, outcome.reasons, outcome.facts, locale);
    case 'refused': {
      const { catalog } = outcome.facts;
      const pending = outcome.reasons.find((reason) => reason.code === 'upgrade_unfinished');
      const fault = outcome.reasons.map((reason) => statusOfRefusal([reason], catalog, locale)).find((found) => found !== null);
      if (fault !== undefined && fault !== null) return sendFault(reply, fault.status, fault.said);
      if (pending === undefined) throw new Error('refused without a fault');
      return sendFault(reply, 409, { code: 900278, description: explain(pending, catalog, locale), data: [pending.code] });
    }
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_subscription':
      return sendFault(reply, 404, NO_SUBSCRIPTION);
    case 'no_such_offer':
      return sendFault(reply, 400, UNKNOWN_OFFER);
    default:
      return unreachable(outcome);
  }
}

/** The first reason decides about status and code; `data` names all of them. */
function sendWrongOrder(reply: FastifyReply, reasons: readonly OrderReason[], { catalog }: TransitionFacts, locale: Locale) {
  const [first] = reasons;
  if (first === undefined) throw new Error('refused without a reason');
  const { status, code, description } = faultOf(first, catalog, locale);
  return sendFault(reply, status, { code, description, data: reasons.map((reason) => reason.code) });
}

function addressOf(request: { readonly params: { readonly customerId: string; readonly subscriptionId: string } }) {
  const { customerId, subscriptionId } = request.params;
  return { customerId: customerId.toLowerCase() as CustomerId, subscriptionId: subscriptionId.toLowerCase() as SubscriptionId };
}
