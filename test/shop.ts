import { beforeEach } from 'node:test';
import { resellerAnswers } from '../src/customers/resellers/routes.ts';
import type { CustomerId } from '../src/kit/ids.ts';
import { dropProducts } from '../src/licenses/assignment/store.ts';
import type { Routes } from '../src/platform/http.ts';
import { orderRoutes } from '../src/subscriptions/orders/routes.ts';
import { testDesk, type DeskParts } from './desk.ts';
import { agentOf, NOW, plantCustomer, type Planted } from './tenant.ts';

/**
 * A server on which things are ordered, and what else is named. Each test has a customer of its own: what one buys must not
 * stand in the way of another.
 */
export async function openShop(more: (parts: DeskParts) => readonly Routes[] = () => []) {
  const desk = await testDesk((parts) => [resellerAnswers(parts), orderRoutes({ ...parts, dropProducts }), ...more(parts)]);
  const { db, server, tenant } = desk;
  const { partnerId } = tenant;
  let buyer: Planted = tenant;
  const serve = (customerId: CustomerId) => {
    buyer = { partnerId, customerId };
  };
  beforeEach(async () => {
    desk.at(NOW);
    server.actAs(agentOf(partnerId, 'admin_agent'));
    serve(await plantCustomer(db, partnerId));
  });
  const orders = () => `/v1/customers/${buyer.customerId}/orders`;
  return {
    ...desk,
    ...server,
    partnerId,
    offer: tenant.offer,
    /** Who buys in this test. */
    buyer: () => buyer,
    /** Another customer buys from now on. */
    serve,
    orders,
    buy: (lineItems: unknown, order: object = {}, headers: Record<string, string> = {}) =>
      server.ask(orders(), { method: 'POST', body: { lineItems, ...order }, headers }),
    /** Rows of the customer who buys, who is called `$c`. */
    rows: async (sql: string) => (await db.read<Record<string, unknown>>(sql.replace('$c', `'${buyer.customerId}'`))).rows,
  };
}

/** A line of an order. */
export function line(offerId: string, quantity: number, more: object = {}) {
  return { lineItemNumber: 0, offerId, quantity, ...more };
}

/** What a refusal says in short: the status, the code of the fault, and the first of its reasons. */
export function pick({ status, body }: { readonly status: number; readonly body: any }): readonly unknown[] {
  return [status, body.code, body.data?.[0]];
}
