import assert from 'node:assert/strict';
import { day } from '../src/kit/dates.ts';
import { dropLicenses, dropProducts } from '../src/licenses/assignment/store.ts';
import { licenseRoutes } from '../src/licenses/routes.ts';
import { newId } from '../src/platform/clock.ts';
import { changeRoutes } from '../src/subscriptions/change/routes.ts';
import { orderRoutes } from '../src/subscriptions/orders/routes.ts';
import { runLifeCycle } from '../src/subscriptions/renewal/worker.ts';
import { subscriptionRoutes } from '../src/subscriptions/routes.ts';
import { ledgerLines } from './charges.ts';
import { testDatabase } from './database.ts';
import { testServer } from './server.ts';
import { agentOf, plantCustomer, plantTenant } from './tenant.ts';

/** Catalogue items of new commerce. */
export const BASIC = 'CFQ7TTC0LH18:0001:PLACEHOLDER1';
export const STANDARD = 'CFQ7TTC0LDPB:0001:PLACEHOLDER1';

/** What the next term is to be: so many seats of an item, by the year and paid by the month. */
export function nextTerm(offerId: string, quantity: number, change: object = {}) {
  const [productId, skuId, availabilityId] = offerId.split(':');
  return { product: { productId, skuId, availabilityId, billingCycle: 'monthly', termDuration: 'P1Y', ...change }, quantity };
}

/** A server on which subscriptions of new commerce live, with a clock moved by hand and the prices of its day. */
export async function newCommerceWorld() {
  let now = new Date('2026-06-18T09:00:00Z');
  const db = await testDatabase();
  const tenant = await plantTenant(db);
  const catalog = { ...tenant.catalog, current: () => tenant.catalog.on(day(now.toISOString().slice(0, 10))) };
  const deps = { db, catalog, clock: { now: () => now }, newId };
  const agent = { ...agentOf(tenant.partnerId, 'admin_agent'), generation: 'newest' as const };
  const { ask, actAs } = await testServer(
    [
      subscriptionRoutes(deps),
      changeRoutes({ ...deps, licenses: { dropLicenses, dropProducts } }),
      orderRoutes({ ...deps, dropProducts }),
      licenseRoutes(deps),
    ],
    agent,
  );
  const at = (instant: string) => {
    now = new Date(instant);
  };
  return {
    db,
    tenant,
    deps,
    agent,
    ask,
    actAs,
    at,
    run: () => runLifeCycle({ ...deps, dropProducts, onTrouble: (_, error) => assert.fail(String(error)) }),
    /** Buys ten seats of Business Basic at 6.00 on 18 June, by the year and paid by the month, as a client does. */
    bought: async (more: object = {}) => {
      at('2026-06-18T09:00:00Z');
      const customerId = await plantCustomer(db, tenant.partnerId);
      const item = { lineItemNumber: 0, offerId: BASIC, quantity: 10, termDuration: 'P1Y', ...more };
      const body = { billingCycle: 'monthly', lineItems: [item] };
      const order = await ask(`/v1/customers/${customerId}/orders`, { method: 'POST', body });
      assert.equal(order.status, 201, order.text);
      const [line] = order.body.lineItems;
      assert.equal(line.termDuration, 'P1Y');
      const url = `/v1/customers/${customerId}/subscriptions/${line.subscriptionId}`;
      return {
        customerId,
        url,
        read: async () => (await ask(url)).body,
        patch: (change: object) => ask(url, { method: 'PATCH', body: change }),
      };
    },
    linesOf: (customerId: string) => ledgerLines(db, customerId),
  };
}
