import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newCommerceWorld } from '../../../test/new-commerce.ts';
import { seatsOf, total } from '../../../test/seats.ts';
import { advanceCharge, purchaseCharge, type Charge } from '../../billing/charge.ts';
import { adjustmentLines, cancellationLines, reductionLines } from '../../billing/new-commerce.ts';
import { profileOf } from '../../billing/profile.ts';
import { day, dayOf } from '../../kit/dates.ts';
import type { DatedCharge } from '../change/reduction.ts';
import { refundsOf } from './windows.ts';

/** Five seats were added at noon on the last day of a period, and the next has begun. */
async function fiveMoreOnTheLastDay() {
  const { at, bought, linesOf, run } = await newCommerceWorld();
  const { patch, customerId } = await bought();
  at('2026-07-17T12:00:00Z');
  await patch({ quantity: 15 });
  at('2026-07-18T00:01:00Z');
  await run();
  return { at, patch, linesOf, customerId };
}

describe('seats given back within a day of their purchase', () => {
  test('in the next period: the last day of the one before comes back too', async () => {
    const { at, patch, linesOf, customerId } = await fiveMoreOnTheLastDay();
    at('2026-07-18T11:59:59Z');
    assert.equal((await patch({ quantity: 10 })).body.quantity, 10);
    assert.deepEqual((await linesOf(customerId)).slice(1), [
      ['addQuantity', '2026-07-17', '2026-07-18', 10, -200],
      ['addQuantity', '2026-07-17', '2026-07-18', 15, 300],
      ['cycleCharge', '2026-07-18', '2026-08-18', 15, 9000],
      ['removeQuantity', '2026-07-17', '2026-07-18', 15, -300],
      ['removeQuantity', '2026-07-17', '2026-07-18', 10, 200],
      ['removeQuantity', '2026-07-18', '2026-08-18', 15, -9000],
      ['removeQuantity', '2026-07-18', '2026-08-18', 10, 6000],
    ]);
  });
  test('a second later they cost the days until then', async () => {
    const { at, patch, linesOf, customerId } = await fiveMoreOnTheLastDay();
    at('2026-07-18T12:00:00Z');
    await patch({ quantity: 10 });
    assert.deepEqual((await linesOf(customerId)).slice(4), [
      ['removeQuantity', '2026-07-18', '2026-08-18', 15, -9000],
      ['removeQuantity', '2026-07-18', '2026-08-18', 10, 6000],
    ]);
  });
  test('in the next term, which has another price: each period at its own', async () => {
    const { at, bought, linesOf, run } = await newCommerceWorld();
    const { patch, read, customerId } = await bought();
    at('2027-06-17T12:00:00Z');
    await run();
    await patch({ quantity: 15 });
    at('2027-06-18T00:01:00Z');
    await run();
    const details = (await read()).refundableQuantity;
    assert.deepEqual(details, { totalQuantity: 15, details: [{ quantity: 15, allowedUntilDateTime: '2027-06-25T00:01:00Z' }] });
    at('2027-06-18T11:00:00Z');
    await patch({ quantity: 10 });
    assert.deepEqual((await linesOf(customerId)).slice(-5), [
      ['renew', '2027-06-18', '2027-07-18', 15, 10500],
      ['removeQuantity', '2027-06-17', '2027-06-18', 15, -290],
      ['removeQuantity', '2027-06-17', '2027-06-18', 10, 193],
      ['removeQuantity', '2027-06-18', '2027-07-18', 15, -10500],
      ['removeQuantity', '2027-06-18', '2027-07-18', 10, 7000],
    ]);
    await patch({ status: 'deleted' });
    assert.deepEqual((await linesOf(customerId)).at(-1), ['cancelImmediate', '2027-06-18', '2027-07-18', 10, -7000]);
  });
  test('added by the very change that finds the renewal late: only they come back as a whole, of their own day', async () => {
    const { at, bought, linesOf, run } = await newCommerceWorld();
    const { patch, read, customerId } = await bought();
    at('2027-06-17T12:00:00Z');
    await run();
    at('2027-06-20T12:00:00Z');
    await patch({ quantity: 15 });
    at('2027-06-20T13:00:00Z');
    assert.equal((await read()).refundableQuantity.totalQuantity, 15);
    await patch({ quantity: 10 });
    assert.deepEqual((await linesOf(customerId)).slice(-5), [
      ['renew', '2027-06-18', '2027-07-18', 10, 7000],
      ['addQuantity', '2027-06-20', '2027-07-18', 10, -6533],
      ['addQuantity', '2027-06-20', '2027-07-18', 15, 9800],
      ['removeQuantity', '2027-06-20', '2027-07-18', 15, -9800],
      ['removeQuantity', '2027-06-20', '2027-07-18', 10, 6533],
    ]);
  });
});

const june = { from: day('2026-06-18'), until: day('2026-07-18') };
const july = { from: day('2026-07-18'), until: day('2026-08-18') };
const END = Date.parse('2026-07-18T00:00:00Z');
const DAY_MINUTES = 1440;

const life = fc.record({
  // A day of one seat costs a cent at least: of nothing there is no line.
  price: fc.integer({ min: 31, max: 3000 }),
  nextPrice: fc.integer({ min: 31, max: 3000 }),
  quantity: fc.integer({ min: 1, max: 20 }),
  renews: fc.boolean(),
  cancels: fc.boolean(),
  /** Minutes between the first purchase and the end of the period, and from each purchase to the next. */
  before: fc.integer({ min: 1, max: DAY_MINUTES - 1 }),
  adds: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 9 }), minutes: fc.integer({ min: 1, max: DAY_MINUTES }) }), {
    minLength: 1,
    maxLength: 4,
  }),
});
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

/** A month with some seats, more added around its end, and in the last minute of the first day of these all of them given back. */
function ledgerOf({ price, nextPrice, quantity, renews, cancels, before, adds }: Life): readonly Charge[] {
  const ledger: DatedCharge[] = [];
  const at = (minute: number, seats: number) => seatsOf(seats, minute < 0 || !renews ? price : nextPrice);
  const write = (lines: readonly Charge[], minute: number) =>
    ledger.push(...lines.map((line) => ({ ...line, chargedAt: new Date(END + minute * 60_000).toISOString() })));
  const last = DAY_MINUTES - before - 1;
  write([purchaseCharge(at(-1, quantity), june, 'purchase')], -30 * DAY_MINUTES);
  let held = quantity;
  let minute = -before;
  let isOver = false;
  const pass = (until: number) => {
    if (!isOver && until >= 0) write([advanceCharge(at(0, held), july, renews ? 'renew' : 'cycle')], 0);
    isOver ||= until >= 0;
    minute = until;
  };
  for (const each of adds) {
    if (minute >= last) break;
    pass(minute);
    const on = dayOf(new Date(END + minute * 60_000));
    write(adjustmentLines(at(minute, held), held + each.quantity, isOver ? july : june, on), minute);
    held += each.quantity;
    minute += each.minutes;
  }
  pass(last);
  const isWhole = renews && cancels;
  const given = refundsOf(at(0, 1).subscriptionId, isWhole ? held : held - quantity, ledger, new Date(END + last * 60_000));
  const paid = { seats: at(last, held), period: july };
  write((isWhole ? cancellationLines : reductionLines)(paid, given, ledger), last);
  return ledger;
}

test('whatever was added around the end of a period and given back within a day leaves nothing, to the cent and on no day', () => {
  fc.assert(
    fc.property(life, (lived) => {
      const { price, nextPrice, quantity, renews, cancels } = lived;
      const ledger = ledgerOf(lived);
      const second = renews ? (cancels ? 0 : nextPrice) : price;
      assert.equal(total(ledger), (price + second) * quantity, ledger.map((line) => line.amountMinor).join(' '));
      for (const { span, seats } of profileOf(ledger)) assert.equal(seats, span.from >= july.from && second === 0 ? 0 : quantity);
    }),
    { numRuns: 1000 },
  );
});
