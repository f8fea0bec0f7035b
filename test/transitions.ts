import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCatalogFiles } from '../src/catalog/worker.ts';
import { day } from '../src/kit/dates.ts';
import { dropLicenses, dropProducts } from '../src/licenses/assignment/store.ts';
import { newId } from '../src/platform/clock.ts';
import { changeRoutes } from '../src/subscriptions/change/routes.ts';
import { orderRoutes } from '../src/subscriptions/orders/routes.ts';
import { runLifeCycle } from '../src/subscriptions/renewal/worker.ts';
import { subscriptionRoutes } from '../src/subscriptions/routes.ts';
import { reassign } from '../src/upgrades/transitions/commands.ts';
import { transitionRoutes } from '../src/upgrades/transitions/routes.ts';
import { leftBehindWorkRoutes } from '../src/upgrades/left-behind/working/routes.ts';
import { ledgerLines } from './charges.ts';
import { testDatabase } from './database.ts';
import { STANDARD } from './new-commerce.ts';
import { testServer } from './server.ts';
import { agentOf, plantCustomer, plantTenant, plantUser } from './tenant.ts';

/** Catalogue items of new commerce. */
export const E1 = 'CFQ7TTC0LF8Q:0001:PLACEHOLDER1';
export const PREMIUM = 'CFQ7TTC0LCHC:0002:PLACEHOLDER1';

/** The prices of the published example: Business Standard at 10.08 and Office 365 E1 at 6.43. */
const PRICES = [
  { offer: 'm365-business-standard-nce', currency: 'EUR', validFrom: '2026-06-01', list: { monthly: 10.08 }, source: 'example' },
  { offer: 'm365-business-standard-nce', currency: 'EUR', validFrom: '2026-06-01', term: 'P3Y', list: { monthly: 9 }, source: 'example' },
  { offer: 'o365-e1-nce', currency: 'EUR', validFrom: '2026-06-01', list: { monthly: 6.43 }, source: 'example' },
  { offer: 'o365-e1-nce', currency: 'EUR', validFrom: '2026-06-01', term: 'P3Y', list: { monthly: 6 }, source: 'example' },
  { offer: 'm365-business-basic-nce', currency: 'EUR', validFrom: '2026-06-01', list: { monthly: 5 }, source: 'example' },
  { offer: 'm365-business-basic-nce', currency: 'EUR', validFrom: '2026-06-01', term: 'P1M', list: { monthly: 6 }, source: 'example' },
];

/** When seats are bought. */
export const BOUGHT = '2026-06-18T09:00:00Z';
/** When they cannot be given back any more. */
const LATER = '2026-06-25T10:00:00Z';

/** What became of the steps of an operation. */
export const statuses = (operation: any) => operation.events.map((event: any) => `${event.name} ${event.status}`);

/** A server on which subscriptions of new commerce are bought, changed and turned into others, with a clock moved by hand. */
export async function transitionWorld() {
  let now = new Date(BOUGHT);
  const clock = { now: () => now };
  const db = await testDatabase();
  const tenant = await plantTenant(db, { country: 'DE', currency: 'EUR' });
  const file = join(mkdtempSync(join(tmpdir(), 'upseat-prices-')), 'prices.json');
  const edition = { name: 'example-prices', version: 1, effectiveFrom: '2026-06-01' };
  writeFileSync(file, JSON.stringify({ format: 'upseat-catalog/1', edition, sources: { example: 'Published example' }, prices: PRICES }));
  const imported = await importCatalogFiles({ db, clock, newId }, [file]);
  assert.equal(imported.kind, 'imported', JSON.stringify(imported));
  await tenant.catalog.refresh();
  const catalog = { ...tenant.catalog, current: () => tenant.catalog.on(day(now.toISOString().slice(0, 10))) };
  const deps = { db, catalog, clock, newId };
  const agent = { ...agentOf(tenant.partnerId, 'admin_agent'), generation: 'newest' as const };
  const server = await testServer(
    [
      subscriptionRoutes(deps),
      changeRoutes({ ...deps, licenses: { dropLicenses, dropProducts, reassign } }),
      orderRoutes({ ...deps, dropProducts, reassign }),
      transitionRoutes(deps),
      leftBehindWorkRoutes(deps),
    ],
    agent,
  );
  const { ask } = server;
  const at = (instant: string) => {
    now = new Date(instant);
  };
  const newCustomer = () => plantCustomer(db, tenant.partnerId, { country: 'DE' });
  /** Buys seats for a customer, by the year and paid by the month unless said otherwise; the address of the subscription. */
  const buy = async (customerId: string, offerId: string, quantity: number, more: object = {}) => {
    const item = { lineItemNumber: 0, offerId, quantity, termDuration: 'P1Y', ...more };
    const order = await ask(`/v1/customers/${customerId}/orders`, {
      method: 'POST',
      body: { billingCycle: 'monthly', lineItems: [item] },
    });
    assert.equal(order.status, 201, order.text);
    const id: string = order.body.lineItems[0].subscriptionId;
    const url = `/v1/customers/${customerId}/subscriptions/${id}`;
    return {
      id,
      url,
      read: async () => (await ask(url)).body,
      patch: (body: object) => ask(url, { method: 'PATCH', body }),
      eligible: async (query = '') => (await ask(`${url}/transitioneligibilities${query}`)).body.items,
      turn: (body: object, headers: Record<string, string> = {}) => ask(`${url}/transitions`, { method: 'POST', body, headers }),
      previewed: (body: object) => ask(`${url}/transitionpreviews`, { method: 'POST', body }),
      history: async (query = '') => (await ask(`${url}/transitions${query}`)).body.items,
    };
  };
  return {
    db,
    tenant,
    server,
    agent,
    at,
    ask,
    newCustomer,
    run: () => runLifeCycle({ ...deps, dropProducts, reassign, onTrouble: (_, error) => assert.fail(String(error)) }),
    buy,
    /** Goes on until seats of `BOUGHT` cannot be given back any more. */
    later: () => at(LATER),
    /** A customer with seats of Business Standard, later; users whose names begin with `nowhere` have no usage location. */
    withSeats: async (quantity: number, users: readonly string[] = []) => {
      at(BOUGHT);
      const customerId = await newCustomer();
      const made = await buy(customerId, STANDARD, quantity);
      const licenses = [{ offer: tenant.offer('m365-business-standard-nce') }];
      for (const name of users) await plantUser(db, { customerId }, name, licenses, name.startsWith('nowhere') ? null : 'DE');
      at(LATER);
      return { customerId, ...made };
    },
    linesOf: (customerId: string) => ledgerLines(db, customerId),
    /** The part numbers of what each user holds. */
    heldBy: async (customerId: string) =>
      Object.fromEntries(
        (
          await db.read<{ name: string; parts: string[] }>(
            `select u.display_name as name, array_agg(distinct o.sku_part_number) as parts from license l
               join directory_user u on u.customer_id = l.customer_id and u.user_id = l.user_id
               join offer o on o.sku_id = l.sku_id where l.customer_id = $1 group by 1 order by 1`,
            [customerId],
          )
        ).rows.map((row) => [row.name, row.parts.join()]),
      ),
  };
}
