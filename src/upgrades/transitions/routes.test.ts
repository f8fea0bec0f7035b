import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fingerprint, plantSubscription, plantUser, agentOf } from '../../../test/tenant.ts';
import { BASIC, E1, PREMIUM, STANDARD, transitionWorld } from '../../../test/transitions.ts';
import { newId } from '../../platform/clock.ts';

const world = await transitionWorld();
const { at, buy, newCustomer, linesOf, heldBy, tenant, db, run, server, agent } = world;
const standard = tenant.offer('m365-business-standard-nce');
const BOUGHT = '2026-06-18T09:00:00Z';
const LATER = '2026-06-25T10:00:00Z';
const statuses = (body: any) => body.events.map((event: any) => `${event.name} ${event.status}`);

/** A customer with seats of Business Standard since 18 June, a week later. */
async function withSeats(quantity: number, users: readonly string[] = [], offerId = STANDARD) {
  at(BOUGHT);
  const customerId = await newCustomer();
  const made = await buy(customerId, offerId, quantity);
  for (const name of users) await plantUser(db, { customerId }, name, [{ offer: standard }], name.startsWith('nowhere') ? null : 'DE');
  at(LATER);
  return { customerId, ...made };
}

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
    const other = (await world.ask(`/v1/customers/${customerId}/subscriptions/${body.toSubscriptionId}`)).body;
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
    at(LATER);
    const customerId = await newCustomer();
    const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('m365-business-basic') });
    const url = `/v1/customers/${customerId}/subscriptions/${id}`;
    assert.deepEqual((await world.ask(`${url}/transitionEligibilities`)).body.items, []);
    const refused = await world.ask(`${url}/transitions`, { method: 'POST', body: { toCatalogItemId: E1, quantity: 1 } });
    assert.deepEqual([refused.status, refused.body.code, refused.body.data], [403, 900263, ['not_new_commerce']]);
  });
});

describe('into an existing subscription', () => {
  async function withBoth(seats = 10, users: readonly string[] = []) {
    at(BOUGHT);
    const customerId = await newCustomer();
    const source = await buy(customerId, STANDARD, seats);
    const destination = await buy(customerId, E1, 5);
    for (const name of users) await plantUser(db, { customerId }, name, [{ offer: standard }]);
    at(LATER);
    return { customerId, source, destination };
  }
  test('all seats: they are moved over, the source is gone, the users sit on the new ones', async () => {
    const { customerId, source, destination } = await withBoth(2, ['ada', 'bob']);
    const { body } = await source.turn({ toCatalogItemId: E1, toSubscriptionId: destination.id.toUpperCase(), quantity: 2 });
    assert.deepEqual([statuses(body), body.toSubscriptionId], [['Conversion Completed', 'LicenseReassignment Completed'], destination.id]);
    assert.deepEqual([(await source.read()).status, (await destination.read()).quantity], ['deleted', 7]);
    assert.deepEqual((await linesOf(customerId)).slice(2), [
      ['convert', '2026-06-25', '2026-07-18', 2, -1544],
      ['moveQuantity', '2026-06-25', '2026-07-18', 2, 984],
    ]);
    assert.deepEqual(await heldBy(customerId), { ada: 'STANDARDPACK', bob: 'STANDARDPACK' });
    // What came by a transition cannot be given back.
    assert.equal((await destination.patch({ quantity: 6 })).body.code, 800090);
  });
  test('some seats: both go on', async () => {
    const { source, destination } = await withBoth();
    assert.equal((await source.turn({ toCatalogItemId: E1, toSubscriptionId: destination.id, quantity: 4 })).status, 200);
    assert.deepEqual([(await source.read()).quantity, (await destination.read()).quantity], [6, 9]);
  });
  test('not into the source, another product, one that is suspended, or one that can still be cancelled', async () => {
    const { customerId, source, destination } = await withBoth();
    const other = await buy(customerId, BASIC, 1);
    const fresh = await buy(customerId, E1, 1);
    const before = await fingerprint(db);
    const into = async (id: string) => {
      const { status, body } = await source.turn({ toCatalogItemId: E1, toSubscriptionId: id, quantity: 1 });
      return [status, body.code, ...body.data];
    };
    assert.deepEqual(await into(source.id), [400, 900259, 'destination_is_source']);
    assert.deepEqual(await into(other.id), [400, 900260, 'destination_other_product']);
    assert.deepEqual(await into(fresh.id), [400, 900261, 'destination_in_window']);
    assert.deepEqual(await into(newId()), [404, 20003]);
    assert.equal(await fingerprint(db), before);
    await destination.patch({ status: 'suspended' });
    assert.deepEqual(await into(destination.id), [400, 900258, 'destination_not_active']);
  });
  test('not into one with a shorter term, or one that ends a day earlier', async () => {
    at('2026-06-17T09:00:00Z');
    const customerId = await newCustomer();
    const short = await buy(customerId, STANDARD, 1);
    const long = await buy(customerId, STANDARD, 1, { termDuration: 'P3Y' });
    const destination = await buy(customerId, E1, 5);
    at(BOUGHT);
    const younger = await buy(customerId, STANDARD, 1);
    at(LATER);
    const from = async (source: typeof short) => {
      const { status, body } = await source.turn({ toCatalogItemId: E1, toSubscriptionId: destination.id, quantity: 1 });
      return [status, body.code, ...(body.data ?? [])];
    };
    assert.deepEqual(await from(long), [400, 900267, 'destination_term_shorter', 'destination_ends_earlier']);
    assert.deepEqual(await from(younger), [400, 900236, 'destination_ends_earlier']);
    assert.deepEqual((await from(short))[0], 200);
  });
});

describe('orders that cannot be', () => {
  const cases: [name: string, body: object, status: number, code: number, reason: string | null][] = [
    ['no seats', { toCatalogItemId: E1, quantity: 0 }, 400, 900275, 'transition_quantity'],
    ['a seat more than there are', { toCatalogItemId: E1, quantity: 11 }, 400, 900275, 'transition_quantity'],
    ['a shorter term', { toCatalogItemId: E1, termDuration: 'P1M' }, 400, 900267, 'transition_term_shorter'],
    ['a term that is none', { toCatalogItemId: E1, termDuration: 'P2Y' }, 400, 2000, 'termDuration'],
    ['a cycle that is none', { toCatalogItemId: E1, billingCycle: 'Triennial' }, 400, 2000, 'billingCycle'],
    ['a destination that is no id', { toCatalogItemId: E1, toSubscriptionId: '7' }, 400, 2000, 'toSubscriptionId'],
    ['a promotion', { toCatalogItemId: E1, promotionId: 'X' }, 400, 27007, null],
    ['a product that nobody knows', { toCatalogItemId: 'CFQ7TTC0ZZZZ:0001:CFQ7TTC0ZZZZ' }, 400, 800004, null],
  ];
  for (const [name, body, status, code, reason] of cases) {
    test(name, async () => {
      const { turn } = await withSeats(10);
      const before = await fingerprint(db);
      const answer = await turn(body);
      assert.deepEqual(
        [answer.status, answer.body.code, ...(reason === null ? [] : [answer.body.data[0]])],
        [status, code, ...(reason === null ? [] : [reason])],
      );
      assert.equal(await fingerprint(db), before);
    });
  }
  test('a cycle longer than the term', async () => {
    at(BOUGHT);
    const customerId = await newCustomer();
    const { turn } = await buy(customerId, BASIC, 1, { termDuration: 'P1M' });
    const { status, body } = await turn({ toCatalogItemId: STANDARD, billingCycle: 'Annual' });
    assert.deepEqual([status, body.code, body.data], [400, 900270, ['term_not_sold']]);
  });
});

describe('an operation that fails', () => {
  test('is recorded with its error, changes nothing, and is found by its id', async () => {
    const { turn, read, history, patch } = await withSeats(10);
    await patch({ status: 'suspended' });
    const { status, body } = await turn({ toCatalogItemId: E1 });
    assert.deepEqual([status, statuses(body), body.events[0].errors[0].code], [200, ['Conversion Failed'], 2]);
    assert.equal((await read()).offerId, STANDARD);
    assert.deepEqual(await history(`?operationId=${body.operationId}`), [body]);
    assert.deepEqual(await history(`?operationId=${newId()}`), []);
  });
  test('because the product does not follow', async () => {
    const { turn } = await withSeats(10);
    const { body } = await turn({ toCatalogItemId: PREMIUM });
    assert.deepEqual([statuses(body), body.events[0].errors[0].code], [['Conversion Failed'], 8]);
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

describe('users who cannot go along', () => {
  test('are work that ends: the one without a usage location, then retried', async () => {
    const { turn, customerId, history, id } = await withSeats(3, ['ada', 'nowhere-bob']);
    const { body } = await turn({ toCatalogItemId: E1 });
    assert.deepEqual(statuses(body), ['Conversion Completed', 'LicenseReassignment Failed']);
    assert.deepEqual(
      body.events[1].errors.map((error: any) => error.code),
      [12],
    );
    assert.deepEqual(await heldBy(customerId), { ada: 'STANDARDPACK', 'nowhere-bob': 'O365_BUSINESS_PREMIUM' });
    await db.read(`update directory_user set usage_location = 'DE' where customer_id = $1`, [customerId]);
    // A second one while it is unfinished would lose sight of them.
    const { rows } = await db.read<{ id: string }>(`select upgrade_id as id from upgrade where customer_id = $1`, [customerId]);
    assert.equal(rows[0]?.id, body.operationId);
    const retried = await world.ask(`/v1/customers/${customerId}/upgraderecords/${body.operationId}/retries`, { method: 'POST', body: {} });
    assert.ok(retried.status < 300, retried.text);
    assert.deepEqual(await heldBy(customerId), { ada: 'STANDARDPACK', 'nowhere-bob': 'STANDARDPACK' });
    const [after] = await history();
    assert.deepEqual(statuses(after).at(-1), 'LicenseReassignment Completed');
    assert.equal((await world.ask(`/v1/customers/${customerId}/subscriptions/${id}`)).body.quantity, 3);
  });
  test('a program turns the seats, and everybody waits for a person', async () => {
    const { turn, customerId } = await withSeats(2, ['ada']);
    server.actAs({ ...agentOf(tenant.partnerId), generation: 'newest' });
    const { body } = await turn({ toCatalogItemId: E1, transitionType: 1 });
    server.actAs(agent);
    assert.deepEqual(statuses(body), ['Conversion Completed', 'LicenseReassignment Failed']);
    assert.deepEqual(
      body.events[1].errors.map((error: any) => error.code),
      [5, 12],
    );
    assert.deepEqual(await heldBy(customerId), { ada: 'O365_BUSINESS_PREMIUM' });
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
    const done = (await linesOf(customerId)).slice(1).reduce((sum, line) => sum + Number(line[4]), 0);
    assert.equal(done, body.total.amount * 100);
  });
});

describe('scheduled for the end of the term', () => {
  const next = (offerId: string, quantity: number) => {
    const [productId, skuId, availabilityId] = offerId.split(':');
    return {
      scheduledNextTermInstructions: {
        product: { productId, skuId, availabilityId, billingCycle: 'monthly', termDuration: 'P1Y' },
        quantity,
      },
    };
  };
  for (const [name, quantity, held, events] of [
    ['with as many seats the users go along', 3, { ada: 'STANDARDPACK' }, ['Conversion Completed', 'LicenseReassignment Completed']],
    ['with other seats somebody has to choose', 2, { ada: 'O365_BUSINESS_PREMIUM' }, ['Conversion Completed']],
  ] as const) {
    test(name, async () => {
      const { patch, read, customerId, history } = await withSeats(3, ['ada']);
      assert.equal((await patch(next(E1, quantity))).status, 200);
      at('2027-06-17T23:00:00Z');
      await run();
      assert.equal((await read()).offerId, STANDARD);
      at('2027-06-18T01:00:00Z');
      await run();
      await run();
      assert.deepEqual([(await read()).offerId, (await read()).quantity], [E1, quantity]);
      assert.deepEqual(await heldBy(customerId), held);
      assert.deepEqual((await history()).map(statuses), [events]);
    });
  }
  test('is taken back by an operation in the middle of the term', async () => {
    const { patch, turn, read } = await withSeats(10);
    await patch(next(STANDARD, 12));
    await turn({ toCatalogItemId: E1, quantity: 4 });
    const shown = await read();
    assert.deepEqual([shown.quantity, shown.scheduledNextTermInstructions], [6, undefined]);
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
      const unknown = await world.ask(`/v1/customers/${newId()}/subscriptions/${newId()}/${end}`, { method, ...body });
      const nobody = await world.ask(`/v1/customers/${customerId}/subscriptions/${newId()}/${end}`, { method, ...body });
      assert.deepEqual([unknown.status, unknown.body.code, nobody.status, nobody.body.code], [404, 60003, 404, 20003], end);
    }
  });
});
