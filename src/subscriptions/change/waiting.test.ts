import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, plantCustomer, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { dropLicenses, dropProducts } from '../../licenses/assignment/store.ts';
import { newId } from '../../platform/clock.ts';
import { cartRoutes } from '../carts/routes.ts';
import { orderRoutes } from '../orders/routes.ts';
import { lockCustomer } from '../tenant/store.ts';
import { changeRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, catalog, offer } = await plantTenant(db);
const clock = { now: () => now };
const deps = { db, catalog, clock, newId };
const { ask } = await testServer(
  [changeRoutes({ ...deps, licenses: { dropLicenses, dropProducts } }), orderRoutes({ ...deps, dropProducts }), cartRoutes(deps)],
  agentOf(partnerId, 'admin_agent'),
);
const basic = offer('m365-business-basic');
const BEFORE_MIDNIGHT = new Date('2026-06-20T23:59:59.500Z');
const AFTER_MIDNIGHT = new Date('2026-06-21T00:00:00.500Z');
let now = BEFORE_MIDNIGHT;

const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/** Asks while somebody else holds the customer, and lets midnight pass before they let go. */
async function overMidnight(customerId: Awaited<ReturnType<typeof plantCustomer>>, request: () => ReturnType<typeof ask>) {
  now = BEFORE_MIDNIGHT;
  let answer: ReturnType<typeof ask> | undefined;
  await db.transaction(async (tx) => {
    await lockCustomer(tx, { partnerId, customerId });
    answer = request();
    // Asked outside this transaction: inside it the statistics stand still.
    const isWaiting = async () => (await db.read(WAITING)).rows.length > 0;
    for (let tries = 0; tries < 500 && !(await isWaiting()); tries += 1) await pause(10);
    assert.ok(await isWaiting());
    now = AFTER_MIDNIGHT;
  });
  return answer;
}
const chargedFrom = async (customerId: string) =>
  (await db.read<{ day: string }>('select distinct charged_from::text as day from charge where customer_id = $1', [customerId])).rows.map(
    ({ day }) => day,
  );

test('more seats that waited over midnight are charged from the new day on', async () => {
  const customerId = await plantCustomer(db, partnerId);
  const id = await plantSubscription(db, { partnerId, customerId }, { offer: basic, createdOn: '2026-06-20' });
  const path = `/v1/customers/${customerId}/subscriptions/${id}`;
  const answer = await overMidnight(customerId, () => ask(path, { method: 'PATCH', body: { quantity: 12 } }));
  assert.equal(answer?.status, 200);
  // The period that began before is paid as it was; what is more begins with the new day.
  assert.equal((await chargedFrom(customerId)).toSorted().at(-1), '2026-06-21');
});

test('an order that waited over midnight begins on the new day', async () => {
  const customerId = await plantCustomer(db, partnerId);
  const body = { lineItems: [{ offerId: basic.id, quantity: 1 }] };
  const answer = await overMidnight(customerId, () => ask(`/v1/customers/${customerId}/orders`, { method: 'POST', body }));
  assert.equal(answer?.status, 201);
  assert.deepEqual(await chargedFrom(customerId), ['2026-06-21']);
});

test('a cart that expires while its checkout waits is not bought any more', async () => {
  const customerId = await plantCustomer(db, partnerId);
  now = BEFORE_MIDNIGHT;
  const carts = `/v1/customers/${customerId}/carts`;
  const lineItems = [{ catalogItemId: basic.id, quantity: 1 }];
  const { body: cart } = await ask(carts, { method: 'POST', body: { lineItems } });
  await db.read('update cart set expires_at = $2 where customer_id = $1', [customerId, '2026-06-21T00:00:00Z']);
  const answer = await overMidnight(customerId, () => ask(`${carts}/${cart.id}/checkout`, { method: 'POST' }));
  assert.deepEqual([answer?.status, answer?.body.code], [404, 800008]);
  assert.deepEqual(await chargedFrom(customerId), []);
});
