import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, fingerprint, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { dropProducts } from '../../licenses/assignment/store.ts';
import { resellerAnswers } from '../../customers/resellers/routes.ts';
import { newId } from '../../platform/clock.ts';
import { orderRoutes } from './routes.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
const { partnerId, catalog, offer } = tenant;
const { ask, actAs } = await testServer(
  [resellerAnswers({ db }), orderRoutes({ db, catalog, clock, newId, dropProducts })],
  agentOf(partnerId, 'admin_agent'),
);
const basic = offer('m365-business-basic');
const e3 = offer('o365-e3');
const archiving = offer('exchange-online-archiving-exo');
const audio = offer('audio-conferencing');
const trial = offer('m365-business-standard-trial');

/** A customer of its own for each test: what one buys must not stand in the way of another. */
let customerId: CustomerId;
beforeEach(async () => {
  actAs(agentOf(partnerId, 'admin_agent'));
  customerId = await plantCustomer(db, partnerId);
});
const orders = () => `/v1/customers/${customerId}/orders`;
const buy = (lineItems: unknown, more: object = {}, headers: Record<string, string> = {}) =>
  ask(orders(), { method: 'POST', body: { lineItems, ...more }, headers });
const line = (offerId: string, quantity: number, more: object = {}) => ({ lineItemNumber: 0, offerId, quantity, ...more });
const rows = async (sql: string) => (await db.read<Record<string, unknown>>(sql.replace('$c', `'${customerId}'`))).rows;

describe('POST …/orders', () => {
  test('201: the subscription, its line of the bill, the audit entry and the announcement', async () => {
    const { status, body } = await buy([line(basic.id.toLowerCase(), 5, { friendlyName: 'Branch office' })], { billingCycle: 'Monthly' });
    assert.equal(status, 201);
    assert.deepEqual(
      [body.billingCycle, body.status, body.currencyCode, body.currencySymbol, body.totalPrice],
      ['monthly', 'completed', 'USD', '$', 30],
    );
    const [item] = body.lineItems;
    assert.deepEqual([item.lineItemNumber, item.offerId, item.friendlyName, item.quantity], [0, basic.id, 'Branch office', 5]);
    assert.deepEqual(item.pricing, { listPrice: 6, discountedPrice: 6, proratedPrice: 6, price: 6, extendedPrice: 30 });
    assert.deepEqual(
      await rows(
        'select order_id, status, quantity, billing_cycle, term_from, term_until, auto_renew from subscription where customer_id = $c',
      ),
      [
        {
          order_id: body.id,
          status: 'active',
          quantity: 5,
          billing_cycle: 'monthly',
          term_from: '2026-06-11',
          term_until: '2027-06-11',
          auto_renew: true,
        },
      ],
    );
    assert.deepEqual(
      await rows('select event_id, cause, charge_type, charged_from, charged_until, amount_minor from charge where customer_id = $c'),
      [
        {
          event_id: body.id,
          cause: 'purchase',
          charge_type: 'Prorate fees when purchase',
          charged_from: '2026-06-11',
          charged_until: '2026-07-11',
          amount_minor: 3000,
        },
      ],
    );
    const [entry] = await rows(
      'select operation_type, resource_type, resource_id, customized_data from audit_entry where customer_id = $c',
    );
    assert.deepEqual([entry?.['operation_type'], entry?.['resource_type'], entry?.['resource_id']], ['create_order', 'order', body.id]);
    assert.ok(JSON.stringify(entry?.['customized_data']).includes('"Quantity-0"'));
    const [told] = await rows('select event_name, resource_uri from announcement where customer_id = $c');
    assert.deepEqual(told, {
      event_name: 'subscription-updated',
      resource_uri: `/customers/${customerId}/subscriptions/${item.subscriptionId}`,
    });
  });

  test('without a billing cycle the usual one; a year costs twelve months', async () => {
    assert.equal((await buy([line(basic.id, 1)], { billingCycle: 'unknown' })).body.billingCycle, 'monthly');
    const { body } = await buy([line(e3.id, 2)], { billingCycle: 2 });
    assert.deepEqual([body.billingCycle, body.totalPrice], ['annual', 2 * 12 * 23]);
  });

  test('a trial runs thirty days, costs nothing and does not renew', async () => {
    const { status, body } = await buy([line(trial.id, 25)]);
    assert.deepEqual([status, body.billingCycle, body.totalPrice], [201, 'none', 0]);
    assert.deepEqual(await rows('select term_from, term_until, auto_renew from subscription where customer_id = $c'), [
      { term_from: '2026-06-11', term_until: '2026-07-11', auto_renew: false },
    ]);
    assert.deepEqual(await rows('select 1 from charge where customer_id = $c'), []);
  });

  test('the same request id buys once, and answers the same', async () => {
    const headers = { 'MS-RequestId': newId() };
    const first = await buy([line(basic.id, 3)], {}, headers);
    const again = await buy([line(basic.id, 3)], {}, headers);
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal((await rows('select 1 from subscription where customer_id = $c')).length, 1);
    const other = await buy([line(basic.id, 4)], {}, headers);
    assert.notEqual(other.body.id, first.body.id);
  });

  test('two at the same moment under one request id buy once', async () => {
    const headers = { 'MS-RequestId': newId() };
    const answers = await Promise.all([1, 2, 3, 4].map(() => buy([line(basic.id, 3)], {}, headers)));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal((await rows('select 1 from subscription where customer_id = $c')).length, 1);
  });

  test('of many at the same moment only as many buy as the customer may have', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => buy([line(basic.id, 1)])));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 201, 403, 403, 403, 403]);
    assert.equal((await rows('select 1 from subscription where customer_id = $c')).length, 2);
  });

  test('typed clients: PascalCase, nulls, unknown members, numbers as texts', async () => {
    const raw = `{"Id":null,"ReferenceCustomerId":"${customerId.toUpperCase()}","BillingCycle":"Annual","TransactionType":null,"Status":null,
      "LineItems":[{"LineItemNumber":0,"OfferId":"${e3.id}","SubscriptionId":null,"ParentSubscriptionId":"","FriendlyName":null,"Quantity":"2","PartnerIdOnRecord":null,"Attributes":{"ObjectType":"OrderLineItem"}}],
      "CreationDate":null,"Links":null,"Attributes":{"Etag":null,"ObjectType":"Order"}}`;
    const { status, body } = await ask(orders(), { method: 'POST', raw });
    assert.deepEqual([status, body.billingCycle, body.lineItems[0].quantity], [201, 'annual', 2]);
  });

  const refused: [name: string, lineItems: () => unknown, expected: [status: number, code: number, reason?: string], more?: object][] = [
    ['no seats', () => [line(basic.id, 0)], [400, 2002, 'quantity_out_of_range']],
    ['300 seats of a product for 300', () => [line(basic.id, 300)], [201, 0]],
    ['301 seats', () => [line(basic.id, 301)], [400, 2002, 'quantity_out_of_range']],
    ['10^12 seats', () => [line(e3.id, 1e12)], [400, 2002, 'quantity_out_of_range']],
    ['half a seat', () => [line(basic.id, 1.5)], [400, 2000, 'lineItems[0].quantity']],
    ['no quantity', () => [{ offerId: basic.id }], [400, 2000, 'lineItems[0].quantity']],
    ['no offer', () => [{ quantity: 1 }], [400, 2000, 'lineItems[0].offerId']],
    ['no lines', () => [], [400, 2000, 'lineItems']],
    ['an offer that nobody knows', () => [line('00000000-0000-0000-0000-00000000DEAD', 1)], [400, 800004]],
    ['a product that nobody knows', () => [line('CFQ7TTC0ZZZZ:0001:CFQ7TTC0ZZZZ', 1)], [400, 800004]],
    ['a product of new commerce without a price', () => [line('CFQ7TTC0LF8S:0001:CFQ7TTC0K9G9', 1)], [403, 2085, 'price_missing']],
    ['an offer of another country', () => [line(offer('m365-business-basic-india').id, 1)], [400, 800070, 'offer_not_sold_in_country']],
    ['an offer without a price', () => [line(offer('o365-f3').id, 1)], [403, 2085, 'price_missing']],
    [
      'a paid offer without a billing cycle',
      () => [line(basic.id, 1)],
      [400, 6001, 'offer_does_not_support_billing_cycle'],
      { billingCycle: 'none' },
    ],
    ['a billing cycle of later offers', () => [line(basic.id, 1)], [400, 2000, 'billingCycle'], { billingCycle: 'triennial' }],
    ['24 seats of a trial', () => [line(trial.id, 24)], [400, 2002, 'quantity_out_of_range']],
    ['a trial beside something else', () => [line(trial.id, 25), line(basic.id, 1)], [400, 4018]],
    [
      'three at once of which two are allowed',
      () => [line(basic.id, 1), line(basic.id, 1), line(basic.id, 1)],
      [403, 800066, 'offer_limit_reached'],
    ],
    [
      'more seats than the family has, in two lines',
      () => [line(basic.id, 200), line(offer('m365-business-standard').id, 101)],
      [403, 800067, 'seat_family_full'],
    ],
    ['an add-on without its base', () => [line(audio.id, 1)], [400, 800029, 'add_on_needs_base']],
    ['a base for what is no add-on', () => [line(basic.id, 1, { parentSubscriptionId: newId() })], [404, 20003, 'base_not_found']],
    ['a base that is no id', () => [line(audio.id, 1, { parentSubscriptionId: 'x' })], [400, 2000, 'lineItems[0].parentSubscriptionId']],
    ['a promotion', () => [line(basic.id, 1, { promotionId: '39NFJQT1PL4B' })], [400, 27007]],
    ['another currency', () => [line(basic.id, 1)], [400, 800002, 'currency_not_supported'], { currencyCode: 'EUR' }],
    ['a reseller of nobody', () => [line(basic.id, 1, { partnerIdOnRecord: '99' })], [400, 800016, 'reseller_unknown']],
    ['another customer in the body', () => [line(basic.id, 1)], [400, 2000, 'referenceCustomerId'], { referenceCustomerId: newId() }],
    ['a term that is none', () => [line(basic.id, 1, { termDuration: 'P2Y' })], [400, 2000, 'lineItems[0].termDuration']],
    ['a term of three years', () => [line(basic.id, 1, { termDuration: 'P3Y' })], [400, 900268, 'term_not_sold']],
  ];
  for (const [name, lineItems, [status, code, reason], more] of refused) {
    test(`${status}${code === 0 ? '' : `/${code}`}: ${name}`, async () => {
      const before = await fingerprint(db);
      const answer = await buy(lineItems(), more);
      if (code === 0) return assert.equal(answer.status, status);
      assert.deepEqual(
        [answer.status, answer.body.code, ...(reason === undefined ? [] : [answer.body.data[0]])],
        [status, code, ...(reason === undefined ? [] : [reason])],
      );
      assert.equal(await fingerprint(db), before, 'nothing is written');
    });
  }

  test('403/13605 without the customer agreement; 404/60003 for an unknown customer and one of others', async () => {
    customerId = await plantCustomer(db, partnerId, { agreement: false });
    assert.deepEqual(pick(await buy([line(basic.id, 1)])), [403, 13605, 'customer_agreement_missing']);
    customerId = await plantCustomer(db, await plantPartner(db));
    const foreign = await buy([line(basic.id, 1)]);
    customerId = newId() as CustomerId;
    assert.deepEqual(pick(foreign), pick(await buy([line(basic.id, 1)])));
    assert.deepEqual(pick(foreign), [404, 60003, undefined]);
  });

  test('a suspended one is to be reactivated instead; its id is in the reason', async () => {
    await plantSubscription(db, { partnerId, customerId }, { offer: basic, status: 'suspended' });
    assert.deepEqual(pick(await buy([line(basic.id, 1)])), [400, 800012, 'subscription_suspended_already']);
  });

  test('a trial is for who does not have the product, and once in a life', async () => {
    await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-standard') });
    assert.deepEqual(pick(await buy([line(trial.id, 25)])), [403, 2085, 'trial_of_held_product']);
    customerId = await plantCustomer(db, partnerId);
    await plantSubscription(db, { partnerId, customerId }, { offer: trial, status: 'deleted', billingCycle: 'none', quantity: 25 });
    assert.deepEqual(pick(await buy([line(trial.id, 25)])), [400, 27006, 'offer_limit_reached']);
  });

  test('403/20002: an indirect reseller sees its customer, and its provider buys', async () => {
    const reseller = await plantPartner(db);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customerId, reseller]);
    actAs(agentOf(reseller, 'admin_agent'));
    assert.deepEqual(pick(await buy([line(basic.id, 1)])), [403, 20002, 'indirect_reseller']);
    actAs(agentOf(partnerId, 'admin_agent'));
    const { body } = await buy([line(basic.id, 1)]);
    assert.equal(body.lineItems[0].partnerIdOnRecord, '4711');
  });
});

describe('GET …/orders', () => {
  test('200: all, one, of one billing cycle, with prices when asked; 404/20000 for another', async () => {
    const monthly = (await buy([line(basic.id, 5), line(e3.id, 1)])).body;
    const annual = (await buy([line(e3.id, 2)], { billingCycle: 'annual' })).body;
    const { body } = await ask(orders());
    assert.deepEqual(
      body.items.map((order: any) => order.id),
      [annual.id, monthly.id],
    );
    assert.equal(body.items[0].totalPrice, undefined);
    assert.deepEqual(
      (await ask(`${orders()}?billingType=Annual`)).body.items.map((order: any) => order.id),
      [annual.id],
    );
    assert.deepEqual((await ask(`${orders()}?BillingType=onetime`)).body.items, []);
    const priced = await ask(`${orders()}/${monthly.id.toUpperCase()}?include_price=True`);
    assert.deepEqual(priced.body, monthly);
    assert.deepEqual(pick(await ask(`${orders()}/${newId()}`)), [404, 20000, undefined]);
    assert.equal((await ask(`/v1/customers/${newId()}/orders`)).body.code, 60003);
    assert.equal((await ask(`${orders()}/x`)).status, 400);
  });

  test('what was bought before the ledger began is an order too; removed lines make it cancelled', async () => {
    const id = await plantSubscription(db, { partnerId, customerId }, { offer: basic, status: 'deleted' });
    const { body } = await ask(orders());
    assert.deepEqual([body.items[0].id, body.items[0].status, body.items[0].lineItems[0].subscriptionId], [id, 'cancelled', id]);
  });

  test('an indirect reseller sees the orders that carry its number, and no others', async () => {
    const reseller = await plantPartner(db);
    await db.read(`update partner set mpn_id = '8151' where partner_id = $1`, [reseller]);
    const { body: before } = await buy([line(e3.id, 1)]);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customerId, reseller]);
    const { body: after } = await buy([line(basic.id, 1)]);
    actAs(agentOf(reseller, 'admin_agent'));
    assert.deepEqual(
      (await ask(orders())).body.items.map((order: any) => order.id),
      [after.id],
    );
    assert.deepEqual(pick(await ask(`${orders()}/${before.id}`)), [404, 20000, undefined]);
  });

  test('200 of the set-up, for a person', async () => {
    const { body: order } = await buy([line(basic.id, 5)]);
    const { body } = await ask(`${orders()}/${order.id}/provisioningstatus`);
    assert.deepEqual(body.items[0].quantityProvisioningInformation, [{ quantity: 5, status: 'success' }]);
    assert.equal(body.items[0].status, 'Fulfilled');
    assert.equal((await ask(`${orders()}/${newId()}/provisioningstatus`)).body.code, 20000);
  });
});

describe('PATCH …/orders/{id}: add-ons', () => {
  test('200: an add-on hangs on its base, shares its term, and costs the rest of the period', async () => {
    const baseId = await plantSubscription(db, { partnerId, customerId }, { offer: e3, quantity: 20, createdOn: '2026-01-21' });
    const before = (await ask(orders())).body.items[0];
    const { status, body } = await ask(`${orders()}/${before.id}`, {
      method: 'PATCH',
      body: {
        referenceCustomerId: customerId,
        billingCycle: 'unknown',
        lineItems: [{ lineItemNumber: 0, offerId: audio.id, quantity: 10, parentSubscriptionId: baseId.toUpperCase() }],
      },
    });
    assert.equal(status, 200);
    assert.deepEqual(
      body.lineItems.map((item: any) => [item.lineItemNumber, item.offerId, item.parentSubscriptionId]),
      [
        [0, e3.id, undefined],
        [1, audio.id, baseId],
      ],
    );
    const [addOn] = await rows(
      `select parent_subscription_id, order_id, term_from, term_until from subscription where customer_id = $c and offer_id = '${audio.id}'`,
    );
    assert.deepEqual(addOn, { parent_subscription_id: baseId, order_id: before.id, term_from: '2026-01-21', term_until: '2027-01-21' });
    const [charge] = await rows('select charged_from, charged_until, period_days, amount_minor from charge where customer_id = $c');
    // 11 June to 20 June are 10 of 31 days; ten seats at 4.00 are 40.00 a month.
    assert.deepEqual(charge, { charged_from: '2026-06-11', charged_until: '2026-06-21', period_days: 31, amount_minor: 1290 });
    const [entry] = await rows('select operation_type from audit_entry where customer_id = $c');
    assert.equal(entry?.['operation_type'], 'update_order');
  });

  const refused: [name: string, seed: object, offerId: string, quantity: number, expected: unknown[]][] = [
    ['more seats than the base', { offer: e3, quantity: 9 }, audio.id, 10, [403, 800088, 'add_on_exceeds_base']],
    ['a base that it does not fit', { offer: basic }, offer('domestic-calling-plan').id, 1, [400, 800029, 'add_on_not_for_base']],
    ['a suspended base', { offer: e3, status: 'suspended' }, audio.id, 1, [409, 27009, 'base_not_active']],
    ['an add-on without a price', { offer: e3 }, archiving.id, 1, [400, 800029, 'add_on_not_for_base']],
    ['what is no add-on', { offer: e3 }, basic.id, 1, [400, 800029, 'not_an_add_on']],
  ];
  for (const [name, seed, offerId, quantity, expected] of refused) {
    test(`${String(expected[0])}/${String(expected[1])}: ${name}`, async () => {
      const parentSubscriptionId = await plantSubscription(db, { partnerId, customerId }, seed as never);
      const order = (await ask(orders())).body.items[0];
      const before = await fingerprint(db);
      const answer = await ask(`${orders()}/${order.id}`, {
        method: 'PATCH',
        body: { lineItems: [{ offerId, quantity, parentSubscriptionId }] },
      });
      assert.deepEqual(pick(answer), expected);
      assert.equal(await fingerprint(db), before);
    });
  }

  test('400: a base of another order, and no base at all; 404/20000: an order that is not there', async () => {
    await plantSubscription(db, { partnerId, customerId }, { offer: e3, createdOn: '2026-01-01' });
    const other = await plantSubscription(db, { partnerId, customerId }, { offer: e3, createdOn: '2026-02-01' });
    const order = (await ask(orders())).body.items[1];
    const patch = (item: object, id = order.id) =>
      ask(`${orders()}/${id}`, { method: 'PATCH', body: { lineItems: [{ offerId: audio.id, quantity: 1, ...item }] } });
    assert.deepEqual(pick(await patch({ parentSubscriptionId: other })), [400, 2000, 'lineItems[0].parentSubscriptionId']);
    assert.deepEqual(pick(await patch({})), [400, 2000, 'lineItems[0].parentSubscriptionId']);
    assert.deepEqual(pick(await patch({ parentSubscriptionId: other }, newId())), [404, 20000, undefined]);
  });
});

describe('PATCH …/orders/{id}: billing cycle', () => {
  const change = (id: string, billingCycle: unknown, more: object = {}) =>
    ask(`${orders()}/${id}`, { method: 'PATCH', body: { id, referenceCustomerId: customerId, billingCycle, lineItems: [], ...more } });

  test('200: the paid rest comes back, a new term is charged, all of the order and what hangs on it move', async () => {
    const baseId = await plantSubscription(
      db,
      { partnerId, customerId },
      { offer: e3, quantity: 3, createdOn: '2026-05-21', unitPriceMinor: 2300 },
    );
    await plantSubscription(
      db,
      { partnerId, customerId },
      { offer: audio, quantity: 3, parentId: baseId, createdOn: '2026-05-21', unitPriceMinor: 400 },
    );
    const order = (await ask(orders())).body.items.find((each: any) => each.lineItems[0].subscriptionId === baseId);
    const { status, body } = await change(order.id, 'Annual', { lineItems: order.lineItems });
    assert.deepEqual([status, body.billingCycle], [200, 'annual']);
    assert.deepEqual(
      await rows(
        'select billing_cycle, term_from, term_until, unit_price_minor, version from subscription where customer_id = $c order by unit_price_minor',
      ),
      [
        { billing_cycle: 'annual', term_from: '2026-06-11', term_until: '2027-06-11', unit_price_minor: 4800, version: 2 },
        { billing_cycle: 'annual', term_from: '2026-06-11', term_until: '2027-06-11', unit_price_minor: 27600, version: 2 },
      ],
    );
    const lines = await rows(
      `select charge_type, charged_from, charged_until, amount_minor from charge where customer_id = $c and subscription_id = '${baseId}' and cause = 'cycle_change' order by amount_minor`,
    );
    assert.deepEqual(lines, [
      // 11 to 20 June are 10 of the 31 days from 21 May.
      {
        charge_type: 'Prorate fees when convert to a new offering',
        charged_from: '2026-06-11',
        charged_until: '2026-06-21',
        amount_minor: -2226,
      },
      {
        charge_type: 'Prorate fees when convert away from current offering',
        charged_from: '2026-06-11',
        charged_until: '2027-06-11',
        amount_minor: 82800,
      },
    ]);
    assert.equal((await rows(`select 1 from audit_entry where customer_id = $c and operation_type = 'update_order'`)).length, 1);
  });

  test('back and forth on one day costs nothing', async () => {
    const { body: order } = await buy([line(basic.id, 5)]);
    await change(order.id, 'annual');
    await change(order.id, 'monthly');
    const [{ total } = { total: null }] = await rows('select sum(amount_minor)::int as total from charge where customer_id = $c');
    assert.equal(total, 3000);
  });

  test('the cycle that it has asks for nothing', async () => {
    const { body: order } = await buy([line(basic.id, 5)]);
    const before = await fingerprint(db);
    assert.equal((await change(order.id, 'monthly', { lineItems: order.lineItems })).status, 200);
    assert.equal(await fingerprint(db), before);
  });

  const refused: [name: string, seed: object, cycle: string, expected: unknown[]][] = [
    [
      'a suspended subscription in the order',
      { offer: basic, status: 'suspended' },
      'annual',
      [400, 6000, 'order_has_inactive_subscription'],
    ],
    ['a trial', { offer: trial, billingCycle: 'none', quantity: 25 }, 'annual', [400, 6001, 'offer_does_not_support_billing_cycle']],
    ['an offer without a price', { offer: offer('o365-f3') }, 'annual', [403, 2085, 'price_missing']],
    ['a cycle of later offers', { offer: basic }, 'biennial', [400, 2000, 'billingCycle']],
  ];
  for (const [name, seed, cycle, expected] of refused) {
    test(`${String(expected[0])}/${String(expected[1])}: ${name}`, async () => {
      await plantSubscription(db, { partnerId, customerId }, seed as never);
      const order = (await ask(orders())).body.items[0];
      const subscriptions = () => rows('select * from subscription where customer_id = $c');
      const before = await subscriptions();
      assert.deepEqual(pick(await change(order.id, cycle)), expected);
      assert.deepEqual(await subscriptions(), before);
    });
  }

  test('400: add-ons and a cycle in one request; 403/900150 for a role that may not', async () => {
    const { body: order } = await buy([line(e3.id, 5)]);
    const item = { offerId: audio.id, quantity: 1, parentSubscriptionId: order.lineItems[0].subscriptionId };
    assert.deepEqual(pick(await change(order.id, 'annual', { lineItems: [item] })), [400, 2000, 'billingCycle']);
    actAs(agentOf(partnerId, 'sales_agent'));
    assert.deepEqual(pick(await change(order.id, 'annual')), [403, 900150, 'global_admin']);
    actAs(agentOf(partnerId, 'billing_admin'));
    assert.equal((await change(order.id, 'annual')).status, 200);
    assert.deepEqual(pick(await change(order.id, 'annual', { lineItems: [item] })), [403, 900150, 'global_admin']);
  });
});

function pick({ status, body }: { status: number; body: any }): unknown[] {
  return [status, body.code, body.data[0]];
}
