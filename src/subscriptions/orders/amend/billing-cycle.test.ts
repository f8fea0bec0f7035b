import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { line, openShop, pick } from '../../../../test/shop.ts';
import { agentOf, fingerprint, plantSubscription } from '../../../../test/tenant.ts';

const { actAs, ask, buy, buyer, db, offer, orders, partnerId, rows } = await openShop();
const basic = offer('m365-business-basic');
const e3 = offer('o365-e3');
const audio = offer('audio-conferencing');
const trial = offer('m365-business-standard-trial');

describe('PATCH …/orders/{id}: billing cycle', () => {
  const change = (id: string, billingCycle: unknown, more: object = {}) =>
    ask(`${orders()}/${id}`, {
      method: 'PATCH',
      body: { id, referenceCustomerId: buyer().customerId, billingCycle, lineItems: [], ...more },
    });

  test('200: the paid rest comes back, a new term is charged, all of the order and what hangs on it move', async () => {
    const baseId = await plantSubscription(db, buyer(), { offer: e3, quantity: 3, createdOn: '2026-05-21', unitPriceMinor: 2300 });
    await plantSubscription(db, buyer(), { offer: audio, quantity: 3, parentId: baseId, createdOn: '2026-05-21', unitPriceMinor: 400 });
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

  test('what is removed says no more which cycle the order has', async () => {
    const { body: order } = await buy([line(basic.id, 5), line(e3.id, 3)]);
    const [first] = order.lineItems;
    await rows(`update subscription set status = 'deleted' where customer_id = $c and subscription_id = '${first.subscriptionId}'`);
    assert.equal((await change(order.id, 'annual')).body.billingCycle, 'annual');
    const found = await ask(`${orders()}?billingType=annual`);
    assert.deepEqual(
      found.body.items.map(({ id }: any) => id),
      [order.id],
    );
    const before = await fingerprint(db);
    assert.equal((await change(order.id, 'annual')).status, 200);
    assert.equal(await fingerprint(db), before, 'a second term was charged');
    assert.equal((await change(order.id, 'monthly')).body.billingCycle, 'monthly');
    assert.deepEqual(await rows(`select billing_cycle from subscription where customer_id = $c and status = 'active'`), [
      { billing_cycle: 'monthly' },
    ]);
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
      await plantSubscription(db, buyer(), seed as never);
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
