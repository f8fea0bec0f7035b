import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { plantCustomer, plantSubscription } from '../../test/tenant.ts';
import { upgradeRoutes } from './routes.ts';

/** Enough for the tables of upgrades and charges to be some pages long: one of a page is read whole for a reason. */
const CUSTOMERS = 400;
const WARM_UP = 40;

const { db, server, tenant } = await testDesk((parts) => [upgradeRoutes(parts)]);

/** How many rows of what upgrades write were read by going through a whole table. */
async function readThrough(): Promise<number> {
  // Each connection tells its counters a second after its work at the latest, and when it is asked.
  await Promise.all(Array.from({ length: 16 }, () => db.read('select pg_stat_force_next_flush()')));
  const { rows } = await db.read<{ read: number }>(
    `select sum(seq_tup_read)::int as read from pg_stat_user_tables
      where relname in ('upgrade', 'charge', 'answered_request', 'subscription', 'license', 'upgrade_undo')`,
  );
  return rows[0]?.read ?? 0;
}

test('an upgrade costs the same when plans were made while the tables were empty', async () => {
  const source = tenant.offer('m365-business-basic');
  const order = { targetOffer: { id: tenant.offer('m365-business-standard').id }, upgradeType: 'upgrade_only' };
  const upgrades: (() => Promise<number>)[] = [];
  for (let n = 0; n < CUSTOMERS; n += 1) {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: source });
    const address = `/v1/customers/${customerId}/subscriptions/${id}/upgrades`;
    upgrades.push(async () => (await server.ask(address, { method: 'POST', body: order })).status);
  }
  await db.read('vacuum analyze');
  const upgrade = async (some: typeof upgrades): Promise<void> => {
    for (const each of some) assert.equal(await each(), 200);
  };

  await upgrade(upgrades.slice(0, WARM_UP));
  const before = await readThrough();
  await upgrade(upgrades.slice(WARM_UP));
  const each = ((await readThrough()) - before) / (CUSTOMERS - WARM_UP);
  assert.ok(each < 5, `${each} rows read through for each upgrade`);
});
