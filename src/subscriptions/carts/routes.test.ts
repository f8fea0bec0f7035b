import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testServer } from '../../../test/server.ts';
import { openShop, pick } from '../../../test/shop.ts';
import { agentOf, fingerprint, plantCustomer, plantPartner, plantSubscription } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { cartRoutes } from './routes.ts';

const { actAs, ask, at, buyer, db, offer, partnerId, parts, rows, serve } = await openShop((of) => [cartRoutes(of)]);
const basic = offer('m365-business-basic');
const e3 = offer('o365-e3');
const audio = offer('audio-conferencing');
const trial = offer('o365-e5-trial');

const carts = () => `/v1/customers/${buyer().customerId}/carts`;
const item = (offerId: string, quantity: number, more: object = {}) => ({
  id: 0,
  catalogItemId: offerId,
  quantity,
  billingCycle: 'monthly',
  ...more,
});
const fill = (lineItems: unknown, headers: Record<string, string> = {}) => ask(carts(), { method: 'POST', body: { lineItems }, headers });
const checkOut = (id: string, headers: Record<string, string> = {}) => ask(`${carts()}/${id}/checkout`, { method: 'POST', headers });

test('201: a cart with prices, groups and a life of seven days', async () => {
  const { status, body } = await fill([
    item(e3.id.toLowerCase(), 4, { addonItems: [item(audio.id, 2)] }),
    item(trial.id, 25, { billingCycle: 'none' }),
  ]);
  assert.equal(status, 201);
  assert.deepEqual(
    [body.status, body.creationTimestamp, body.expirationTimestamp],
    ['Active', '2026-06-11T09:00:00Z', '2026-06-18T09:00:00Z'],
  );
  assert.deepEqual(
    body.lineItems.map((line: any) => [
      line.id,
      line.catalogItemId,
      line.orderGroup,
      line.amount.amount,
      line.addonItems.map((addOn: any) => [addOn.id, addOn.amount.amount]),
    ]),
    [
      [0, e3.id, '0', 92, [[1, 8]]],
      [2, trial.id, '1', 0, []],
    ],
  );
  assert.deepEqual(body.total, { amount: 100, currency: 'USD' });
  assert.deepEqual((await ask(`${carts()}/${body.id}`)).body, body);
});

test('201 of the checkout: one order for each group, add-ons on what they came with, and it is done once', async () => {
  const { body: cart } = await fill([
    item(e3.id, 4, { addonItems: [item(audio.id, 2)] }),
    item(trial.id, 25, { billingCycle: 'none' }),
    item(basic.id, 1),
  ]);
  const headers = { 'MS-RequestId': newId() };
  const { status, body } = await checkOut(cart.id, headers);
  assert.equal(status, 201);
  assert.deepEqual(body.orderErrors, []);
  assert.deepEqual(
    body.orders.map((order: any) => [order.billingCycle, order.totalPrice, order.lineItems.map((line: any) => line.offerId)]),
    [
      ['monthly', 106, [e3.id, audio.id, basic.id]],
      ['none', 0, [trial.id]],
    ],
  );
  const [{ lineItems }] = body.orders;
  assert.equal(lineItems[1].parentSubscriptionId, lineItems[0].subscriptionId);
  assert.deepEqual((await checkOut(cart.id, headers)).body, body);
  assert.deepEqual(pick(await checkOut(cart.id)), [400, 800065, undefined]);
  assert.equal((await rows('select 1 from subscription where customer_id = $c')).length, 4);
  assert.equal((await rows(`select 1 from audit_entry where customer_id = $c and operation_type = 'create_order'`)).length, 2);
  const after = await ask(`${carts()}/${cart.id}`);
  assert.deepEqual([after.body.status, after.body.lineItems[0].error, after.body.total], ['Ordered', undefined, undefined]);
  assert.deepEqual(pick(await ask(`${carts()}/${cart.id}`, { method: 'PUT', body: { lineItems: [] } })), [400, 800065, undefined]);
});

test('a line tells its bill with its days, and the offer in the asked language', async () => {
  const { body } = await fill([item(e3.id, 4)], { 'X-Locale': 'zh-TW' });
  const [{ bill, offerName }] = body.lineItems;
  assert.equal(offerName, e3.name.zhTW);
  assert.deepEqual(
    [bill.chargeStartDate, bill.chargeEndDate, bill.days, bill.periodDays, bill.amount],
    ['2026-06-11', '2026-07-10', 30, 30, { amount: 92, currency: 'USD' }],
  );
});

test('what nobody names has the name of its offer in the language of the checkout', async () => {
  const { body: cart } = await fill([item(e3.id, 4), item(basic.id, 1, { friendlyName: 'Branch office' })]);
  const { body } = await checkOut(cart.id, { 'X-Locale': 'zh-TW' });
  assert.deepEqual(
    body.orders[0].lineItems.map((each: any) => each.friendlyName),
    [e3.name.zhTW, 'Branch office'],
  );
});

test('409 of the checkout: it comes to something else than was shown, and nothing is bought', async () => {
  const { body: cart } = await fill([item(e3.id, 4)]);
  const by = (total: number) => ask(`${carts()}/${cart.id}/checkout?expectedTotal=${total}`, { method: 'POST' });
  assert.deepEqual(pick(await by(91.99)).slice(0, 2), [409, 900279]);
  assert.equal((await rows('select 1 from subscription where customer_id = $c')).length, 0);
  assert.equal((await by(92)).status, 201);
});

test('lines that cannot be bought stay, each with its error, reasons and remedies; the checkout buys nothing', async () => {
  const suspended = await plantSubscription(db, buyer(), { offer: e3, status: 'suspended' });
  const { status, body } = await fill([
    item(basic.id, 301),
    item('CFQ7TTC0ZZZZ:0001:CFQ7TTC0ZZZZ', 1),
    item(basic.id, 1, { promotionId: 'P' }),
    item(basic.id, 1, { customTermEndDate: '2027-01-31T00:00:00Z' }),
    item(e3.id, 1),
    item(basic.id, 1, { currencyCode: 'EUR' }),
    item(basic.id, 1, { participants: [{ key: 'transaction_reseller', value: '99' }] }),
  ]);
  assert.equal(status, 201);
  const codes = (cart: any) => cart.lineItems.map((line: any) => line.error?.errorCode);
  const cannot = 'unable_to_process_cart_line_item';
  assert.deepEqual(codes(body), [cannot, 'catalog_item_id_is_not_valid', cannot, cannot, cannot, cannot, cannot]);
  actAs({ ...agentOf(partnerId, 'admin_agent'), generation: 'newest' });
  assert.deepEqual(codes((await ask(`${carts()}/${body.id}`)).body), [
    'invalid_input',
    'catalog_item_id_is_not_valid',
    'invalid_promotion_id',
    'invalid_custom_term_end_date',
    'legacy_offer_not_eligible_for_purchase',
    // From the third on there are too many of the offer; that is the graver reason.
    'legacy_offer_not_eligible_for_purchase',
    'legacy_offer_not_eligible_for_purchase',
  ]);
  const [reason] = body.lineItems[4].reasons;
  assert.deepEqual([reason.code, reason.remedies], ['subscription_suspended_already', [{ kind: 'reactivate', subscriptionId: suspended }]]);
  assert.equal(body.total, undefined);
  const before = await fingerprint(db);
  const answer = await checkOut(body.id);
  assert.deepEqual([answer.status, answer.body.code], [400, 800009]);
  assert.deepEqual(answer.body.data.slice(0, 2), ['0: quantity_out_of_range', '1: catalog_item_id_is_not_valid']);
  assert.equal(await fingerprint(db), before);
});

test('an add-on to something that the customer has', async () => {
  const baseId = await plantSubscription(db, buyer(), { offer: e3, quantity: 20, createdOn: '2026-06-01' });
  const { body: cart } = await fill([
    item(audio.id, 20, { billingCycle: 'unknown', provisioningContext: { ParentSubscriptionId: baseId } }),
  ]);
  assert.deepEqual(cart.lineItems[0].provisioningContext, { parentSubscriptionId: baseId });
  const { body } = await checkOut(cart.id);
  assert.equal(body.orders[0].lineItems[0].parentSubscriptionId, baseId);
  // 20 of 30 days are left.
  assert.equal(body.orders[0].totalPrice, 53.33);
});

test('201 of PUT: other lines, a longer life, the same id; typed clients send everything back', async () => {
  const { body: cart } = await fill([item(basic.id, 1)]);
  at('2026-06-15T09:00:00Z');
  const raw = JSON.stringify({
    Id: cart.id,
    Status: 'Active',
    LineItems: [
      {
        Id: 0,
        CatalogItemId: e3.id,
        Quantity: 2,
        BillingCycle: 'Annual',
        Error: null,
        OrderGroup: '0',
        Participants: null,
        AddonItems: [],
      },
    ],
    Links: null,
  });
  const { status, body } = await ask(`${carts()}/${cart.id.toUpperCase()}`, { method: 'PUT', raw });
  assert.deepEqual([status, body.id, body.total], [201, cart.id, { amount: 552, currency: 'USD' }]);
  assert.deepEqual([body.creationTimestamp, body.expirationTimestamp], [cart.creationTimestamp, '2026-06-22T09:00:00Z']);
});

test('the same request id fills one cart', async () => {
  const headers = { 'MS-RequestId': newId() };
  const first = await fill([item(basic.id, 1)], headers);
  assert.deepEqual((await fill([item(basic.id, 1)], headers)).body, first.body);
  assert.equal((await rows('select 1 from cart where customer_id = $c')).length, 1);
});

test('the operator says how long a cart is kept', async () => {
  const short = await testServer([cartRoutes({ ...parts, cartDays: 1 })], agentOf(partnerId, 'admin_agent'));
  const { body } = await short.ask(carts(), { method: 'POST', body: { lineItems: [item(basic.id, 1)] } });
  assert.equal(Date.parse(body.expirationTimestamp) - Date.parse(body.creationTimestamp), 86_400_000);
});

test('404/800008: a cart that is not there, of another customer, or expired', async () => {
  const { body: cart } = await fill([item(basic.id, 1)]);
  const sent = (path: string, method = 'GET') => ask(path, { method, ...(method === 'PUT' ? { body: { lineItems: [] } } : {}) });
  assert.deepEqual(pick(await sent(`${carts()}/${newId()}`)), [404, 800008, undefined]);
  assert.deepEqual(pick(await sent(`${carts()}/${newId()}`, 'PUT')), [404, 800008, undefined]);
  assert.deepEqual(pick(await checkOut(newId())), [404, 800008, undefined]);
  const mine = carts();
  serve(await plantCustomer(db, partnerId));
  assert.deepEqual(pick(await sent(`${carts()}/${cart.id}`)), [404, 800008, undefined]);
  at('2026-06-18T08:59:59Z');
  assert.equal((await sent(`${mine}/${cart.id}`)).status, 200);
  at('2026-06-18T09:00:00Z');
  assert.deepEqual(pick(await sent(`${mine}/${cart.id}`)), [404, 800008, undefined]);
});

describe('other refusals', () => {
  const malformed: [name: string, lineItems: unknown, member: string][] = [
    ['no offer', [{ quantity: 1 }], 'lineItems[0].catalogItemId'],
    ['no quantity', [{ catalogItemId: basic.id }], 'lineItems[0].quantity'],
    ['a billing cycle of later offers', [item(basic.id, 1, { billingCycle: 'biennial' })], 'lineItems[0].billingCycle'],
    ['a term that is none', [item(basic.id, 1, { termDuration: 'P2Y' })], 'lineItems[0].termDuration'],
    [
      'an add-on without a quantity',
      [item(basic.id, 1, { addonItems: [{ catalogItemId: audio.id }] })],
      'lineItems[0].addonItems[0].quantity',
    ],
    [
      'a base that is no id',
      [item(audio.id, 1, { provisioningContext: { parentSubscriptionId: '7' } })],
      'lineItems[0].provisioningContext.parentSubscriptionId',
    ],
  ];
  for (const [name, lineItems, member] of malformed) {
    test(`400/2000: ${name}`, async () => assert.deepEqual(pick(await fill(lineItems)), [400, 2000, member]));
  }

  test('400/800009: an empty cart', async () => {
    const { body } = await fill([]);
    assert.deepEqual(pick(await checkOut(body.id)), [400, 800009, undefined]);
  });

  test('403/13605 without the agreement; 403/20002 for the reseller; 404/60003 for others', async () => {
    serve(await plantCustomer(db, partnerId, { agreement: false }));
    const { body } = await fill([item(basic.id, 1)]);
    assert.deepEqual(pick(await checkOut(body.id)), [403, 13605, 'customer_agreement_missing']);
    const reseller = await plantPartner(db);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [buyer().customerId, reseller]);
    actAs(agentOf(reseller, 'admin_agent'));
    assert.deepEqual(pick(await fill([item(basic.id, 1)])), [403, 20002, 'indirect_reseller']);
    assert.deepEqual(pick(await ask(`${carts()}/${body.id}`)), [403, 20002, 'indirect_reseller']);
    assert.deepEqual(pick(await checkOut(body.id)), [403, 20002, 'indirect_reseller']);
    actAs(agentOf(await plantPartner(db), 'admin_agent'));
    assert.deepEqual(pick(await fill([item(basic.id, 1)])), [404, 60003, undefined]);
  });
});
