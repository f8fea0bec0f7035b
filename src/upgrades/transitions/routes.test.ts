import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { STANDARD } from '../../../test/new-commerce.ts';
import { fingerprint, plantSubscription } from '../../../test/tenant.ts';
import { BOUGHT, E1, statuses, transitionWorld } from '../../../test/transitions.ts';
import { newId } from '../../platform/clock.ts';

const { ask, at, buy, db, heldBy, later, linesOf, newCustomer, run, tenant, withSeats } = await transitionWorld();

describe('the published example', () => {
  test('300 seats become another product: the same id and term, all users along', async () => {
    const { customerId, id, turn, read } = await withSeats(300, ['ada', 'bob']);
    const { status, body } = await turn({ toCatalogItemId: E1, quantity: 300, transitionType: 'transition_with_license_transfer' });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(
      [body.fromSubscriptionId, body.toSubscriptionId, body.fromCatalogItemId, body.toCatalogItemId, body.quantity, body.billingCycle],
      [id, id, STANDARD, E1, 300, 'monthly'],
    );
    assert.deepEqual(statuses(body), ['Conversion Completed', 'LicenseReassignment Completed']);
    const shown = await read();
    assert.deepEqual(
      [shown.offerId, shown.offerName, shown.quantity, shown.commitmentEndDate, shown.refundableQuantity.totalQuantity],
      [E1, 'Office 365 E1', 300, '2027-06-17T00:00:00Z', 0],
    );
    assert.deepEqual(await linesOf(customerId), [
      ['new', '2026-06-18', '2026-07-18', 300, 302400],
      ['convert', '2026-06-25', '2026-07-18', 300, -231600],
      ['convert', '2026-06-25', '2026-07-18', 300, 147600],
    ]);
    assert.deepEqual(await heldBy(customerId), { ada: 'STANDARDPACK', bob: 'STANDARDPACK' });
    at('2026-07-18T01:00:00Z');
    await run();
    assert.deepEqual((await linesOf(customerId)).at(-1), ['cycleCharge', '2026-07-18', '2026-08-18', 300, 192900]);
  });

  test('100 of 300 seats: a second subscription that ends on the same day, nobody moved', async () => {
    const { customerId, id, turn, read } = await withSeats(300, ['ada']);
    const { body } = await turn({ ToCatalogItemId: E1, Quantity: 100, TransitionType: 'TransitionWithLicenseTransfer' });
    assert.deepEqual([statuses(body), body.transitionType], [['Conversion Completed'], 'transition_only']);
    assert.notEqual(body.toSubscriptionId, id);
    const other = (await ask(`/v1/customers/${customerId}/subscriptions/${body.toSubscriptionId}`)).body;
    assert.deepEqual(
      [other.offerId, other.quantity, other.commitmentEndDate, other.effectiveStartDate, other.refundableQuantity.totalQuantity],
      [E1, 100, '2027-06-17T00:00:00Z', '2026-06-18T00:00:00Z', 0],
    );
    assert.equal((await read()).quantity, 200);
    assert.deepEqual((await linesOf(customerId)).slice(1), [
      ['convert', '2026-06-25', '2026-07-18', 100, -77200],
      ['convert', '2026-06-25', '2026-07-18', 100, 49200],
    ]);
    assert.deepEqual(await heldBy(customerId), { ada: 'O365_BUSINESS_PREMIUM' });
  });
});

test('seats that leave keep the day of the month on which the source began, which this month may not have', async () => {
  const { customerId, turn } = await withSeats(3, []);
  await db.read(`update subscription set term_from = '2026-06-30', term_until = '2027-06-30', anchor_day = 31 where customer_id = $1`, [
    customerId,
  ]);
  at('2026-07-20T09:00:00Z');
  await turn({ toCatalogItemId: E1, quantity: 1, transitionType: 'transition_only' });
  const { rows } = await db.read('select anchor_day from subscription where customer_id = $1', [customerId]);
  assert.deepEqual(rows, [{ anchor_day: 31 }, { anchor_day: 31 }]);
  assert.deepEqual((await linesOf(customerId)).at(-1)?.slice(1, 3), ['2026-07-20', '2026-07-31']);
});

describe('what a subscription can become', () => {
  test('each product with both ways and the subscriptions that could take the seats in', async () => {
    const { customerId, eligible } = await withSeats(10);
    at(BOUGHT);
    const there = await buy(customerId, E1, 5);
    at('2026-06-25T08:59:59Z');
    const inWindow = (await eligible()).find((item: any) => item.catalogItemId === E1);
    assert.deepEqual(
      [inWindow.title, inWindow.quantity, inWindow.eligibilities.map((way: any) => [way.transitionType, way.isEligible])],
      [
        'Office 365 E1',
        10,
        [
          ['transition_only', true],
          ['transition_with_license_transfer', false],
        ],
      ],
    );
    assert.deepEqual(
      inWindow.subscriptionEligibilities.map((each: any) => [each.subscriptionId, each.isEligible, each.errors[0].code]),
      [[there.id, false, 2]],
    );
    at('2026-06-25T09:00:00Z');
    const open = (await eligible('?EligibilityType=Immediate')).find((item: any) => item.catalogItemId === E1);
    assert.deepEqual(
      [open.subscriptionEligibilities[0].isEligible, open.subscriptionEligibilities[0].subscriptionTermDuration],
      [true, 'P1Y'],
    );
    const scheduled = (await eligible('?eligibilityType=scheduled')).find((item: any) => item.catalogItemId === E1);
    assert.deepEqual(scheduled.subscriptionEligibilities, []);
    // Without a price it cannot be bought, and that is said.
    const unpriced = (await eligible()).find((item: any) => item.catalogItemId.startsWith('CFQ7TTC0LF8S'));
    assert.deepEqual([unpriced.eligibilities[0].isEligible, unpriced.eligibilities[0].reasons[0].code], [false, 'price_missing']);
  });
  test('a subscription of the licence-based catalogue becomes nothing here', async () => {
    later();
    const customerId = await newCustomer();
    const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('m365-business-basic') });
    const url = `/v1/customers/${customerId}/subscriptions/${id}`;
    assert.deepEqual((await ask(`${url}/transitionEligibilities`)).body.items, []);
    const refused = await ask(`${url}/transitions`, { method: 'POST', body: { toCatalogItemId: E1, quantity: 1 } });
    assert.deepEqual([refused.status, refused.body.code, refused.body.data], [403, 900263, ['not_new_commerce']]);
  });
});

describe('another term', () => {
  test('longer than the source’s begins today', async () => {
    const { turn, read, customerId } = await withSeats(10);
    const { body } = await turn({ toCatalogItemId: E1, termDuration: 'P3Y' });
    assert.deepEqual([statuses(body)[0], (await read()).commitmentEndDate], ['Conversion Completed', '2029-06-24T00:00:00Z']);
    assert.deepEqual((await linesOf(customerId)).slice(1), [
      ['convert', '2026-06-25', '2026-07-18', 10, -7720],
      ['convert', '2026-06-25', '2026-07-25', 10, 6000],
    ]);
  });
});

describe('asked twice', () => {
  test('with one request id it happens once, and both read the same', async () => {
    const { turn, customerId } = await withSeats(10);
    const headers = { 'MS-RequestId': newId() };
    const [first, second] = await Promise.all([
      turn({ toCatalogItemId: E1, quantity: 4 }, headers),
      turn({ toCatalogItemId: E1, quantity: 4 }, headers),
    ]);
    assert.deepEqual(second.body, first.body);
    assert.equal((await linesOf(customerId)).length, 3);
  });
});

describe('a preview', () => {
  test('shows what the operation then does, and writes nothing', async () => {
    const { turn, previewed, customerId } = await withSeats(3, ['ada', 'nowhere-bob']);
    const before = await fingerprint(db);
    const { status, body } = await previewed({ toCatalogItemId: E1 });
    assert.equal(status, 200);
    assert.equal(await fingerprint(db), before);
    assert.deepEqual(
      [body.isPossible, body.toSubscription.way, body.usersToMove, body.usersLeftBehind.length, body.total.amount],
      [true, 'in_place', 1, 1, -8.4],
    );
    assert.deepEqual(
      body.lines.map((line: any) => line.subscription),
      ['source', 'target'],
    );
    await turn({ toCatalogItemId: E1 });
    const done = (await linesOf(customerId)).slice(1).reduce((sum, line) => sum + line[4], 0);
    assert.equal(done, body.total.amount * 100);
  });
});

describe('who may not', () => {
  test('404: a customer that is unknown, and a subscription of nobody', async () => {
    const { customerId } = await withSeats(1);
    for (const [method, end] of [
      ['GET', 'transitioneligibilities'],
      ['GET', 'transitions'],
      ['POST', 'transitions'],
      ['POST', 'transitionpreviews'],
    ] as const) {
      const body = method === 'POST' ? { body: { toCatalogItemId: E1 } } : {};
      const unknown = await ask(`/v1/customers/${newId()}/subscriptions/${newId()}/${end}`, { method, ...body });
      const nobody = await ask(`/v1/customers/${customerId}/subscriptions/${newId()}/${end}`, { method, ...body });
      assert.deepEqual([unknown.status, unknown.body.code, nobody.status, nobody.body.code], [404, 60003, 404, 20003], end);
    }
  });
});
