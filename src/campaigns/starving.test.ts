import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { campaignDesk } from '../../test/campaign-desk.ts';
import { plantSubscription } from '../../test/tenant.ts';
import type { CustomerId } from '../kit/ids.ts';
import { lockTenant } from '../customers/relationships/store.ts';

// A campaign, or a customer, that something keeps from going on, and the others beside it.
const { db, partnerId, offer, time, troubles, planted, work, post, get, listed, rowsOf } = await campaignDesk();
const stateOf = async (id: string) => (await get(`/${id}`)).body.state;

/** Has somebody hold a customer until `free` is called; afterwards `holding` ends. */
async function holds(customerId: CustomerId) {
  const [held, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = db.transaction(async (tx) => {
    await lockTenant(tx, customerId);
    held.resolve();
    await freed.promise;
  });
  await held.promise;
  return { free: freed.resolve, holding };
}

const LOOKS_MAX = 500;

/** Waits for something that is on its way; fails where it does not come. */
async function comes(isThere: () => Promise<boolean>): Promise<void> {
  for (let looks = 1; !(await isThere()); looks += 1) {
    assert.ok(looks < LOOKS_MAX, 'it did not come');
    await wait(20);
  }
}

test('a campaign that cannot be looked after keeps no other back, and is tried again', async () => {
  const first = (await listed([await planted()])).body;
  const second = (await listed([await planted()])).body;
  // Hours that no version of the program has written.
  await db.read(
    `update campaign set prepared_by_kind = 'user', hours = '{"from": 8, "until": 20, "timeZone": "Nowhere/Never"}', state = 'running' where campaign_id = $1`,
    [first.id],
  );
  await db.read(`update campaign_row set state = 'possible' where campaign_id = $1`, [first.id]);
  await work();
  assert.equal(await stateOf(second.id), 'ready', 'the later one was worked out');
  assert.ok(troubles.length > 0);
  assert.match(String(troubles[0]), /Nowhere/);
  troubles.length = 0;
  await db.read(`update campaign set hours = null, state = 'rehearsing' where campaign_id = $1`, [first.id]);
  await db.read(`update campaign_row set state = 'chosen' where campaign_id = $1`, [first.id]);
  time.now = new Date(time.now.getTime() + 60_000);
  await work();
  assert.deepEqual([await stateOf(first.id), troubles], ['ready', []]);
});

test('a customer whom somebody else holds keeps its own upgrades waiting, and nobody else’s', async () => {
  const held = await planted();
  const more = await Promise.all(
    Array.from({ length: 11 }, async () => ({
      customerId: held.customerId,
      subscriptionId: await plantSubscription(
        db,
        { partnerId, customerId: held.customerId },
        { offer: offer('m365-business-basic'), quantity: 1 },
      ),
    })),
  );
  const waiting = (await listed([held, ...more])).body.id;
  const other = (await listed([await planted(), await planted()])).body.id;
  await work();
  for (const id of [waiting, other]) for (const action of ['approval', 'run']) await post(`/${id}/${action}`);
  const { free, holding } = await holds(held.customerId);
  const working = work();
  const heldStates = async () => {
    // Nothing but the other's own upgrades can bring it there while the first is held.
    await comes(async () => (await stateOf(other)) === 'done');
    assert.equal(await stateOf(waiting), 'running');
  };
  await heldStates().finally(free);
  await Promise.all([holding, working]);
  assert.deepEqual([await stateOf(waiting), troubles], ['done', []]);
});

test('of a customer whom somebody else holds nothing more begins once the campaign is paused', async () => {
  const held = await planted();
  const subscription = { offer: offer('m365-business-basic'), quantity: 1 };
  const more = { ...held, subscriptionId: await plantSubscription(db, { partnerId, customerId: held.customerId }, subscription) };
  const { id } = (await listed([held, more])).body;
  await work();
  for (const action of ['approval', 'run']) await post(`/${id}/${action}`);
  const { free, holding } = await holds(held.customerId);
  const working = work();
  const inHand = async () => (await db.read('select 1 from campaign_row where campaign_id = $1 and claim_id is not null', [id])).rowCount;
  const letGo = async () => {
    await comes(async () => (await inHand()) === 2);
    assert.equal((await post(`/${id}/pause`)).status, 200);
    // The one that is under way stays in hand; the other is let go while the customer is still held.
    await comes(async () => (await inHand()) === 1);
  };
  await letGo().finally(free);
  await Promise.all([holding, working]);
  const states = (await rowsOf(id)).map((row: { state: string }) => row.state);
  assert.deepEqual([states.toSorted(), await stateOf(id), troubles], [['possible', 'upgraded'], 'paused', []]);
});
