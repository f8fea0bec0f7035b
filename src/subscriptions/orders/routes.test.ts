import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { line, openShop, pick } from '../../../test/shop.ts';
import { agentOf, plantPartner, plantSubscription } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const { actAs, ask, buy, buyer, db, offer, orders, rows } = await openShop();
const basic = offer('m365-business-basic');
const e3 = offer('o365-e3');
const trial = offer('m365-business-standard-trial');

describe('POST …/orders', () => {
  for (const [locale, name] of [
    ['zh-TW', e3.name.zhTW],
    ['fr-FR', e3.name.en],
  ] as const) {
    test(`what nobody names has the name of its offer in the language of the request: ${locale}`, async () => {
      const { body } = await buy([line(e3.id, 1)], { billingCycle: 'monthly' }, { 'X-Locale': locale });
      assert.equal(body.lineItems[0].friendlyName, name);
      assert.deepEqual(await rows('select friendly_name from subscription where customer_id = $c'), [{ friendly_name: name }]);
    });
  }
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
      resource_uri: `/customers/${buyer().customerId}/subscriptions/${item.subscriptionId}`,
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
    const raw = `{"Id":null,"ReferenceCustomerId":"${buyer().customerId.toUpperCase()}","BillingCycle":"Annual","TransactionType":null,"Status":null,
      "LineItems":[{"LineItemNumber":0,"OfferId":"${e3.id}","SubscriptionId":null,"ParentSubscriptionId":"","FriendlyName":null,"Quantity":"2","PartnerIdOnRecord":null,"Attributes":{"ObjectType":"OrderLineItem"}}],
      "CreationDate":null,"Links":null,"Attributes":{"Etag":null,"ObjectType":"Order"}}`;
    const { status, body } = await ask(orders(), { method: 'POST', raw });
    assert.deepEqual([status, body.billingCycle, body.lineItems[0].quantity], [201, 'annual', 2]);
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
    const id = await plantSubscription(db, buyer(), { offer: basic, status: 'deleted' });
    const { body } = await ask(orders());
    assert.deepEqual([body.items[0].id, body.items[0].status, body.items[0].lineItems[0].subscriptionId], [id, 'cancelled', id]);
  });

  test('an indirect reseller sees the orders that carry its number, and no others', async () => {
    const reseller = await plantPartner(db);
    await db.read(`update partner set mpn_id = '8151' where partner_id = $1`, [reseller]);
    const { body: before } = await buy([line(e3.id, 1)]);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [buyer().customerId, reseller]);
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
