import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { line, openShop, pick } from '../../../../test/shop.ts';
import { agentOf, fingerprint, NOW, plantSubscription } from '../../../../test/tenant.ts';
import { newId } from '../../../platform/clock.ts';

const { actAs, ask, buy, buyer, db, offer, orders, partnerId, rows } = await openShop();
const basic = offer('m365-business-basic');
const e3 = offer('o365-e3');
const audio = offer('audio-conferencing');

const change = (id: string, billingCycle: unknown) => ask(`${orders()}/${id}`, { method: 'PATCH', body: { billingCycle, lineItems: [] } });

test('201 of the preview, like every preview that is kept: the same lines and total as the change, and nothing is written', async () => {
  const { body: order } = await buy([line(e3.id, 3)]);
  const before = await fingerprint(db);
  const preview = (cycle: unknown) => ask(`${orders()}/${order.id}/cyclepreviews`, { method: 'POST', body: { billingCycle: cycle } });
  const { status, body } = await preview('annual');
  assert.deepEqual(
    [status, body.isPossible, body.reasons, body.total, body.term],
    [201, true, [], { amount: 759, currency: 'USD' }, { startDate: '2026-06-11', endDate: '2027-06-10' }],
  );
  assert.deepEqual(
    body.lines.map((each: any) => [each.chargeType, each.quantity, each.amount.amount]),
    [
      ['Prorate fees when convert to a new offering', 3, -69],
      ['Prorate fees when convert away from current offering', 3, 828],
    ],
  );
  assert.deepEqual(body.subscriptions[0].unitPrice, {
    before: { amount: 23, currency: 'USD' },
    after: { amount: 276, currency: 'USD' },
  });
  assert.deepEqual(body.nextPeriod, {
    before: { total: { amount: 69, currency: 'USD' }, billingCycle: 'monthly', months: 1 },
    after: { total: { amount: 828, currency: 'USD' }, billingCycle: 'annual', months: 12 },
  });
  assert.match(body.promiseHash, /^[0-9a-f]{64}$/);
  // Nothing but the promise is kept.
  assert.equal((await rows('delete from change_preview where customer_id = $c returning 1')).length, 1);
  assert.equal(await fingerprint(db), before);
  assert.equal((await change(order.id, 'annual')).status, 200);
  const [{ total } = { total: null }] = await rows(
    `select sum(amount_minor)::int as total from charge where customer_id = $c and cause = 'cycle_change'`,
  );
  assert.equal(total, 75900);
});

describe('carried out by its preview', () => {
  const preview = async (id: string) =>
    (await ask(`${orders()}/${id}/cyclepreviews`, { method: 'POST', body: { billingCycle: 'annual' } })).body;
  const carryOut = (id: string, previewId: string, more: object = {}) =>
    ask(`${orders()}/${id}`, { method: 'PATCH', body: { previewId, ...more } });

  test('200 by its id alone: exactly that', async () => {
    const { body: order } = await buy([line(e3.id, 3)]);
    const promised = await preview(order.id);
    assert.equal((await carryOut(order.id, promised.id)).body.billingCycle, 'annual');
    const lines = await rows(`select amount_minor from charge where customer_id = $c and cause = 'cycle_change' order by charge_id`);
    assert.deepEqual(
      lines.map((each) => Number(each['amount_minor']) / 100),
      promised.lines.map((each: any) => each.amount.amount),
    );
  });
  test('409 with each difference, and nothing is done: seats were added, or another cycle is asked for', async () => {
    const { body: order } = await buy([line(e3.id, 3)]);
    const promised = await preview(order.id);
    await db.read('update subscription set quantity = 4 where customer_id = $1', [buyer().customerId]);
    const before = await fingerprint(db);
    const differing = async (more: object) => {
      const { status, body } = await carryOut(order.id, promised.id, more);
      return [status, body.code, body.data.map((each: string) => JSON.parse(each).what)];
    };
    assert.deepEqual(await differing({}), [409, 900279, ['quantity', 'line 1', 'line 2', 'total']]);
    assert.equal((await differing({ billingCycle: 'monthly' }))[2][0], 'billingCycle');
    assert.equal(await fingerprint(db), before);
  });
  test('404 for one that is not there, of another order, or expired; 400 with add-ons', async () => {
    const { body: order } = await buy([line(e3.id, 3)]);
    const { body: other } = await buy([line(basic.id, 3)]);
    const promised = await preview(order.id);
    const item = { offerId: audio.id, quantity: 1, parentSubscriptionId: order.lineItems[0].subscriptionId };
    const answers = [
      await carryOut(order.id, newId()),
      await carryOut(other.id, promised.id),
      await carryOut(order.id, promised.id, { lineItems: [item] }),
    ];
    await db.read('update change_preview set expires_at = $2 where customer_id = $1', [buyer().customerId, new Date(NOW.getTime() - 1)]);
    answers.push(await carryOut(order.id, promised.id));
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.code]),
      [
        [404, 1000],
        [404, 1000],
        [400, 2000],
        [404, 1000],
      ],
    );
  });
  test('the margin for who may see it: a billing admin, who reads the bills', async () => {
    const { body: order } = await buy([line(e3.id, 3)]);
    await db.read('insert into customer_margin (customer_id, partner_id, basis_points, set_at) values ($1, $2, 1000, now())', [
      buyer().customerId,
      partnerId,
    ]);
    actAs(agentOf(partnerId, 'billing_admin'));
    assert.deepEqual((await preview(order.id)).resale, { marginBasisPoints: 1000, total: { amount: 834.9, currency: 'USD' } });
  });
});

test('the preview tells every reason, with what would help', async () => {
  await plantSubscription(db, buyer(), { offer: basic, status: 'suspended' });
  const order = (await ask(orders())).body.items[0];
  const { body } = await ask(`${orders()}/${order.id}/cyclepreviews`, {
    method: 'POST',
    body: { billingCycle: 'annual' },
    headers: { 'X-Locale': 'zh-TW' },
  });
  assert.deepEqual(
    [body.isPossible, body.reasons.map((each: any) => [each.code, each.remedies[0].kind])],
    [false, [['order_has_inactive_subscription', 'reactivate']]],
  );
  assert.match(body.reasons[0].description, /訂單/);
});

test('the preview: 400 for a cycle of later offers, 403 for a role that may not, 404 for another order and customer', async () => {
  const { body: order } = await buy([line(e3.id, 3)]);
  const preview = (path: string, billingCycle = 'annual') => ask(`${path}/cyclepreviews`, { method: 'POST', body: { billingCycle } });
  assert.deepEqual(pick(await preview(`${orders()}/${order.id}`, 'biennial')), [400, 2000, 'billingCycle']);
  assert.deepEqual(pick(await preview(`${orders()}/${newId()}`)), [404, 20000, undefined]);
  assert.deepEqual(pick(await preview(`/v1/customers/${newId()}/orders/${order.id}`)), [404, 60003, undefined]);
});
