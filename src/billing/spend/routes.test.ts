import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { plantCharge } from '../../../test/charges.ts';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { invoiceAll } from '../invoices/worker.ts';
import { spendRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, customerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const { ask, actAs } = await testServer([spendRoutes({ db, catalog, clock })], agentOf(partnerId, 'billing_admin'));
const place = { partnerId, customerId };
const basic = await plantSubscription(db, place, { offer: offer('m365-business-basic') });
const other = await plantCustomer(db, partnerId);
const standard = await plantSubscription(db, { partnerId, customerId: other }, { offer: offer('m365-business-standard') });
await plantCharge(db, place, {
  subscriptionId: basic,
  amountMinor: 5000,
  chargedAt: '2026-05-01T00:00:00Z',
  from: '2026-05-01',
  until: '2026-06-01',
  periodDays: 31,
});
await plantCharge(db, place, {
  subscriptionId: basic,
  amountMinor: -3333,
  chargedAt: '2026-06-11T08:00:00Z',
  cause: 'upgrade_cancel',
  chargeType: 'Cancel fee',
  from: '2026-06-11',
});
await plantCharge(
  db,
  { partnerId, customerId: other },
  { subscriptionId: standard, amountMinor: 12_500, chargedAt: '2026-06-02T00:00:00Z' },
);
await plantCharge(
  db,
  { partnerId, customerId: other },
  { subscriptionId: standard, amountMinor: 900, currency: 'JPY', chargedAt: '2026-06-02T00:00:00Z' },
);
await plantCharge(db, place, { subscriptionId: basic, amountMinor: 1, chargedAt: '2025-05-31T00:00:00Z' });
await invoiceAll({ db, clock, newId });

describe('GET /v1/spend', () => {
  test('200 with every month, by currency and product', async () => {
    const { status, body } = await ask('/v1/spend');
    assert.equal(status, 200);
    const [yen, dollars] = body.items.toSorted((a: any, b: any) => a.currency.localeCompare(b.currency));
    assert.deepEqual([yen.currency, yen.total.amount, dollars.total.amount], ['JPY', 900, 141.67]);
    assert.deepEqual(dollars.months.map((month: any) => [month.month, month.total.amount]).slice(-3), [
      ['2026-04-01', 0],
      ['2026-05-01', 50],
      ['2026-06-01', 91.67],
    ]);
    assert.equal(dollars.months.length, 12);
    assert.deepEqual(
      dollars.products.map((product: any) => [product.offerName, product.total.amount]),
      [
        ['Microsoft 365 Business Standard', 125],
        ['Microsoft 365 Business Basic', 16.67],
      ],
    );
  });
  test('200 of one customer, over more months, with Chinese names', async () => {
    const { body } = await ask(`/v1/spend?months=14&customerId=${customerId}`, { headers: { 'x-locale': 'zh-TW' } });
    assert.deepEqual([body.items.length, body.items[0].total.amount, body.items[0].months.length], [1, 16.68, 14]);
    assert.equal(body.items[0].products[0].offerName, 'Microsoft 365 商務基本版');
  });
  test('200 with nothing where nothing was charged', async () => {
    actAs(agentOf(await plantPartner(db), 'billing_admin'));
    const { body } = await ask('/v1/spend');
    actAs(agentOf(partnerId, 'billing_admin'));
    assert.deepEqual(body.items, []);
  });
  for (const query of ['months=0', 'months=37', 'months=x', 'customerId=x'])
    test(`400 for ${query}`, async () => assert.equal((await ask(`/v1/spend?${query}`)).status, 400));
  test('404 for an unknown and a foreign customer', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    for (const id of [newId(), foreign]) assert.equal((await ask(`/v1/spend?customerId=${id}`)).status, 404);
  });
});

describe('GET …/charges', () => {
  const at = `/v1/customers/${customerId}/subscriptions/${basic}/charges`;
  test('200: each amount with its cause, its days in words, and the invoice it is on', async () => {
    const { status, body } = await ask(at);
    assert.equal(status, 200);
    const [, may, june] = body.items;
    assert.deepEqual(
      [may.cause, may.days, may.periodDays, may.chargeEndDate, may.amount.amount, may.invoiceId],
      ['cycle', 31, 31, '2026-05-31', 50, 'G000000002'],
    );
    assert.equal(may.explanation, 'Next billing period: charge for the whole period of 31 days, 10 seats at USD 5.00.');
    assert.equal(june.explanation, 'Upgrade, old subscription: credit for 20 of 30 days, 10 seats at USD 5.00.');
    assert.deepEqual([june.invoiceId, june.rounding], [undefined, 'exact_half_up']);
  });
  test('200 in Chinese', async () => {
    const { body } = await ask(at, { headers: { 'x-locale': 'zh-TW' } });
    assert.equal(body.items[2].explanation, '升級（原訂閱）：抵免 30 天中的 20 天，10 個授權，每個 USD 5.00。');
  });
  test('404 for an unknown subscription, and for foreign customers with the same words', async () => {
    const unknown = await ask(`/v1/customers/${customerId}/subscriptions/${newId()}/charges`);
    assert.deepEqual([unknown.status, unknown.body.code], [404, 20003]);
    const ofOther = await ask(`/v1/customers/${customerId}/subscriptions/${standard}/charges`);
    assert.equal(ofOther.text, unknown.text);
    const foreign = await plantCustomer(db, await plantPartner(db));
    const answers = [
      await ask(`/v1/customers/${foreign}/subscriptions/${basic}/charges`),
      await ask(`/v1/customers/${newId()}/subscriptions/${basic}/charges`),
    ];
    assert.deepEqual([answers[0]?.status, answers[0]?.body.code, answers[0]?.text], [404, 60003, answers[1]?.text]);
  });
});
