import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../test/database.ts';
import { repeatFor } from './recording.ts';
import { recordSeatChange, recordUpgrade, SEATS_AFTER } from './statements.ts';
import { customerIdOf, plantCustomers, plantWorld, SEATS_MIN } from './world.ts';

const db = await testDatabase();
const world = await plantWorld(db);
await plantCustomers(db, world, { first: 1, last: 4, users: 2 });

/** What the customer has: each subscription’s offer, seats and status, and how much was written beside. */
async function stateOf(customer: number) {
  const { rows } = await db.read<{ subscriptions: string[]; charges: number; audits: number; licenses: string[] }>(
    `select array(select concat_ws(' ', offer_id, quantity, status) from subscription where customer_id = $1 order by created_at) as subscriptions,
            array(select distinct sku_id::text from license where customer_id = $1) as licenses,
            (select count(*)::int from charge where customer_id = $1) as charges,
            (select count(*)::int from audit_entry where customer_id = $1) as audits`,
    [customerIdOf(customer)],
  );
  return rows[0];
}

const untouched = {
  subscriptions: [`${world.source.offerId} ${SEATS_MIN} active`],
  licenses: [world.source.skuId],
  charges: 0,
  audits: 0,
};

test('a recorded upgrade is taken back, and repeated it is that of another customer', async () => {
  const statements = await recordUpgrade(db, world, 1);
  assert.deepEqual(await stateOf(1), untouched);
  await repeatFor(db, statements, 2);
  const { subscriptions = [], licenses } = (await stateOf(2)) ?? {};
  assert.deepEqual(subscriptions, [`${world.source.offerId} ${SEATS_MIN} deleted`, `${world.target.offerId} ${SEATS_MIN} active`]);
  assert.deepEqual(licenses, [world.target.skuId]);
  assert.deepEqual(await stateOf(1), untouched);
});

test('a recorded change of seats is taken back, and repeated it is that of another customer', async () => {
  const statements = await recordSeatChange(db, world, 3);
  assert.deepEqual(await stateOf(3), untouched);
  await repeatFor(db, statements, 4);
  const after = await stateOf(4);
  assert.deepEqual(after?.subscriptions, [`${world.source.offerId} ${SEATS_AFTER} active`]);
  assert.ok((after?.charges ?? 0) > 0 && after?.audits === 1, JSON.stringify(after));
  assert.deepEqual(await stateOf(3), untouched);
});
