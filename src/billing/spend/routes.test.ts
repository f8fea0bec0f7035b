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
for (const amountMinor of [100, -100]) {
  const long = { subscriptionId: standard, amountMinor, chargedAt: '2025-05-31T00:00:00Z' };
  await plantCharge(db, { partnerId, customerId: other }, long);
}
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

describe('GET /v1/spend/charges', () => {
  const amounts = (body: any) => body.items.map((item: any) => [item.customerName, item.subscriptionName, item.amount.amount]);
  test('200: what is behind a month, a product, a customer, with its total', async () => {
    const { status, body } = await ask('/v1/spend/charges?currency=usd');
    assert.equal(status, 200);
    assert.deepEqual(amounts(body), [
      ['Contoso', 'Microsoft 365 Business Basic', -33.33],
      ['Contoso', 'Microsoft 365 Business Standard', 125],
      ['Contoso', 'Microsoft 365 Business Basic', 50],
    ]);
    assert.deepEqual(body.total, { amount: 141.67, currency: 'USD' });
    assert.equal(body.items[0].explanation, 'Upgrade, old subscription: credit for 20 of 30 days, 10 seats at USD 5.00.');
    const totalOf = async (query: string) => (await ask(`/v1/spend/charges?currency=USD&${query}`)).body.total.amount;
    assert.deepEqual(
      [
        await totalOf('month=2026-06-01'),
        await totalOf('month=2026-06-30'),
        await totalOf('month=2025-01-01'),
        await totalOf(`offerId=${offer('m365-business-basic').id.toLowerCase()}`),
        await totalOf(`customerId=${other}`),
        await totalOf('months=14'),
      ],
      [91.67, 91.67, 0, 16.67, 125, 141.68],
    );
    assert.deepEqual(amounts((await ask('/v1/spend/charges?currency=JPY')).body), [['Contoso', 'Microsoft 365 Business Standard', 900]]);
  });
  test('every amount that /v1/spend shows is the sum of the charges behind it', async () => {
    for (const { currency, months } of (await ask('/v1/spend')).body.items) {
      for (const { month, products } of months) {
        for (const { offerId, total } of products) {
          const { body } = await ask(`/v1/spend/charges?currency=${currency}&month=${month}&offerId=${offerId}`);
          assert.deepEqual(body.total, total);
        }
      }
    }
  });
  test('200 page by page: each once', async () => {
    const found: string[] = [];
    for (let uri: string | undefined = '/spend/charges?currency=USD&size=2'; uri !== undefined;) {
      const { body } = await ask(`/v1${uri}`);
      found.push(...body.items.map((item: any) => item.id));
      uri = body.links?.next?.uri;
    }
    assert.deepEqual([found.length, new Set(found).size], [3, 3]);
  });
  for (const query of ['', 'currency=dollars', 'currency=USD&month=June', 'currency=USD&after=nonsense', 'currency=USD&customerId=x'])
    test(`400 for ${query || 'no currency'}`, async () => assert.equal((await ask(`/v1/spend/charges?${query}`)).status, 400));
  test('404 for an unknown and a foreign customer; another partner sees nothing', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    for (const id of [newId(), foreign]) assert.equal((await ask(`/v1/spend/charges?currency=USD&customerId=${id}`)).status, 404);
    actAs(agentOf(await plantPartner(db), 'billing_admin'));
    const { body } = await ask('/v1/spend/charges?currency=USD');
    actAs(agentOf(partnerId, 'billing_admin'));
    assert.deepEqual([body.items, body.total.amount], [[], 0]);
  });
});

describe('GET /v1/invoices/{id}/charges', () => {
  test('200: every line with its cause, customer and subscription, page by page, and the total once', async () => {
    const found: number[] = [];
    const totals: unknown[] = [];
    for (let uri: string | undefined = '/invoices/G000000001/charges?size=1'; uri !== undefined;) {
      const { status, body } = await ask(`/v1${uri}`);
      assert.equal(status, 200);
      found.push(...body.items.map((item: any) => item.amount.amount));
      if (body.total !== undefined) totals.push(body.total);
      uri = body.links?.next?.uri;
    }
    const { rows } = await db.read<{ amount: number }>(
      `select g.amount_minor as amount from invoice_line i join charge g using (customer_id, charge_id)
        where i.partner_id = $1 and i.invoice_number = 1 order by i.customer_id, i.charge_id`,
      [partnerId],
    );
    assert.deepEqual(
      found.map((amount) => Math.round(amount * 100)),
      rows.map(({ amount }) => amount),
    );
    assert.deepEqual([found.length, totals], [3, [{ amount: 0.01, currency: 'USD' }]]);
  });
  test('404 for an unknown invoice and another partner’s, 400 for a page of something else', async () => {
    for (const id of ['G000000099', 'G1', 'x']) assert.equal((await ask(`/v1/invoices/${id}/charges`)).status, 404);
    const { body } = await ask('/v1/spend/charges?currency=USD&size=1');
    const token = new URLSearchParams(body.links.next.uri.split('?')[1]).get('after');
    assert.equal((await ask(`/v1/invoices/G000000001/charges?after=${token}`)).status, 400);
    actAs(agentOf(await plantPartner(db), 'billing_admin'));
    assert.equal((await ask('/v1/invoices/G000000001/charges')).status, 404);
    actAs(agentOf(partnerId, 'billing_admin'));
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
    assert.equal(body.items[2].explanation, '升級（原訂閱）：退還 20 天（週期共 30 天）的費用，10 個授權，單價 5.00 USD。');
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
