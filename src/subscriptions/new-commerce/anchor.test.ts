import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newCommerceWorld, nextTerm, BASIC } from '../../../test/new-commerce.ts';
import { plantCustomer, plantSubscription } from '../../../test/tenant.ts';

const { ask, at, db, linesOf, run, tenant } = await newCommerceWorld();

/** A subscription at 5.00 for a seat in a month, whose first term began and ends on days of choice. */
async function since(createdOn: string, until: string) {
  at(`${createdOn}T09:00:00Z`);
  const customerId = await plantCustomer(db, tenant.partnerId);
  const id = await plantSubscription(
    db,
    { partnerId: tenant.partnerId, customerId },
    { offer: tenant.offer('m365-business-basic-nce'), createdOn, quantity: 1 },
  );
  await db.read('update subscription set term_until = $2 where customer_id = $1', [customerId, until]);
  const url = `/v1/customers/${customerId}/subscriptions/${id}`;
  return {
    customerId,
    read: async () => (await ask(url)).body,
    patch: async (change: object) => (await ask(url, { method: 'PATCH', body: change })).body,
  };
}

describe('what began on a day that not every month has', () => {
  test('is renewed by the month on that day again, and says that it is by the month', async () => {
    const { read, customerId } = await since('2027-01-31', '2027-02-28');
    for (const [on, end] of [
      ['2027-02-28', '2027-03-30'],
      ['2027-03-31', '2027-04-29'],
      ['2027-04-30', '2027-05-30'],
      ['2027-05-31', '2027-06-29'],
    ]) {
      at(`${on}T01:00:00Z`);
      await run();
      const shown = await read();
      assert.deepEqual([shown.commitmentEndDate, shown.termDuration], [`${end}T00:00:00Z`, 'P1M'], on);
    }
    assert.deepEqual(await linesOf(customerId), [
      ['renew', '2027-02-28', '2027-03-31', 1, 500],
      ['renew', '2027-03-31', '2027-04-30', 1, 500],
      ['renew', '2027-04-30', '2027-05-31', 1, 500],
      ['renew', '2027-05-31', '2027-06-30', 1, 500],
    ]);
  });
  test('keeps it in the months of a year that was scheduled in between, and in a run that comes late', async () => {
    const { patch, read, customerId } = await since('2027-01-31', '2027-02-28');
    await patch({ scheduledNextTermInstructions: nextTerm(BASIC, 1, { termDuration: 'P1Y' }) });
    at('2027-05-31T01:00:00Z');
    await run();
    const shown = await read();
    assert.deepEqual([shown.commitmentEndDate, shown.termDuration], ['2028-02-28T00:00:00Z', 'P1Y']);
    const days = (await linesOf(customerId)).map(([, from, until]) => `${from} ${until}`);
    assert.deepEqual(days, ['2027-02-28 2027-03-31', '2027-03-31 2027-04-30', '2027-04-30 2027-05-31', '2027-05-31 2027-06-30']);
  });
  test('seats that are added share the month, and a leap day comes back', async () => {
    const { patch, customerId } = await since('2027-01-30', '2027-02-28');
    at('2027-02-28T01:00:00Z');
    await run();
    at('2027-03-29T09:00:00Z');
    assert.equal((await patch({ quantity: 3 })).quantity, 3);
    assert.deepEqual((await linesOf(customerId)).slice(1), [
      ['addQuantity', '2027-03-29', '2027-03-30', 1, -16],
      ['addQuantity', '2027-03-29', '2027-03-30', 3, 50],
    ]);
    const { read } = await since('2028-02-29', '2029-02-28');
    at('2032-02-29T01:00:00Z');
    await run();
    assert.equal((await read()).commitmentEndDate, '2033-02-27T00:00:00Z');
    assert.equal((await read()).termDuration, 'P1Y');
  });

  const moved: [name: string, from: string, until: string, next: readonly [string, string], anchorDay: number | null][] = [
    ['to that day', '2027-03-31', '2027-04-30', ['2027-04-30', '2027-05-31'], 31],
    ['to another', '2027-03-28', '2027-04-28', ['2027-04-28', '2027-05-28'], null],
    ['to the day before', '2027-03-30', '2027-04-30', ['2027-04-30', '2027-05-30'], null],
  ];
  for (const [name, from, until, next, anchorDay] of moved)
    test(`goes on from where a version that does not know the day moved it, ${name}`, async () => {
      const { read, customerId } = await since('2027-01-31', '2027-02-28');
      at('2027-02-28T01:00:00Z');
      await run();
      const move = 'update subscription set term_from = $2, term_until = $3, due_on = $3, paid_until = $3 where customer_id = $1';
      await db.read(move, [customerId, from, until]);
      assert.equal((await read()).termDuration, 'P1M');
      at(`${until}T01:00:00Z`);
      await run();
      assert.deepEqual((await linesOf(customerId)).at(-1), ['renew', ...next, 1, 500]);
      const { rows } = await db.read('select anchor_day from subscription where customer_id = $1', [customerId]);
      assert.deepEqual(rows, [{ anchor_day: anchorDay }]);
    });
});
