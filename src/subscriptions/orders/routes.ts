import type { FastifyReply } from 'fastify';
import { callerOf } from '../../access/caller.ts';
import { may } from '../../access/permissions.ts';
import { notAllowed } from '../../access/refusal.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { customerRequest } from '../../customers/request.ts';
import { findCustomer } from '../../customers/store.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId, PreviewId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { atFirstNeed, type Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import { hashOf } from '../../platform/hash.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import type { DropProducts, Reassign } from '../renewal/commands.ts';
import { LIFE_POLICY, type LifePolicy } from '../renewal/policy.ts';
import { amendOrder, previewCycle, type AmendOutcome, type CyclePreviewOutcome } from './amend/commands.ts';
import { cyclePreviewView } from './amend/view.ts';
import { explainCycle, faultOfCycle } from './amend/words.ts';
import { placeOrder, type OrderOutcome } from './commands.ts';
import {
  AmendOrderBody,
  CyclePreview,
  CyclePreviewBody,
  Order,
  OrderBody,
  OrderParams,
  OrderProvisioningStatuses,
  OrderQuery,
  Orders,
  OrdersQuery,
} from './contract.ts';
import { NO_PREVIEW, promiseBroken } from '../faults.ts';
import { NO_ORDER, refusalOf, SEVERAL_ORDERS, UNKNOWN_OFFER, unreadable } from './faults.ts';
import { billingCycleIn, wishesIn } from './question.ts';
import { findOrder, listOrders } from './store.ts';
import { orderView, provisioningView } from './view.ts';

export type OrderDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly dropProducts: DropProducts;
  readonly reassign?: Reassign;
  readonly policy?: LifePolicy;
};

const tags = ['orders'];
const writes = { right: 'orders.write' } as const;
const reads = { right: 'orders.read' } as const;
const faults = { 400: Fault, 403: Fault, 404: Fault, 409: Fault };
type Fresh<Outcome> = Exclude<Outcome, { kind: 'catalog_outdated' }>;

/** What customers buy: orders, their add-ons, and their billing cycle. */
export function orderRoutes({ db, catalog, clock, newId, dropProducts, reassign, policy = LIFE_POLICY }: OrderDeps): Routes {
  const reader = readerOf(db);
  const moving = reassign === undefined ? {} : { reassign };
  const around = (locale: Locale = 'en') => atFirstNeed(clock, { catalog, policy, newId, dropProducts, locale, ...moving });
  const find = (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  return async (app) => {
    app.post(
      '/v1/customers/:customerId/orders',
      {
        config: writes,
        schema: { summary: 'Buy subscriptions', tags, params: CustomerParams, body: OrderBody, response: { 201: Order, ...faults } },
      },
      async (request, reply) => {
        const { customerId, partnerId, ...asked } = customerRequest(request);
        const read = wishesIn(request.body, customerId);
        if (read.kind !== 'wishes') return sendFault(reply, 400, unreadable(read));
        const order = {
          ...asked,
          scope: { partnerId, customerId },
          wishes: read.wishes,
          answer: (placed: Parameters<typeof orderView>[0]) => ({ status: 201, body: orderView(placed, { withPrices: true }) }),
        };
        const outcome = await withFreshCatalog<Fresh<OrderOutcome>>(catalog, () =>
          db.transaction((tx) => placeOrder(tx, order, around(localeOf(request)))),
        );
        return answerOrder(reply, outcome, localeOf(request));
      },
    );

    app.get(
      '/v1/customers/:customerId/orders',
      {
        config: reads,
        schema: {
          summary: 'A customer’s orders, latest first',
          tags,
          params: CustomerParams,
          querystring: OrdersQuery,
          response: { 200: Orders, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await find(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const { billingType, include_price: withPrices = false } = request.query;
        const only = billingType === undefined || billingType === 'unknown' ? {} : { billingCycle: billingType };
        const found = await listOrders(reader, customer.scope, only);
        return collection(
          found.map((order) => orderView(order, { withPrices })),
          { self: `/customers/${customer.id}/orders` },
        );
      },
    );

    app.get(
      '/v1/customers/:customerId/orders/:orderId',
      {
        config: reads,
        schema: {
          summary: 'One order',
          tags,
          params: OrderParams,
          querystring: OrderQuery,
          response: { 200: Order, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await find(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const order = await findOrder(reader, customer.scope, request.params.orderId);
        if (order === null) return sendFault(reply, 404, NO_ORDER);
        return orderView(order, { withPrices: request.query.include_price ?? false });
      },
    );

    app.patch(
      '/v1/customers/:customerId/orders/:orderId',
      {
        config: { right: 'orders.amend' },
        schema: {
          summary: 'Hang add-ons on the subscriptions of an order, or change its billing cycle',
          tags,
          params: OrderParams,
          body: AmendOrderBody,
          response: { 200: Order, ...faults },
        },
      },
      async (request, reply) => {
        const { customerId, partnerId, ...asked } = customerRequest(request);
        const lineItems = (request.body.lineItems ?? []).filter((item) => (item.subscriptionId ?? '') === '');
        const read = lineItems.length === 0 ? null : wishesIn({ ...request.body, lineItems }, customerId);
        if (read !== null && read.kind !== 'wishes') return sendFault(reply, 400, unreadable(read));
        const billingCycle = billingCycleIn(request.body.billingCycle);
        if (billingCycle === 'unsupported') return sendFault(reply, 400, malformed('billingCycle', 'can be none, monthly or annual'));
        const right = read === null ? 'orders.cycle' : 'orders.write';
        const permission = may(asked.actor.caller, right);
        if (permission.kind !== 'allowed') return sendFault(reply, 403, notAllowed(right, permission));
        const change = {
          ...asked,
          scope: { partnerId, customerId },
          orderId: request.params.orderId,
          wishes: read?.wishes ?? [],
          billingCycle,
          previewId: (request.body.previewId ?? null) as PreviewId | null,
          answer: (after: Parameters<typeof orderView>[0]) => ({ status: 200, body: orderView(after, { withPrices: false }) }),
        };
        const outcome = await withFreshCatalog<Fresh<AmendOutcome>>(catalog, () =>
          db.transaction((tx) => amendOrder(tx, change, around(localeOf(request)))),
        );
        return answerAmend(reply, outcome, localeOf(request));
      },
    );

    app.post(
      '/v1/customers/:customerId/orders/:orderId/cyclepreviews',
      {
        config: { right: 'orders.cycle' },
        schema: {
          summary: 'Work out another billing cycle of an order without giving it',
          tags,
          params: OrderParams,
          body: CyclePreviewBody,
          response: { 201: CyclePreview, ...faults },
        },
      },
      async (request, reply) => {
        const { customerId, partnerId, actor } = customerRequest(request);
        const billingCycle = billingCycleIn(request.body.billingCycle);
        if (billingCycle === null || billingCycle === 'unsupported')
          return sendFault(reply, 400, malformed('billingCycle', 'can be none, monthly or annual'));
        const asked = { scope: { partnerId, customerId }, orderId: request.params.orderId, billingCycle, hash: hashOf };
        const outcome = await withFreshCatalog<Fresh<CyclePreviewOutcome>>(catalog, () =>
          db.transaction((tx) => previewCycle(tx, asked, around())),
        );
        if (outcome.kind === 'no_such_customer') return sendFault(reply, 404, NO_CUSTOMER);
        if (outcome.kind === 'no_such_order') return sendFault(reply, 404, NO_ORDER);
        return reply.code(201).send(cyclePreviewView(outcome, actor.caller, localeOf(request)));
      },
    );

    app.get(
      '/v1/customers/:customerId/orders/:orderId/provisioningstatus',
      {
        config: { right: 'orders.provisioning' },
        schema: {
          summary: 'How far the set-up of an order is',
          tags,
          params: OrderParams,
          response: { 200: OrderProvisioningStatuses, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await find(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const order = await findOrder(reader, customer.scope, request.params.orderId);
        return order === null ? sendFault(reply, 404, NO_ORDER) : collection(order.lines.map(provisioningView));
      },
    );
  };
}

function answerOrder(reply: FastifyReply, outcome: Fresh<OrderOutcome>, locale: Locale) {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'several_orders_needed':
      return sendFault(reply, 400, SEVERAL_ORDERS);
    case 'unknown_offer':
      return sendFault(reply, 400, { ...UNKNOWN_OFFER, data: outcome.wishes.map((wish) => wish.offerId) });
    case 'refused': {
      const { status, said } = refusalOf(outcome.decided.plan.lines, outcome.decided.facts.catalog, locale);
      return sendFault(reply, status, said);
    }
    default:
      return unreachable(outcome);
  }
}

function answerAmend(reply: FastifyReply, outcome: Fresh<AmendOutcome>, locale: Locale) {
  switch (outcome.kind) {
    case 'no_such_order':
      return sendFault(reply, 404, NO_ORDER);
    case 'two_changes_at_once':
      return sendFault(reply, 400, malformed('billingCycle', 'cannot be changed in the request that adds something'));
    case 'no_such_preview':
      return sendFault(reply, 404, NO_PREVIEW);
    case 'promise_broken':
      return sendFault(reply, 409, promiseBroken(outcome.differences));
    case 'base_outside_order':
      return sendFault(reply, 400, malformed(`lineItems[${outcome.line}].parentSubscriptionId`, 'must name a subscription of this order'));
    case 'cycle_refused': {
      const [first] = outcome.reasons;
      if (first === undefined) throw new Error('refused without a reason');
      const { status, code } = faultOfCycle(first);
      const data = [...new Set(outcome.reasons.map((reason) => reason.code))];
      return sendFault(reply, status, { code, description: explainCycle(first, outcome.catalog, locale), data });
    }
    default:
      return answerOrder(reply, outcome, locale);
  }
}
