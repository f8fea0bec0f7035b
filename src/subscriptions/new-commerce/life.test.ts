import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BASIC, newCommerceWorld, nextTerm } from '../../../test/new-commerce.ts';
import { plantCustomer } from '../../../test/tenant.ts';

const { ask, at, bought, db, linesOf, run, tenant } = await newCommerceWorld();

describe('a subscription of new commerce', () => {
  test('has its product, its term and its windows on the wire', async () => {
    const { read, customerId } = await bought();
    const shown = await read();
    assert.deepEqual(shown.productType, { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' });
    assert.deepEqual(
      [shown.offerId, shown.termDuration, shown.commitmentEndDate, shown.cancellationAllowedUntilDate],
      [BASIC, 'P1Y', '2027-06-17T00:00:00Z', '2026-06-25T09:00:00Z'],
    );
    assert.deepEqual(shown.refundableQuantity, {
      totalQuantity: 10,
      details: [{ quantity: 10, allowedUntilDateTime: '2026-06-25T09:00:00Z' }],
    });
    assert.equal(shown.links.offer, undefined);
    assert.equal(shown.links.availability.uri, '/products/CFQ7TTC0LH18/skus/0001/availabilities/PLACEHOLDER1?country=US');
    assert.deepEqual(await linesOf(customerId), [['new', '2026-06-18', '2026-07-18', 10, 6000]]);
  });

  const SOLD: readonly [term: string, cycle: string, status: number, code: number | null][] = [
    ['P1Y', 'annual', 201, null],
    ['P1M', 'annual', 400, 900270],
    // No public source gives its price.
    ['P1M', 'monthly', 403, 2085],
    ['P3Y', 'monthly', 403, 2085],
  ];
  for (const [termDuration, billingCycle, status, code] of SOLD) {
    test(`is bought by ${termDuration} with ${billingCycle} billing: ${code ?? status}`, async () => {
      at('2026-06-18T09:00:00Z');
      const customerId = await plantCustomer(db, tenant.partnerId);
      const lineItems = [{ lineItemNumber: 0, offerId: BASIC, quantity: 1, termDuration }];
      const answer = await ask(`/v1/customers/${customerId}/orders`, { method: 'POST', body: { billingCycle, lineItems } });
      assert.deepEqual([answer.status, answer.status === 201 ? null : answer.body.code], [status, code]);
    });
  }
});

describe('seats', () => {
  test('each batch has a window of its own: the last second of it, and the first after', async () => {
    const { patch, read } = await bought();
    at('2026-06-20T12:00:00Z');
    assert.equal((await patch({ quantity: 15 })).status, 200);
    at('2026-06-25T08:59:59Z');
    assert.equal((await read()).refundableQuantity.totalQuantity, 15);
    at('2026-06-25T09:00:00Z');
    assert.deepEqual((await read()).refundableQuantity, {
      totalQuantity: 5,
      details: [{ quantity: 5, allowedUntilDateTime: '2026-06-27T12:00:00Z' }],
    });
    const tooMany = await patch({ quantity: 9 });
    assert.deepEqual([tooMany.status, tooMany.body.code, tooMany.body.data], [400, 800090, ['seats_reduction_closed']]);
    const back = await patch({ quantity: 12 });
    assert.deepEqual([back.status, back.body.quantity, back.body.refundableQuantity.totalQuantity], [200, 12, 2]);
    at('2026-06-27T12:00:00Z');
    assert.deepEqual([(await read()).refundableQuantity.totalQuantity, (await patch({ quantity: 11 })).status], [0, 400]);
  });
  test('come back by the day, cut off on the line; within a day of their purchase altogether', async () => {
    const { patch, customerId } = await bought();
    at('2026-06-20T12:00:00Z');
    await patch({ quantity: 15 });
    at('2026-06-21T11:00:00Z');
    await patch({ quantity: 13 });
    at('2026-06-24T12:00:00Z');
    await patch({ quantity: 12 });
    assert.deepEqual((await linesOf(customerId)).slice(1), [
      ['addQuantity', '2026-06-20', '2026-07-18', 10, -5600],
      ['addQuantity', '2026-06-20', '2026-07-18', 15, 8400],
      ['removeQuantity', '2026-06-20', '2026-07-18', 15, -8400],
      ['removeQuantity', '2026-06-20', '2026-07-18', 13, 7280],
      ['removeQuantity', '2026-06-24', '2026-07-18', 13, -6240],
      ['removeQuantity', '2026-06-24', '2026-07-18', 12, 5760],
    ]);
  });
  test('of several batches come back each from its own day', async () => {
    const { patch, customerId } = await bought();
    at('2026-06-20T12:00:00Z');
    await patch({ quantity: 15 });
    at('2026-06-21T11:00:00Z');
    assert.equal((await patch({ quantity: 8 })).status, 200);
    assert.deepEqual((await linesOf(customerId)).slice(3), [
      ['removeQuantity', '2026-06-20', '2026-07-18', 15, -8400],
      ['removeQuantity', '2026-06-20', '2026-07-18', 10, 5600],
      ['removeQuantity', '2026-06-21', '2026-07-18', 10, -5400],
      ['removeQuantity', '2026-06-21', '2026-07-18', 8, 4320],
    ]);
  });
});

describe('a cancellation', () => {
  test('gives back what was paid and no more where seats were added on the next day, all within a day', async () => {
    const { patch, customerId } = await bought();
    at('2026-06-19T08:00:00Z');
    await patch({ quantity: 15 });
    at('2026-06-19T08:30:00Z');
    assert.equal((await patch({ status: 'deleted' })).status, 200);
    assert.deepEqual((await linesOf(customerId)).slice(3), [
      ['cancelImmediate', '2026-06-19', '2026-07-18', 5, -2900],
      ['cancelImmediate', '2026-06-18', '2026-07-18', 10, -6000],
    ]);
    const amounts = (await linesOf(customerId)).map((line) => line[4]);
    assert.equal(
      amounts.reduce((all, amount) => all + amount, 0),
      0,
    );
  });
  const cases: [name: string, when: string, status: number, credit: number | null][] = [
    ['within a day gives everything back', '2026-06-19T08:59:00Z', 200, -6000],
    ['after a day the days that are left', '2026-06-19T09:00:00Z', 200, -5800],
    ['in the last second of the window', '2026-06-25T08:59:59Z', 200, -4600],
    ['is refused after the window', '2026-06-25T09:00:00Z', 400, null],
  ];
  for (const [name, when, status, credit] of cases) {
    test(name, async () => {
      const { patch, customerId } = await bought();
      at(when);
      const answer = await patch({ status: 'deleted' });
      assert.equal(answer.status, status, answer.text);
      if (credit === null) assert.deepEqual([answer.body.code, answer.body.data], [900213, ['cancellation_window_over']]);
      else assert.deepEqual((await linesOf(customerId)).at(-1)?.[4], credit);
    });
  }
});

describe('a suspension', () => {
  test('is paid for on, ends auto-renewal and what was scheduled, and becomes the end of the term', async () => {
    const { patch, read, customerId } = await bought();
    await patch({ scheduledNextTermInstructions: nextTerm(BASIC, 12) });
    at('2026-06-30T09:00:00Z');
    const suspended = await patch({ status: 'suspended' });
    assert.deepEqual([suspended.body.status, suspended.body.autoRenewEnabled], ['suspended', false]);
    assert.equal(suspended.body.scheduledNextTermInstructions, undefined);
    at('2026-07-18T01:00:00Z');
    await run();
    assert.deepEqual((await linesOf(customerId)).slice(1), [['cycleCharge', '2026-07-18', '2026-08-18', 10, 6000]]);
    at('2027-06-18T01:00:00Z');
    await run();
    assert.equal((await read()).status, 'disabled');
  });
});

describe('the end of a term', () => {
  test('without auto-renewal: expired for 30 days, disabled for 90, then gone', async () => {
    const { patch, read } = await bought();
    await patch({ autoRenewEnabled: false });
    for (const [when, status] of [
      ['2027-06-17T23:00:00Z', 'active'],
      ['2027-06-18T01:00:00Z', 'expired'],
      ['2027-07-17T23:00:00Z', 'expired'],
      ['2027-07-18T01:00:00Z', 'disabled'],
      ['2027-10-15T23:00:00Z', 'disabled'],
      ['2027-10-16T01:00:00Z', 'deleted'],
    ] as const) {
      at(when);
      await run();
      assert.equal((await read()).status, status, when);
      if (status === 'expired' || status === 'disabled') {
        const late = await patch({ autoRenewEnabled: true });
        assert.deepEqual([late.status, late.body.code, late.body.data], [400, 900279, ['term_over']]);
      }
    }
  });
  test('the seats of an expired one can still be used, those of a disabled one cannot', async () => {
    const { patch, customerId } = await bought();
    await patch({ autoRenewEnabled: false });
    for (const [when, warningUnits, suspendedUnits, capabilityStatus] of [
      ['2027-06-18T01:00:00Z', 10, 0, 'Warning'],
      ['2027-07-18T01:00:00Z', 0, 10, 'Suspended'],
    ] as const) {
      at(when);
      await run();
      const [sku] = (await ask(`/v1/customers/${customerId}/subscribedskus`)).body.items;
      assert.deepEqual(
        [sku.activeUnits, sku.warningUnits, sku.totalUnits, sku.suspendedUnits, sku.capabilityStatus],
        [0, warningUnits, warningUnits, suspendedUnits, capabilityStatus],
      );
    }
  });
  test('renews by the same term at the price of the day, with a new window', async () => {
    const { read, customerId } = await bought();
    at('2027-06-18T01:00:00Z');
    await run();
    const shown = await read();
    assert.deepEqual(
      [shown.status, shown.commitmentEndDate, shown.refundableQuantity.totalQuantity, shown.cancellationAllowedUntilDate],
      ['active', '2028-06-17T00:00:00Z', 10, '2027-06-25T01:00:00Z'],
    );
    assert.deepEqual((await linesOf(customerId)).at(-1), ['renew', '2027-06-18', '2027-07-18', 10, 7000]);
  });
});
