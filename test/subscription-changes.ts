import assert from 'node:assert/strict';
import type { SubscriptionId } from '../src/kit/ids.ts';
import { dropLicenses, dropProducts } from '../src/licenses/assignment/store.ts';
import { newId } from '../src/platform/clock.ts';
import { changeRoutes } from '../src/subscriptions/change/routes.ts';
import { subscriptionRoutes } from '../src/subscriptions/routes.ts';
import { ledgerLines } from './charges.ts';
import { testDatabase } from './database.ts';
import { testServer } from './server.ts';
import { agentOf, clock, fingerprint, plantCustomer, plantSubscription, plantTenant, plantUser, type SubscriptionSeed } from './tenant.ts';

/** A server on which subscriptions are changed by an admin agent, with a customer for each test. */
export async function changeWorld() {
  const db = await testDatabase();
  const tenant = await plantTenant(db);
  const { catalog } = tenant;
  const deps = { db, catalog, clock, newId, licenses: { dropLicenses, dropProducts } };
  const server = await testServer(
    [subscriptionRoutes({ db, catalog, clock }), changeRoutes(deps)],
    agentOf(tenant.partnerId, 'admin_agent'),
  );
  const basic = tenant.offer('m365-business-basic');
  const urlOf = (customerId: string, id: string) => `/v1/customers/${customerId}/subscriptions/${id}`;

  return {
    db,
    tenant,
    server,
    basic,
    urlOf,
    /** A customer with ten seats of Business Basic, bought on the first of January, in the middle of a month's period. */
    customerWith: async (seed: Partial<SubscriptionSeed> = {}, users: readonly string[] = []) => {
      const customerId = await plantCustomer(db, tenant.partnerId);
      const planted = { partnerId: tenant.partnerId, customerId };
      const id = await plantSubscription(db, planted, { offer: basic, createdOn: '2026-01-01', ...seed });
      for (const name of users) await plantUser(db, planted, name, [{ offer: seed.offer ?? basic }]);
      return { ...planted, id, url: urlOf(customerId, id) };
    },
    patch: (url: string, body: object, headers: Record<string, string> = {}) => server.ask(url, { method: 'PATCH', body, headers }),
    preview: (url: string, body: object) => server.ask(`${url}/changepreviews`, { method: 'POST', body }),
    linesOf: (customerId: string, id: SubscriptionId | null = null) => ledgerLines(db, customerId, id),
    /** Nothing that belongs to any customer is different afterwards. */
    nobodyWrites: async (work: () => Promise<unknown>) => {
      const before = await fingerprint(db);
      await work();
      assert.equal(await fingerprint(db), before);
    },
  };
}
