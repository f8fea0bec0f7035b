import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { openShop, pick } from '../../../test/shop.ts';
import { agentOf, fingerprint, plantPartner, plantSubscription, plantUser } from '../../../test/tenant.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { trialRoutes } from './routes.ts';

const { actAs, ask, buyer, db, offer, rows } = await openShop((parts) => [trialRoutes(parts)]);
const standard = offer('m365-business-standard');
const trial = offer('m365-business-standard-trial');

let trialId: SubscriptionId;
beforeEach(async () => {
  trialId = await plantSubscription(db, buyer(), {
    offer: trial,
    quantity: 25,
    billingCycle: 'none',
    unitPriceMinor: 0,
    createdOn: '2026-06-01',
  });
});
const at = (id: string = trialId) => `/v1/customers/${buyer().customerId}/subscriptions/${id}/conversions`;
const convert = (body: object, headers: Record<string, string> = {}) => ask(at(), { method: 'POST', body, headers });

test('200: what a trial can become; nothing for what is no trial', async () => {
  const { body } = await ask(at());
  assert.deepEqual(
    body.items.map((each: any) => [each.offerId, each.targetOfferId, each.quantity, each.billingCycle]),
    [[trial.id, standard.id, 25, 'monthly']],
  );
  const paid = await plantSubscription(db, buyer(), { offer: offer('o365-e3') });
  assert.deepEqual((await ask(at(paid))).body.items, []);
});

test('200: what it would cost in each billing cycle, for so many seats', async () => {
  const [item] = (await ask(`${at()}?quantity=7`, { headers: { 'X-Locale': 'zh-TW' } })).body.items;
  assert.deepEqual([item.quantity, item.targetOfferName, item.maximumQuantity], [7, 'Microsoft 365 商務標準版', 300]);
  assert.deepEqual(
    item.quotes.map((quote: any) => [
      quote.billingCycle,
      quote.isPossible,
      quote.unitPrice.amount * 7 === quote.total.amount,
      quote.lines.length,
    ]),
    [
      ['monthly', true, true, 1],
      ['annual', true, true, 1],
    ],
  );
  for (const quote of item.quotes) assert.equal(quote.lines[0].quantity, 7);
});

test('a quote tells every reason, with what would help', async () => {
  const suspended = await plantSubscription(db, buyer(), { offer: standard, status: 'suspended' });
  const [item] = (await ask(`${at()}?quantity=301`)).body.items;
  assert.deepEqual(
    item.quotes[0].reasons.map((reason: any) => [reason.code, reason.remedies[0]]),
    [
      ['quantity_out_of_range', { kind: 'change_quantity', minimum: 1, maximum: 300 }],
      // The suspended one's seats count.
      ['seat_family_full', { kind: 'change_quantity', minimum: 1, maximum: 290 }],
      ['subscription_suspended_already', { kind: 'reactivate', subscriptionId: suspended }],
    ],
  );
  assert.equal((await ask(`${at()}?quantity=x`)).status, 400);
});

test('409: it comes to something else than was shown, and nothing is done', async () => {
  const before = await fingerprint(db);
  const { total } = (await ask(at())).body.items[0].quotes[0];
  const by = (expected: number) => ask(`${at()}?expectedTotal=${expected}`, { method: 'POST', body: { targetOfferId: standard.id } });
  assert.deepEqual(pick(await by(total.amount + 0.01)), [409, 900279, undefined]);
  assert.equal(await fingerprint(db), before);
  assert.equal((await by(total.amount)).status, 200);
});

test('200: the subscription keeps its id and becomes the paid offer, for twelve months', async () => {
  const { status, body } = await convert({
    offerId: trial.id,
    targetOfferId: standard.id.toLowerCase(),
    quantity: 12,
    billingCycle: 'Annual',
  });
  assert.equal(status, 200);
  assert.deepEqual(body, {
    subscriptionId: trialId,
    offerId: trial.id,
    targetOfferId: standard.id,
    attributes: { objectType: 'ConversionResult' },
  });
  assert.deepEqual(
    await rows(
      'select subscription_id, offer_id, quantity, billing_cycle, term_from, term_until, unit_price_minor, version from subscription where customer_id = $c',
    ),
    [
      {
        subscription_id: trialId,
        offer_id: standard.id,
        quantity: 12,
        billing_cycle: 'annual',
        term_from: '2026-06-11',
        term_until: '2027-06-11',
        unit_price_minor: 15000,
        version: 2,
      },
    ],
  );
  assert.deepEqual(await rows('select cause, amount_minor from charge where customer_id = $c'), [
    { cause: 'purchase', amount_minor: 180000 },
  ]);
  const [entry] = await rows('select operation_type, resource_type, resource_id from audit_entry where customer_id = $c');
  assert.deepEqual(entry, { operation_type: 'convert_trial_subscription', resource_type: 'subscription', resource_id: trialId });
  assert.equal((await rows('select 1 from announcement where customer_id = $c')).length, 1);
});

test('without a quantity the seats of the trial, in the usual cycle; the echo of typed clients is understood', async () => {
  const raw = `{"OfferId":"${trial.id}","TargetOfferId":"${standard.id}","OrderId":"${newId()}","Quantity":null,"BillingCycle":"None","Attributes":{"ObjectType":"Conversion"}}`;
  assert.equal((await ask(at(), { method: 'POST', raw })).status, 200);
  assert.deepEqual(await rows('select quantity, billing_cycle from subscription where customer_id = $c'), [
    { quantity: 25, billing_cycle: 'monthly' },
  ]);
});

test('the same request id converts once', async () => {
  const headers = { 'MS-RequestId': newId() };
  const first = await convert({ targetOfferId: standard.id }, headers);
  assert.deepEqual((await convert({ targetOfferId: standard.id }, headers)).text, first.text);
  assert.equal((await rows('select 1 from charge where customer_id = $c')).length, 1);
});

test('a trial that became a paid subscription is not tried again', async () => {
  await convert({ targetOfferId: standard.id });
  const answer = await ask(`/v1/customers/${buyer().customerId}/orders`, {
    method: 'POST',
    body: { lineItems: [{ offerId: trial.id, quantity: 25 }] },
  });
  assert.deepEqual([answer.status, answer.body.data], [403, ['trial_of_held_product', 'offer_limit_reached']]);
});

test('200 with error 1: what is no trial, another offer, and an offer that nobody knows', async () => {
  const before = await fingerprint(db);
  for (const targetOfferId of [offer('o365-e3').id, newId()]) {
    const { status, body } = await convert({ targetOfferId });
    assert.deepEqual([status, body.error.code, body.subscriptionId], [200, 1, trialId]);
  }
  assert.equal(await fingerprint(db), before);
});

describe('refusals', () => {
  const refused: [name: string, prepare: () => Promise<unknown>, body: object, expected: unknown[]][] = [
    ['no seats', async () => undefined, { quantity: 0 }, [400, 2002, 'quantity_out_of_range']],
    ['more seats than the offer has', async () => undefined, { quantity: 301 }, [400, 2002, 'quantity_out_of_range']],
    ['a cycle of later offers', async () => undefined, { billingCycle: 'triennial' }, [400, 2000, 'billingCycle']],
    ['no target', async () => undefined, { targetOfferId: undefined }, [400, 2000, 'targetOfferId']],
    [
      'a trial that has ended',
      () => db.read(`update subscription set status = 'suspended' where subscription_id = $1`, [trialId]),
      {},
      [400, 800012, 'trial_not_active'],
    ],
    [
      'no agreement',
      () => db.read('delete from customer_agreement where customer_id = $1', [buyer().customerId]),
      {},
      [403, 13605, 'customer_agreement_missing'],
    ],
    [
      'two of the offer already',
      () => Promise.all([1, 2].map(() => plantSubscription(db, buyer(), { offer: standard }))),
      {},
      [403, 800066, 'offer_limit_reached'],
    ],
    [
      'a suspended one of the offer',
      () => plantSubscription(db, buyer(), { offer: standard, status: 'suspended' }),
      {},
      [400, 800012, 'subscription_suspended_already'],
    ],
  ];
  for (const [name, prepare, change, expected] of refused) {
    test(`${String(expected[0])}/${String(expected[1])}: ${name}`, async () => {
      await prepare();
      const before = await fingerprint(db);
      assert.deepEqual(pick(await convert({ targetOfferId: standard.id, ...change })), expected);
      assert.equal(await fingerprint(db), before);
    });
  }

  test('400/800095: fewer seats than users; as many do', async () => {
    for (const name of ['a', 'b', 'c']) await plantUser(db, buyer(), `${name}-${trialId}`, [{ offer: trial }]);
    assert.deepEqual(pick(await convert({ targetOfferId: standard.id, quantity: 2 })), [400, 800095, 'seats_still_assigned']);
    assert.equal((await convert({ targetOfferId: standard.id, quantity: 3 })).status, 200);
  });

  test('404 and 403: another subscription, another customer, the reseller of the customer', async () => {
    const other = (path: string) => ask(path, { method: 'POST', body: { targetOfferId: standard.id } });
    assert.deepEqual(pick(await other(at(newId()))), [404, 20003, undefined]);
    assert.deepEqual(pick(await ask(at(newId()))), [404, 20003, undefined]);
    const reseller = await plantPartner(db);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [buyer().customerId, reseller]);
    actAs(agentOf(reseller, 'admin_agent'));
    assert.deepEqual(pick(await other(at())), [403, 20002, 'indirect_reseller']);
    assert.deepEqual(pick(await ask(at())), [403, 20002, 'indirect_reseller']);
    actAs(agentOf(await plantPartner(db), 'admin_agent'));
    assert.deepEqual(pick(await other(at())), [404, 60003, undefined]);
    assert.deepEqual(pick(await ask(at())), [404, 60003, undefined]);
  });
});
