import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { fingerprint, plantCustomer, plantSubscription, plantUser, type SubscriptionSeed } from '../../test/tenant.ts';
import type { Catalog, Offer } from '../catalog/catalog.ts';
import type { OfferId, PartnerId, SubscriptionId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { addOnReasons, decidedAddOns, type AddOnChoice } from './add-ons.ts';
import { upgradeRecordRoutes } from './records/routes.ts';
import { upgradeRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [upgradeRoutes(parts), upgradeRecordRoutes(parts)]);
const { catalog } = tenant;
const basic = tenant.offer('m365-business-basic');
const audio = tenant.offer('audio-conferencing');

/** Ten seats of Business Basic in the middle of a period, with an add-on. */
async function customerWith(seed: Partial<SubscriptionSeed> = {}) {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  const id = await plantSubscription(db, planted, { offer: basic, createdOn: '2026-01-01' });
  const addOn = await plantSubscription(db, planted, {
    offer: audio,
    parentId: id,
    quantity: 6,
    unitPriceMinor: 400,
    createdOn: '2026-01-01',
    ...seed,
  });
  return { ...planted, id, addOn, url: `/v1/customers/${customerId}/subscriptions/${id}` };
}
const to = (key: string, ...addOns: [id: string, choice: string][]) => ({
  targetOffer: { id: tenant.offer(key).id },
  addOns: addOns.map(([subscriptionId, choice]) => ({ subscriptionId, choice })),
});
const post = (url: string, body: object) => server.ask(url, { method: 'POST', body });
const addOnRow = async (customerId: string, id: string) =>
  (
    await db.read<{ status: string; parent: string; version: number }>(
      `select status, parent_subscription_id as parent, version from subscription where customer_id = $1 and subscription_id = $2`,
      [customerId, id],
    )
  ).rows[0];

describe('a preview without a choice', () => {
  test('is refused, and tells each choice with its money', async () => {
    const { url, addOn } = await customerWith();
    const { body } = await post(`${url}/upgradepreviews`, to('o365-e5'));
    assert.deepEqual([body.isEligible, body.upgradeErrors.length], [false, 1]);
    assert.deepEqual(
      [body.upgradeErrors[0].code, body.upgradeErrors[0].reason.code, body.upgradeErrors[0].reason.remedies],
      [6, 'subscription_add_ons_present', [{ kind: 'decide_add_ons', subscriptionIds: [addOn] }]],
    );
    assert.deepEqual(body.addOns, [
      {
        subscriptionId: addOn,
        offerId: audio.id,
        offerName: audio.name.en,
        quantity: 6,
        choices: [{ choice: 'drop', total: { amount: -16, currency: 'USD' }, nextPeriod: { amount: 0, currency: 'USD' } }],
        impossible: [
          {
            choice: 'keep',
            why: 'services_twice',
            description: `It cannot be kept: the new subscription brings ${audio.name.en}, and the customer would have that twice.`,
          },
        ],
      },
    ]);
    const kept = (await post(`${url}/upgradepreviews`, to('o365-e3'))).body.addOns[0].choices;
    assert.deepEqual(kept, [{ choice: 'keep', total: { amount: 0, currency: 'USD' }, nextPeriod: { amount: 24, currency: 'USD' } }]);
  });
  test('what can neither go along nor end must be cancelled first', async () => {
    const { url, addOn } = await customerWith({ offer: tenant.offer('exchange-online-archiving-exo') });
    const { body } = await post(`${url}/upgradepreviews`, to('o365-e3'));
    assert.deepEqual(
      [body.addOns[0].choices, body.upgradeErrors[0].reason.remedies],
      [[], [{ kind: 'cancel_add_ons', subscriptionIds: [addOn] }]],
    );
  });
});

describe('kept', () => {
  test('the add-on hangs on the new subscription, at the price and for the term that it has', async () => {
    const { customerId, url, addOn } = await customerWith();
    const preview = (await post(`${url}/upgradepreviews`, to('o365-e3', [addOn, 'keep']))).body;
    assert.deepEqual(
      [preview.isEligible, preview.nextPeriod.before.amount, preview.lines.length, preview.undoableUntil],
      [true, 74, 2, '2026-06-12T09:00:00.000Z'],
    );
    const { body } = await post(`${url}/upgrades`, { ...to('o365-e3', [addOn, 'keep']), previewId: preview.id });
    assert.deepEqual(body.upgradeErrors, []);
    assert.deepEqual(await addOnRow(customerId, addOn), { status: 'active', parent: body.targetSubscriptionId, version: 2 });
  });
  test('not where there are more of it than seats of the target', async () => {
    const { url, addOn } = await customerWith();
    const { body } = await post(`${url}/upgradepreviews`, { ...to('o365-e3', [addOn, 'keep']), quantity: 5 });
    assert.deepEqual(
      body.upgradeErrors.map((error: any) => [error.reason.code, error.reason.facts.impossible]),
      [['add_on_choice_impossible', { choice: 'keep', why: 'too_many_seats', seats: 6, seatsMax: 5 }]],
    );
    assert.equal((await post(`${url}/upgradepreviews`, { ...to('o365-e3', [addOn, 'keep']), quantity: 6 })).body.isEligible, true);
  });
  test('not where the target adds its service: that is no choice, and the reasons say why', async () => {
    const { url, addOn } = await customerWith();
    const { body } = await post(`${url}/upgradepreviews`, to('o365-e5', [addOn, 'keep']));
    assert.deepEqual(
      [body.addOns[0].choices.map((each: any) => each.choice), body.upgradeErrors.map((error: any) => error.reason.code)],
      [['drop'], ['add_on_choice_impossible', 'conflicting_service_types']],
    );
    assert.match(body.upgradeErrors[0].description, /the customer would have that twice/);
    assert.equal((await post(`${url}/upgradepreviews`, to('o365-e5', [addOn, 'drop']))).body.isEligible, true);
  });
});

describe('dropped', () => {
  test('the add-on ends with credit, its licences go, and the record has its line', async () => {
    const { customerId, url, addOn } = await customerWith();
    await plantUser(db, { customerId }, 'ada', [{ offer: basic }, { offer: audio }]);
    const preview = (await post(`${url}/upgradepreviews`, to('o365-e5', [addOn, 'drop']))).body;
    assert.deepEqual(preview.lines.map((line: any) => [line.subscription, line.chargeType, line.amount.amount]).slice(0, 2), [
      ['source', 'Cancel fee', -33.33],
      ['add_on', 'Cancel fee', -16],
    ]);
    const done = (await post(`${url}/upgrades`, to('o365-e5', [addOn, 'drop']))).body;
    assert.deepEqual([done.upgradeErrors, done.licenseErrors], [[], []]);
    assert.equal((await addOnRow(customerId, addOn))?.status, 'deleted');
    const { rows } = await db.read<{ sku: string }>(`select sku_id as sku from license where customer_id = $1`, [customerId]);
    assert.deepEqual(
      rows.map((row) => row.sku),
      [tenant.offer('o365-e5').skuId],
    );
    const record = (await server.ask(`/v1/customers/${customerId}/upgraderecords/${done.upgradeId}`)).body;
    assert.deepEqual(
      record.lines.map((line: any) => line.subscription),
      ['source', 'add_on', 'target'],
    );
    assert.deepEqual(record.total, preview.total);
    const { rows: audits } = await db.read<{ value: string }>(
      `select resource_new_value as value from audit_entry where customer_id = $1`,
      [customerId],
    );
    assert.deepEqual(JSON.parse(audits[0]?.value ?? '').AddOns, [{ Id: addOn, Choice: 'drop' }]);
  });
  test('a suspended one was credited already', async () => {
    const { url, addOn } = await customerWith({ status: 'suspended' });
    const { body } = await post(`${url}/upgradepreviews`, to('o365-e5', [addOn, 'drop']));
    assert.deepEqual([body.isEligible, body.lines.length], [true, 2]);
  });
  test('not while somebody who stays behind uses it', async () => {
    const { customerId, url, addOn } = await customerWith();
    await plantUser(db, { customerId }, 'nowhere', [{ offer: basic }, { offer: audio }], null);
    const before = await fingerprint(db);
    const { body } = await post(`${url}/upgrades`, to('o365-e5', [addOn, 'drop']));
    assert.deepEqual(
      body.upgradeErrors.map((error: any) => [error.code, error.reason.code, error.reason.facts]),
      [[6, 'add_on_needed_by_left_behind', { usersLeftBehind: 1 }]],
    );
    assert.equal(await fingerprint(db), before);
    await db.read(`delete from license where customer_id = $1 and sku_id = $2`, [customerId, audio.skuId]);
    assert.deepEqual((await post(`${url}/upgrades`, to('o365-e5', [addOn, 'drop']))).body.upgradeErrors, []);
  });
  test('not where the target lacks its services', async () => {
    const { url, addOn } = await customerWith();
    const { body } = await post(`${url}/upgrades`, to('o365-e3', [addOn, 'drop']));
    assert.deepEqual(
      body.upgradeErrors.map((error: any) => error.reason.code),
      ['add_on_choice_impossible'],
    );
  });
});

describe('choices', () => {
  test('a choice about something that is no add-on here is refused', async () => {
    const { url, addOn } = await customerWith();
    const { body } = await post(`${url}/upgrades`, to('o365-e3', [addOn, 'keep'], [newId(), 'drop']));
    assert.deepEqual(
      body.upgradeErrors.map((error: any) => error.reason.code),
      ['add_on_choice_impossible'],
    );
  });
  test('409 when the add-on changed since the preview', async () => {
    const { customerId, url, addOn } = await customerWith();
    const preview = (await post(`${url}/upgradepreviews`, to('o365-e3', [addOn, 'keep']))).body;
    await db.read(`update subscription set quantity = 7 where customer_id = $1 and subscription_id = $2`, [customerId, addOn]);
    const answer = await post(`${url}/upgrades`, { ...to('o365-e3', [addOn, 'keep']), previewId: preview.id });
    assert.equal(answer.status, 409);
    assert.deepEqual(
      answer.body.data.map((entry: string) => JSON.parse(entry).what),
      ['addOns', 'addOns'],
    );
  });
  test('400/2000 for a choice that there is not', async () => {
    const { url, addOn } = await customerWith();
    const answer = await post(`${url}/upgrades`, to('o365-e3', [addOn, 'sell']));
    assert.deepEqual([answer.status, answer.body.code], [400, 2000]);
  });
});

describe('the law', () => {
  // A phone system on a base, and a calling plan on the phone system.
  const offerOf = (id: string, change: Partial<Offer>): [OfferId, Offer] => [
    id as OfferId,
    { ...basic, id: id as OfferId, isAddOn: true, seatFamily: null, ...change },
  ];
  const plans = (...names: string[]) => names as readonly string[] as Offer['servicePlanIds'];
  const offers = new Map([
    offerOf('base', { isAddOn: false, servicePlanIds: plans('mail') }),
    offerOf('suite', { isAddOn: false, servicePlanIds: plans('mail', 'phone') }),
    offerOf('phone', { servicePlanIds: plans('phone'), prerequisiteOfferIds: ['base' as OfferId] }),
    offerOf('calling', { servicePlanIds: plans('calls'), prerequisiteOfferIds: ['phone' as OfferId, 'suite' as OfferId] }),
  ]);
  const law: Catalog = { ...catalog.current(), offers, plans: new Map() };
  const held = (id: string, parentId: string | null): Subscription => ({
    ...({} as Subscription),
    id: id as SubscriptionId,
    partnerId: 'us' as PartnerId,
    offerId: id as OfferId,
    parentId: parentId as SubscriptionId | null,
    quantity: 5,
    status: 'active',
  });
  const source = held('base', null);
  const customer = { subscriptions: [source, held('phone', 'base'), held('calling', 'phone')] } as never;
  const decide = (...choices: [id: string, choice: 'keep' | 'drop'][]) => {
    const asked: AddOnChoice[] = choices.map(([id, choice]) => ({ subscriptionId: id as SubscriptionId, choice }));
    const suite = offers.get('suite' as OfferId) ?? assert.fail();
    const decided = decidedAddOns({ customer, catalog: law, source }, { target: suite, quantity: 5, choices: asked });
    return [
      decided.map((each) => `${each.subscriptionId}: ${each.choices.join()} ${each.chosen}`),
      addOnReasons(decided, asked).map((reason) => reason.code),
    ];
  };
  const cases: [name: string, choices: [string, 'keep' | 'drop'][], expected: unknown][] = [
    ['nothing decided', [], [['phone: drop null'], ['subscription_add_ons_present']]],
    [
      'what hangs on a dropped one is to be decided too',
      [['phone', 'drop']],
      [['phone: drop drop', 'calling: keep null'], ['subscription_add_ons_present']],
    ],
    [
      'and goes along with the target',
      [
        ['phone', 'drop'],
        ['calling', 'keep'],
      ],
      [['phone: drop drop', 'calling: keep keep'], []],
    ],
    [
      'a choice about it before its base is dropped means nothing',
      [['calling', 'keep']],
      [['phone: drop null'], ['subscription_add_ons_present', 'add_on_choice_impossible']],
    ],
  ];
  for (const [name, choices, expected] of cases) test(name, () => assert.deepEqual(decide(...choices), expected));
});
