import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { campaignDesk, type Planted } from '../../test/campaign-desk.ts';
import { plantSubscription } from '../../test/tenant.ts';
import type { OfferId } from '../kit/ids.ts';
import { ruleFor, type AddOnRule } from './add-ons.ts';

const { db, partnerId, offer, troubles, planted, work, post, patch, get, listed, rowsOf } = await campaignDesk();
const audio = offer('audio-conferencing');
const e3 = offer('o365-e3');
const e5 = offer('o365-e5');

async function withAudio(): Promise<Planted> {
  const base = await planted();
  const change = { offer: audio, parentId: base.subscriptionId, quantity: 6, unitPriceMinor: 400, createdOn: '2026-01-01' };
  await plantSubscription(db, { partnerId, customerId: base.customerId }, change);
  return base;
}
const standingOf = async ({ customerId }: Planted) => {
  const { rows } = await db.read<{ status: string; parent: string }>(
    `select status, parent_subscription_id as parent from subscription where customer_id = $1 and offer_id = $2`,
    [customerId, audio.id],
  );
  return rows[0];
};
const detailsOf = async (id: string) => (await get(`/${id}/rows/${(await rowsOf(id))[0].id}`)).body;

describe('what the rules say about an add-on', () => {
  const [some, other] = ['SOME' as OfferId, 'OTHER' as OfferId];
  const cases: readonly [name: string, rules: readonly AddOnRule[], expected: string | null][] = [
    ['no rule', [], null],
    ['a rule for it', [{ offerId: some, choice: 'keep' }], 'keep'],
    ['a rule for another', [{ offerId: other, choice: 'keep' }], null],
    ['a rule for all', [{ offerId: null, choice: 'drop' }], 'drop'],
    [
      'its own goes before that for all',
      [
        { offerId: null, choice: 'drop' },
        { offerId: some, choice: 'keep' },
      ],
      'keep',
    ],
  ];
  for (const [name, rules, expected] of cases) test(name, () => assert.equal(ruleFor(rules, some), expected));
});

test('where nobody decided the row is refused, and the add-on is among those to decide about', async () => {
  const { body } = await listed([await withAudio(), await planted()], { targetOfferId: e3.id });
  await work();
  const [row] = await rowsOf(body.id);
  assert.deepEqual([row.state, row.reasons[0].code], ['refused', 'subscription_add_ons_present']);
  const { items } = (await get(`/${body.id}/addons`)).body;
  assert.deepEqual(items, [
    {
      offer: { id: audio.id, name: items[0].offer.name },
      rows: 1,
      undecided: 1,
      decidedAlone: 0,
      choices: ['keep'],
      attributes: { objectType: 'CampaignAddOn' },
    },
  ]);
});

test('kept by a rule it is in the dry run, and hangs on the new subscription', async () => {
  const base = await withAudio();
  const { body } = await listed([base], { targetOfferId: e3.id });
  await work();
  const changed = await patch(`/${body.id}`, { addOns: [{ offerId: audio.id, choice: 'keep' }] });
  assert.deepEqual(
    [changed.status, changed.body.addOns],
    [200, [{ offer: { id: audio.id, name: changed.body.addOns[0].offer.name }, choice: 'keep' }]],
  );
  await post(`/${body.id}/rehearsal`);
  await work();
  const row = await detailsOf(body.id);
  assert.deepEqual(
    [row.state, row.addOns.map(({ choice, quantity }: { choice: string; quantity: number }) => [choice, quantity])],
    ['possible', [['keep', 6]]],
  );
  const [asked] = (await get(`/${body.id}/addons`)).body.items;
  assert.deepEqual([asked.rows, asked.undecided, asked.choice], [1, 0, 'keep']);
  await post(`/${body.id}/approval`);
  await post(`/${body.id}/run`);
  await work();
  const [done] = await rowsOf(body.id);
  assert.equal(done.state, 'upgraded');
  assert.deepEqual(await standingOf(base), { status: 'active', parent: done.targetSubscriptionId });
});

test('dropped by the rule for all its credit is in the bill, and it ends with the upgrade', async () => {
  const base = await withAudio();
  const { body } = await listed([base], { targetOfferId: e5.id, addOns: [{ choice: 'drop' }] });
  await work();
  const row = await detailsOf(body.id);
  assert.deepEqual(
    row.addOns.map(({ choice }: { choice: string }) => choice),
    ['drop'],
  );
  const credit = row.lines.find((line: { offerId: string }) => line.offerId === audio.id);
  assert.ok(credit.amount.amount < 0, JSON.stringify(row.lines));
  await post(`/${body.id}/approval`);
  await post(`/${body.id}/run`);
  await work();
  assert.equal((await rowsOf(body.id))[0].state, 'upgraded');
  assert.equal((await standingOf(base))?.status, 'deleted');
});

test('what a rule wants and cannot be is left to be decided', async () => {
  const { body } = await listed([await withAudio()], { targetOfferId: e3.id, addOns: [{ choice: 'drop' }] });
  await work();
  assert.equal((await rowsOf(body.id))[0].state, 'refused');
  const [asked] = (await get(`/${body.id}/addons`)).body.items;
  assert.deepEqual([asked.undecided, asked.choices, asked.choice], [1, ['keep'], 'drop']);
});

test('an upgrade that is scheduled goes by the rules too', async () => {
  const { body } = await listed([await withAudio()], {
    targetOfferId: e3.id,
    when: 'date',
    date: '2026-06-20',
    addOns: [{ choice: 'keep' }],
  });
  await work();
  assert.deepEqual((await detailsOf(body.id)).addOns.length, 1);
  await post(`/${body.id}/approval`);
  await post(`/${body.id}/run`);
  await work();
  const [row] = await rowsOf(body.id);
  assert.equal(row.state, 'scheduled');
  const { rows } = await db.read<{ wish: { addOns: { choice: string }[] } }>(`select wish from scheduled_change where schedule_id = $1`, [
    row.id,
  ]);
  assert.deepEqual(
    rows[0]?.wish.addOns.map(({ choice }) => choice),
    ['keep'],
  );
});

test('nothing unforeseen came up', () => assert.deepEqual(troubles, []));
