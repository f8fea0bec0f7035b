import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../../access/caller.ts';
import { generationOf } from '../../access/generation.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../../customers/faults.ts';
import { customerRequest } from '../../customers/request.ts';
import { findCustomer } from '../../customers/store.ts';
import { unreachable } from '../../kit/brand.ts';
import type { Locale } from '../../kit/locale.ts';
import { atFirstNeed, type Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault, type FaultSaid } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import { ExpectedTotalQuery } from '../orders/contract.ts';
import { refusalFor, totalDiffers } from '../orders/faults.ts';
import { orderView } from '../orders/view.ts';
import { CART_POLICY } from './cart.ts';
import { checkOut, fillCart, readCart, type CartRequest, type CheckoutOutcome, type JudgedCart } from './commands.ts';
import { Cart, CartBody, CartCheckoutResult, CartParams } from './contract.ts';
import { linesIn } from './question.ts';
import { errorIn } from './verdict.ts';
import { cartView, describe, type Shown } from './view.ts';

export type CartDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly cartDays?: number;
};

const tags = ['carts'];
const writes = { right: 'orders.write' } as const;
const faults = { 400: Fault, 403: Fault, 404: Fault };
type Fresh<Outcome> = Exclude<Outcome, { kind: 'catalog_outdated' }>;

/** Carts: what is put together to be bought at once. */
export function cartRoutes({ db, catalog, clock, newId, cartDays = CART_POLICY.days }: CartDeps): Routes {
  const reader = readerOf(db);
  const around = (locale: Locale) => atFirstNeed(clock, { catalog, policy: { days: cartDays }, newId, locale });
  const fill = (request: CartRequest, locale: Locale) =>
    withFreshCatalog<Fresh<Awaited<ReturnType<typeof fillCart>>>>(catalog, () =>
      db.transaction((tx) => fillCart(tx, request, around(locale))),
    );

  return async (app) => {
    app.post(
      '/v1/customers/:customerId/carts',
      {
        config: writes,
        schema: { summary: 'Fill a new cart', tags, params: CustomerParams, body: CartBody, response: { 201: Cart, ...faults } },
      },
      async (request, reply) => {
        const read = linesIn(request.body);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const outcome = await fill(cartRequest(request, { cartId: null, lines: read.lines, shown: shownTo(request) }), localeOf(request));
        return answer(reply, outcome, localeOf(request));
      },
    );

    app.get(
      '/v1/customers/:customerId/carts/:cartId',
      {
        config: { right: 'orders.read' },
        schema: { summary: 'One cart, judged anew', tags, params: CartParams, response: { 200: Cart, 403: Fault, 404: Fault } },
      },
      async (request, reply) => {
        const { partnerId, customerId } = customerRequest(request);
        const outcome = await withFreshCatalog<Fresh<Awaited<ReturnType<typeof readCart>>>>(catalog, () =>
          readCart(reader, { partnerId, customerId }, request.params.cartId, around(localeOf(request))),
        );
        switch (outcome.kind) {
          case 'read':
            return cartView(outcome.judged, shownTo(request));
          case 'no_such_cart':
            return sendFault(reply, 404, NO_CART);
          case 'no_such_customer': {
            const seen = await findCustomer(reader, partnerId, customerId);
            return seen === null ? sendFault(reply, 404, NO_CUSTOMER) : sendFault(reply, 403, RESELLER_ASKS);
          }
          default:
            return unreachable(outcome);
        }
      },
    );

    app.put(
      '/v1/customers/:customerId/carts/:cartId',
      {
        config: writes,
        schema: { summary: 'Fill a cart anew', tags, params: CartParams, body: CartBody, response: { 201: Cart, ...faults } },
      },
      async (request, reply) => {
        const read = linesIn(request.body);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { cartId } = request.params;
        const outcome = await fill(cartRequest(request, { cartId, lines: read.lines, shown: shownTo(request) }), localeOf(request));
        return answer(reply, outcome, localeOf(request));
      },
    );

    app.post(
      '/v1/customers/:customerId/carts/:cartId/checkout',
      {
        config: writes,
        schema: {
          summary: 'Buy everything in a cart, or nothing',
          tags,
          params: CartParams,
          querystring: ExpectedTotalQuery,
          response: { 201: CartCheckoutResult, ...faults, 409: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId, customerId, ...asked } = customerRequest(request);
        const checkout = {
          ...asked,
          scope: { partnerId, customerId },
          cartId: request.params.cartId,
          expectedTotal: request.query.expectedTotal ?? null,
          answer: (orders: readonly Parameters<typeof orderView>[0][]) => ({
            status: 201,
            body: {
              orders: orders.map((order) => orderView(order, { withPrices: true })),
              orderErrors: [],
              attributes: { objectType: 'CartCheckoutResult' },
            },
          }),
        };
        const outcome = await withFreshCatalog<Fresh<CheckoutOutcome>>(catalog, () =>
          db.transaction((tx) => checkOut(tx, checkout, around(localeOf(request)))),
        );
        return answer(reply, outcome, localeOf(request));
      },
    );
  };
}

const NO_CART: FaultSaid = { code: 800008, description: 'There is no such cart, or it has expired.' };
const ORDERED: FaultSaid = { code: 800065, description: 'The cart was ordered already.' };
const EMPTY: FaultSaid = { code: 800009, description: 'The cart is empty.' };

function shownTo(request: FastifyRequest): Shown {
  return { locale: localeOf(request), generation: generationOf(callerOf(request)) };
}

function cartRequest(
  request: Parameters<typeof customerRequest>[0],
  { shown, ...asked }: Pick<CartRequest, 'cartId' | 'lines'> & { readonly shown: Shown },
): CartRequest {
  const { partnerId, customerId, actor, question } = customerRequest(request);
  const answered = (judged: JudgedCart) => ({ status: 201, body: cartView(judged, shown) });
  return { ...asked, actor, question, scope: { partnerId, customerId }, answer: answered };
}

function answer(reply: FastifyReply, outcome: Fresh<CheckoutOutcome>, locale: Locale) {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_cart':
      return sendFault(reply, 404, NO_CART);
    case 'ordered_already':
      return sendFault(reply, 400, ORDERED);
    case 'empty':
      return sendFault(reply, 400, EMPTY);
    case 'total_differs':
      return sendFault(reply, 409, totalDiffers(outcome));
    case 'refused':
      return sendRefused(reply, outcome.judged, locale);
    default:
      return unreachable(outcome);
  }
}

/** What holds against the customer or the partner as such is told as for any order; what holds against lines, line by line. */
function sendRefused(reply: FastifyReply, { cart, decided }: JudgedCart, locale: Locale) {
  const { catalog } = decided.facts;
  const reasons = decided.plan.lines.flatMap((line) => line.reasons);
  const general = reasons.filter(({ code }) => code === 'customer_agreement_missing' || code === 'partner_suspended');
  if (general.length > 0) {
    const { status, said } = refusalFor(general, catalog, locale);
    return sendFault(reply, status, said);
  }
  const found = cart.lines.flatMap((line) => {
    const error = errorIn(line, decided);
    return error === null ? [] : [{ line: line.wish.line, error }];
  });
  const [first] = found;
  const description = first === undefined ? '' : describe(first.error, decided, locale);
  const data = found.map(({ line, error }) => `${line}: ${error.reason?.code ?? error.code}`);
  return sendFault(reply, 400, { code: 800009, description, data });
}
