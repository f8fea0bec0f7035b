import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openShop, pick } from '../../../../test/shop.ts';
import { fingerprint, plantSubscription } from '../../../../test/tenant.ts';
import { newId } from '../../../platform/clock.ts';

const { ask, buyer, db, offer, orders, rows } = await openShop();
const basic = offer('m365-business-basic');
const e3 = offer('o365-e3');
const archiving = offer('exchange-online-archiving-exo');
const audio = offer('audio-conferencing');

describe('PATCH …/orders/{id}: add-ons', () => {
  test('200: an add-on hangs on its base, shares its term, and costs the rest of the period', async () => {
    const baseId = await plantSubscription(db, buyer(), { offer: e3, quantity: 20, createdOn: '2026-01-21' });
    const before = (await ask(orders())).body.items[0];
    const { status, body } = await ask(`${orders()}/${before.id}`, {
      method: 'PATCH',
      body: {
        referenceCustomerId: buyer().customerId,
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
      const parentSubscriptionId = await plantSubscription(db, buyer(), seed as never);
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
    await plantSubscription(db, buyer(), { offer: e3, createdOn: '2026-01-01' });
    const other = await plantSubscription(db, buyer(), { offer: e3, createdOn: '2026-02-01' });
    const order = (await ask(orders())).body.items[1];
    const patch = (item: object, id = order.id) =>
      ask(`${orders()}/${id}`, { method: 'PATCH', body: { lineItems: [{ offerId: audio.id, quantity: 1, ...item }] } });
    assert.deepEqual(pick(await patch({ parentSubscriptionId: other })), [400, 2000, 'lineItems[0].parentSubscriptionId']);
    assert.deepEqual(pick(await patch({})), [400, 2000, 'lineItems[0].parentSubscriptionId']);
    assert.deepEqual(pick(await patch({ parentSubscriptionId: other }, newId())), [404, 20000, undefined]);
  });
});
