import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changeWorld } from '../../../test/subscription-changes.ts';
import { agentOf, NOW, plantPartner, plantSubscription, type SubscriptionSeed } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const { db, tenant, server, basic, urlOf, customerWith, patch, linesOf, nobodyWrites } = await changeWorld();
const stranger = await plantPartner(db);

describe('status', () => {
  test('suspended: the rest of the period comes back, seats stay, nothing is charged any more', async () => {
    const { customerId, id, url } = await customerWith();
    const { body } = await patch(url, { status: 'suspended' });
    assert.deepEqual([body.status, body.quantity, body.actions], ['suspended', 10, ['edit']]);
    assert.deepEqual(await linesOf(customerId, id), [['Cancel fee', '2026-06-11', '2026-07-01', 10, -3333]]);
  });
  test('suspended and reactivated on one day sums to zero', async () => {
    const { customerId, url } = await customerWith();
    await patch(url, { status: 'Suspended' });
    const { body } = await patch(url, { status: 1 });
    assert.equal(body.status, 'active');
    assert.deepEqual(
      (await linesOf(customerId)).map((line) => [line[0], line[4]]),
      [
        ['Cancel fee', -3333],
        ['Prorate fees when activate', 3333],
      ],
    );
  });
  test('within 30 days of the purchase everything comes back', async () => {
    const { customerId, url } = await customerWith({ createdOn: '2026-05-20' });
    await patch(url, { status: 'suspended' });
    assert.deepEqual(await linesOf(customerId), [['Cancel fee', '2026-05-20', '2026-06-20', 10, -5000]]);
  });
  test('cancelled: gone for good, with every licence of the product', async () => {
    const { customerId, url } = await customerWith({}, ['ada', 'bob']);
    assert.deepEqual((await patch(url, { status: 'deleted' })).body.status, 'deleted');
    assert.equal((await db.read(`select 1 from license where customer_id = $1`, [customerId])).rowCount, 0);
    const again = await patch(url, { status: 'active' });
    assert.deepEqual([again.status, again.body.code], [400, 2011]);
  });
  test('licences stay where another subscription gives the product', async () => {
    const { customerId, partnerId, url } = await customerWith({}, ['ada']);
    await plantSubscription(db, { partnerId, customerId }, { offer: basic, quantity: 1 });
    await patch(url, { status: 'deleted' });
    assert.equal((await db.read(`select 1 from license where customer_id = $1`, [customerId])).rowCount, 1);
  });
  for (const [who, recordedBy] of [
    ['this partner', tenant.partnerId],
    ['another partner', stranger],
    ['the operator', null],
  ] as const) {
    test(`licences stay where the product is held elsewhere by the note of ${who}`, async () => {
      const { customerId, url } = await customerWith({}, ['ada']);
      await db.read(
        `insert into entitlement (customer_id, entitlement_id, channel, offer_id, quantity, status, held_since, recorded_at, recorded_by)
         values ($1, $2, 'web_direct', $3, 5, 'active', '2025-01-01', $4, $5)`,
        [customerId, newId(), basic.id, NOW, recordedBy],
      );
      const { body } = await patch(url, { status: 'deleted' });
      assert.equal(body.status, 'deleted');
      assert.equal((await db.read(`select 1 from license where customer_id = $1`, [customerId])).rowCount, 1);
    });
  }
  test('a reactivated one whose term ended goes on in the next term, at the price of its first day', async () => {
    const { customerId, url } = await customerWith({ status: 'suspended', createdOn: '2025-06-01', unitPriceMinor: 123 });
    await db.read(`update subscription set suspended_at = '2026-05-20T00:00:00Z' where customer_id = $1`, [customerId]);
    const { body } = await patch(url, { status: 'active' });
    assert.deepEqual([body.effectiveStartDate, body.commitmentEndDate], ['2026-06-01T00:00:00Z', '2027-05-31T00:00:00Z']);
    const [[chargeType, from, until, quantity] = []] = await linesOf(customerId);
    assert.deepEqual([chargeType, from, until, quantity], ['Prorate fees when activate', '2026-06-11', '2026-07-01', 10]);
    assert.equal(
      (await db.read<{ price: number }>(`select unit_price_minor as price from subscription where customer_id = $1`, [customerId])).rows[0]
        ?.price,
      600,
    );
  });
  const illegal: [from: string, to: string, code: number][] = [
    ['active', 'expired', 800040],
    ['active', 'pending', 800040],
    ['suspended', 'disabled', 800040],
    ['deleted', 'active', 2011],
    ['pending', 'active', 800081],
  ];
  for (const [from, to, code] of illegal) {
    test(`400/${code}: from ${from} to ${to}`, async () => {
      const { url } = await customerWith({ status: from });
      const answer = await patch(url, { status: to });
      assert.deepEqual([answer.status, answer.body.code], [400, code]);
    });
  }
  test('the words of typed clients for "not set" ask for nothing', async () => {
    const { url } = await customerWith();
    await nobodyWrites(async () => assert.equal((await patch(url, { status: 0, billingCycle: 'Unknown', partnerId: '' })).status, 200));
  });
  test('not while an upgrade still has people here', async () => {
    const { customerId, partnerId, id, url } = await customerWith();
    await db.read(
      `insert into upgrade (customer_id, upgrade_id, partner_id, source_subscription_id, target_subscription_id, upgrade_type, quantity, users_moved, users_left_behind, state, submitted_at)
       values ($1, $2, $3, $4, $4, 'upgrade_only', 1, 0, 2, 'finishing', $5)`,
      [customerId, newId(), partnerId, id, NOW],
    );
    const answer = await patch(url, { status: 'deleted' });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [409, 900278, ['upgrade_unfinished']]);
  });
  test('a billing admin reads; a user management admin changes seats and not the status', async () => {
    const { url } = await customerWith();
    server.actAs(agentOf(tenant.partnerId, 'user_management_admin'));
    const answers = [
      await patch(url, { quantity: 11 }),
      await patch(url, { status: 'suspended' }),
      await patch(url, { autoRenewEnabled: false }),
    ];
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.body.code]),
      [
        [200, undefined],
        [403, 900150],
        [403, 900150],
      ],
    );
  });
});

describe('add-ons', () => {
  const archive = tenant.offer('exchange-online-archiving-exo');
  async function withAddOn(seed: Partial<SubscriptionSeed> = {}, base: Partial<SubscriptionSeed> = {}) {
    const customer = await customerWith(base);
    const addOn = await plantSubscription(db, customer, {
      offer: archive,
      parentId: customer.id,
      createdOn: '2026-01-01',
      unitPriceMinor: 300,
      ...seed,
    });
    return { ...customer, addOn, addOnUrl: urlOf(customer.customerId, addOn) };
  }
  const stateOf = async (url: string) => {
    const { body } = await server.ask(url);
    return [body.status, body.quantity, body.suspensionReasons];
  };

  test('are suspended with their base, and active again with it', async () => {
    const { url, addOnUrl, customerId } = await withAddOn();
    await patch(url, { status: 'suspended' });
    assert.deepEqual(await stateOf(addOnUrl), ['suspended', 10, ['BaseSuspended']]);
    await patch(url, { status: 'active' });
    assert.deepEqual(await stateOf(addOnUrl), ['active', 10, []]);
    assert.equal(
      (await linesOf(customerId)).reduce((total, line) => total + line[4], 0),
      0,
    );
  });
  test('one that was suspended by itself stays so', async () => {
    const { url, addOnUrl } = await withAddOn();
    await patch(addOnUrl, { status: 'suspended' });
    await patch(url, { status: 'suspended' });
    await patch(url, { status: 'active' });
    assert.equal((await stateOf(addOnUrl))[0], 'suspended');
  });
  test('409/27009: not active while the base is not', async () => {
    const { addOnUrl } = await withAddOn({ status: 'suspended' }, { status: 'suspended' });
    const answer = await patch(addOnUrl, { status: 'active' });
    assert.deepEqual([answer.status, answer.body.code], [409, 27009]);
  });
  test('are cancelled with their base', async () => {
    const { url, addOnUrl } = await withAddOn();
    await patch(url, { status: 'deleted' });
    assert.equal((await stateOf(addOnUrl))[0], 'deleted');
  });
  test('go down with the seats of their base, and are on the bill', async () => {
    const { url, addOnUrl, customerId, addOn } = await withAddOn();
    await patch(url, { quantity: 4 });
    assert.deepEqual(await stateOf(addOnUrl), ['active', 4, []]);
    assert.deepEqual(
      (await linesOf(customerId, addOn)).map((line) => [line[3], line[4]]),
      [
        [10, -3000],
        [10, 1000],
        [4, 800],
      ],
    );
  });
  test('stay where there are fewer of them', async () => {
    const { url, addOnUrl } = await withAddOn({ quantity: 3 });
    await patch(url, { quantity: 4 });
    assert.equal((await stateOf(addOnUrl))[1], 3);
  });
  test('403/800088: more than the base has seats; as many go', async () => {
    const { addOnUrl } = await withAddOn({ quantity: 5 });
    assert.equal((await patch(addOnUrl, { quantity: 10 })).status, 200);
    const answer = await patch(addOnUrl, { quantity: 11 });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [403, 800088, ['add_on_exceeds_base']]);
  });
  test('what is sold by the gigabyte has no such limit', async () => {
    const { addOnUrl, url } = await withAddOn({ offer: tenant.offer('extra-file-storage') });
    assert.equal((await patch(addOnUrl, { quantity: 500 })).status, 200);
    await patch(url, { quantity: 4 });
    assert.equal((await stateOf(addOnUrl))[1], 500);
  });
});
