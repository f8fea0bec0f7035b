import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { fingerprint, plantCustomer, plantSubscription, plantUser, type SubscriptionSeed } from '../../../test/tenant.ts';
import type { CustomerId, SubscriptionId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { upgradeRecordRoutes } from '../records/routes.ts';
import { upgradeRoutes } from '../routes.ts';
import { undoRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [upgradeRoutes(parts), upgradeRecordRoutes(parts), undoRoutes(parts)]);
const basic = tenant.offer('m365-business-basic');
const standard = tenant.offer('m365-business-standard');
const audio = tenant.offer('audio-conferencing');

/** Ten seats of Business Basic with an add-on for six, and four people, three of whom use it, one through a group. */
async function customerWith(seed: Partial<SubscriptionSeed> = {}) {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  const id = await plantSubscription(db, planted, { offer: basic, createdOn: '2026-01-01' });
  const hung = { offer: audio, parentId: id, quantity: 6, unitPriceMinor: 400, createdOn: '2026-01-01' };
  const addOn = await plantSubscription(db, planted, { ...hung, ...seed });
  const groupId = newId();
  await plantUser(db, planted, 'ada', [{ offer: basic }, { offer: audio }]);
  const bob = await plantUser(db, planted, 'bob', [{ offer: basic }, { offer: audio, groupId }]);
  await plantUser(db, planted, 'cyd', [{ offer: basic }]);
  await plantUser(db, planted, 'dee', [{ offer: audio }]);
  await db.read(`insert into directory_group (customer_id, group_id, display_name) values ($1, $2, 'callers')`, [customerId, groupId]);
  await db.read(`insert into group_license (customer_id, group_id, sku_id, assigned_at) values ($1, $2, $3, now())`, [
    customerId,
    groupId,
    audio.skuId,
  ]);
  await db.read(`insert into group_member (customer_id, group_id, user_id, since) values ($1, $2, $3, now())`, [customerId, groupId, bob]);
  await db.read(`update license set assigned_at = '2026-02-03T04:05:06Z' where customer_id = $1`, [customerId]);
  return { customerId, id, addOn, groupId };
}
type House = Awaited<ReturnType<typeof customerWith>>;

async function upgraded(choice: 'keep' | 'drop', seed: Partial<SubscriptionSeed> = {}) {
  const house = await customerWith(seed);
  const before = await everything(house.customerId);
  const key = choice === 'drop' ? 'o365-e5' : 'm365-business-standard';
  const order = { targetOffer: { id: tenant.offer(key).id }, addOns: [{ subscriptionId: house.addOn, choice }] };
  const url = `/v1/customers/${house.customerId}/subscriptions/${house.id}/upgrades`;
  const { body, text } = await server.ask(url, { method: 'POST', body: order });
  assert.deepEqual(body.upgradeErrors, [], text);
  const record = `/v1/customers/${house.customerId}/upgraderecords/${body.upgradeId}`;
  return { ...house, before, target: body.targetSubscriptionId as SubscriptionId, record, undo: `${record}/undo` };
}
type Upgraded = Awaited<ReturnType<typeof upgraded>>;

/** All that a customer has, and what the ledger comes to for each subscription. */
async function everything(customerId: CustomerId): Promise<unknown> {
  const { rows } = await db.read(
    `select (select jsonb_agg(to_jsonb(s) - 'version' - 'due_on' - 'paid_until' order by s.subscription_id) from subscription s
              where s.customer_id = $1 and s.status <> 'deleted') as subscriptions,
            (select jsonb_agg(to_jsonb(l) order by l.user_id, l.sku_id, l.group_id) from license l where l.customer_id = $1) as licenses,
            (select jsonb_agg(m order by m) from (select g.subscription_id, sum(g.amount_minor) from charge g where g.customer_id = $1
              group by 1 having sum(g.amount_minor) <> 0) m) as money`,
    [customerId],
  );
  return rows[0];
}

for (const [choice, change] of [
  ['keep', 'moves_back'],
  ['drop', 'returns'],
] as const)
  test(`an upgrade that was told to ${choice} the add-on is undone, and all is as it was: add-on, licences, money`, async () => {
    const done = await upgraded(choice);
    assert.notDeepEqual(await everything(done.customerId), done.before);
    assert.ok((await server.ask(done.record)).body.undoableUntil);
    const preview = (await server.ask(done.undo)).body;
    assert.deepEqual([preview.isPossible, preview.reasons], [true, []]);
    assert.deepEqual(preview.addOns, [{ subscriptionId: done.addOn, offerId: audio.id, offerName: audio.name.en, quantity: 6, change }]);
    const undone = await server.ask(done.undo, { method: 'POST' });
    assert.deepEqual([undone.status, undone.body.addOns], [200, preview.addOns]);
    assert.deepEqual(await everything(done.customerId), done.before);
    const { rows } = await db.read<{ told: string }>(
      `select distinct resource_uri as told from announcement where customer_id = $1 and resource_uri like '%' || $2`,
      [done.customerId, done.addOn],
    );
    assert.equal(rows.length, 1, 'the add-on is told of');
  });

test('for a version that knows nothing of add-ons, the time to undo is over at once', async () => {
  const done = await upgraded('drop');
  const { rows } = await db.read(
    `select k.undoable_until = u.submitted_at as "isOver" from upgrade_undo k join upgrade u using (upgrade_id) where k.customer_id = $1`,
    [done.customerId],
  );
  assert.deepEqual(rows, [{ isOver: true }]);
});

test('what a suspended add-on was since is forgotten when it ends, so that upgrade is not undone', async () => {
  const done = await upgraded('drop', { status: 'suspended' });
  assert.equal((await server.ask(done.record)).body.undoableUntil, undefined);
  assert.deepEqual((await server.ask(done.undo, { method: 'POST' })).body.data, ['undo_not_recorded']);
});

describe('an upgrade is not undone over what became of add-ons since, and nothing is written', () => {
  const planted = ({ customerId }: House) => ({ partnerId: tenant.partnerId, customerId });
  const cases: [name: string, choice: 'keep' | 'drop', codes: string[], prepare: (done: Upgraded) => Promise<unknown>][] = [
    [
      'an add-on was bought for the new subscription',
      'keep',
      ['undo_add_ons_changed'],
      (done) =>
        plantSubscription(db, planted(done), { offer: tenant.offer('aad-premium-p1'), parentId: done.target, createdOn: '2026-01-01' }),
    ],
    [
      'the add-on that was kept has other seats',
      'keep',
      ['undo_add_ons_changed'],
      ({ addOn }) => db.read(`update subscription set quantity = 5, version = version + 1 where subscription_id = $1`, [addOn]),
    ],
    [
      'the add-on that ended was bought again',
      'drop',
      ['undo_add_ons_changed', 'undo_source_replaced'],
      (done) => plantSubscription(db, planted(done), { offer: audio, parentId: done.target, createdOn: '2026-06-12' }),
    ],
    [
      'somebody has the licence again that went with it',
      'drop',
      ['undo_licenses_changed'],
      ({ customerId }) =>
        db.read(
          `insert into license (customer_id, user_id, sku_id, assigned_at)
           select customer_id, user_id, $2, '2026-01-01Z' from directory_user where customer_id = $1 and user_principal_name like 'ada%'`,
          [customerId, audio.skuId],
        ),
    ],
    [
      'the group does not hand it on any more',
      'drop',
      ['undo_licenses_changed'],
      ({ customerId, groupId }) => db.read(`delete from group_license where customer_id = $1 and group_id = $2`, [customerId, groupId]),
    ],
    [
      'somebody was deleted who had a licence that went with it alone',
      'drop',
      ['undo_licenses_changed'],
      ({ customerId }) =>
        db.read(`update directory_user set state = 'inactive' where customer_id = $1 and user_principal_name like 'dee%'`, [customerId]),
    ],
    [
      'somebody left the group that had given the licence',
      'drop',
      ['undo_licenses_changed'],
      ({ customerId, groupId }) => db.read(`delete from group_member where customer_id = $1 and group_id = $2`, [customerId, groupId]),
    ],
  ];
  for (const [name, choice, codes, prepare] of cases)
    test(name, async () => {
      const done = await upgraded(choice);
      await prepare(done);
      const before = await fingerprint(db);
      const { status, body } = await server.ask(done.undo, { method: 'POST' });
      assert.deepEqual([status, body.data], [409, codes]);
      assert.equal(await fingerprint(db), before);
    });
});

test('an upgrade without add-ons is not undone either while one hangs on the new subscription', async () => {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const place = { partnerId: tenant.partnerId, customerId };
  const id = await plantSubscription(db, place, { offer: basic });
  const order = { targetOffer: { id: standard.id } };
  const { body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, { method: 'POST', body: order });
  const addOn = await plantSubscription(db, place, { offer: audio, parentId: body.targetSubscriptionId });
  const { body: preview } = await server.ask(`/v1/customers/${customerId}/upgraderecords/${body.upgradeId}/undo`);
  assert.deepEqual(
    preview.reasons.map((reason: any) => [reason.code, reason.facts, reason.remedies[0]]),
    [['undo_add_ons_changed', { subscriptionIds: [addOn] }, { kind: 'look_at_subscription', subscriptionId: addOn }]],
  );
});
