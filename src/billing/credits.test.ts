import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { seatsOf, total } from '../../test/seats.ts';
import { addDays, day, daysBetween } from '../kit/dates.ts';
import { cancelLines, paidPeriod, reactivateLines, seatChangeLines } from './advance.ts';
import { advanceCharge, chargeFor, type Charge } from './charge.ts';
import { cycleChangeLines } from './cycle-change.ts';
import { ROUNDING_MODES } from './rounding.ts';

const PURCHASED = day('2025-01-13');
const month = { from: day('2026-01-13'), until: day('2026-02-13') };
const year = { from: day('2026-01-13'), until: day('2027-01-13') };

const act = fc.oneof(
  fc.record({ kind: fc.constant('seats' as const), quantity: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('give_back' as const), quantity: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('pause' as const), quantity: fc.integer({ min: 0, max: 20 }) }),
);
const life = fc.record({
  period: fc.constantFrom(month, year),
  // Half of them so low that a day costs less than the smallest coin.
  price: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 })),
  quantity: fc.integer({ min: 1, max: 9 }),
  rounding: fc.constantFrom(...ROUNDING_MODES),
  /** Bought for the rest of a period, as an add-on is. */
  lateBy: fc.oneof(fc.constant(0), fc.nat(30)),
  steps: fc.array(fc.record({ days: fc.nat(9), act }), { maxLength: 6 }),
  ends: fc.constantFrom('cancelled' as const, 'other_cycle' as const),
});
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

/** The ledger of a life after its first thirty days, when everything goes by the day. */
function ledgerOf({ period, price, quantity, rounding, lateBy, steps, ends }: Life): readonly Charge[] {
  const at = (seats: number) => seatsOf(seats, price, rounding);
  let held = quantity;
  let today = addDays(period.from, lateBy);
  const first = chargeFor(at(held), { from: today, until: period.until }, period, { cause: 'purchase', chargeType: '' });
  const ledger: Charge[] = [first];
  const on = () => ({ purchasedOn: PURCHASED, today });
  const paid = () => paidPeriod(at(held), period, ledger);
  const isOver = () => today >= period.until;
  for (const { days, act: wanted } of steps) {
    today = addDays(today, days);
    if (isOver()) return ledger;
    if (wanted.kind === 'seats') ledger.push(...seatChangeLines(paid(), at(held), wanted.quantity, today));
    if (wanted.kind === 'seats') held = wanted.quantity;
    if (wanted.kind === 'give_back' && wanted.quantity < held) {
      ledger.push(...cancelLines(paid(), at(wanted.quantity), held, on(), 'upgrade_cancel'));
      held -= wanted.quantity;
    }
    if (wanted.kind === 'pause') {
      ledger.push(...cancelLines(paid(), at(held), held, on(), 'cancel'));
      today = addDays(today, wanted.quantity);
      if (isOver()) return ledger;
      ledger.push(...reactivateLines(at(held), period, ledger, on()));
    }
  }
  if (ends === 'cancelled') return [...ledger, ...cancelLines(paid(), at(held), held, on(), 'cancel')];
  const change = { before: at(held), paid: { ...paid(), until: period.until }, after: at(0), next: month };
  return [...ledger, ...cycleChangeLines(change, today)];
}

describe('nobody gets back more than was paid', () => {
  test('whatever the price, the rounding, and what was changed, given back and paused before', () => {
    fc.assert(
      fc.property(life, (lived) => {
        const ledger = ledgerOf(lived);
        let sum = 0;
        for (const { amountMinor } of ledger) {
          sum += amountMinor;
          assert.ok(sum >= 0, ledger.map((line) => `${line.cause} ${line.quantity} ${line.span.from} ${line.amountMinor}`).join('; '));
        }
      }),
      { numRuns: 2000 },
    );
  });

  const cases: [name: string, rounding: Life['rounding'], price: number, today: string, credit: number][] = [
    ['a day at 0.0005 that is charged as 0.001', 'daily_price_three_decimals', 2, '2026-01-14', -2],
    ['a day at 1.61 that is charged as 2 cents', 'published_formula', 50, '2026-01-14', -50],
    ['a price of a day that was rounded down', 'published_formula', 45, '2026-01-14', -30],
  ];
  for (const [name, rounding, price, today, credit] of cases) {
    test(`${name}: of a month but one day comes back ${-credit} of ${price}`, () => {
      const seats = seatsOf(1, price, rounding);
      const paid = paidPeriod(seats, month, [advanceCharge(seats, month, 'cycle')]);
      assert.equal(total(cancelLines(paid, seats, 1, { purchasedOn: PURCHASED, today: day(today) }, 'cancel')), credit);
    });
  }

  test('two seats that cost as much together as one alone come back by halves', () => {
    const at = (quantity: number) => seatsOf(quantity, 16, 'published_formula');
    const on = (today: string) => ({ purchasedOn: PURCHASED, today: day(today) });
    const ledger: Charge[] = [advanceCharge(at(1), month, 'cycle')];
    ledger.push(...seatChangeLines(paidPeriod(at(1), month, ledger), at(1), 2, day('2026-01-14')));
    assert.equal(total(ledger), 31);
    const one = cancelLines(paidPeriod(at(2), month, ledger), at(1), 2, on('2026-01-15'), 'upgrade_cancel');
    const other = cancelLines(paidPeriod(at(1), month, [...ledger, ...one]), at(1), 1, on('2026-01-15'), 'upgrade_cancel');
    assert.deepEqual([total(one), total(other)], [-15, -15]);
  });

  test('of seats whose days came to nothing, nothing', () => {
    const seats = seatsOf(1, 3);
    const rest = { from: day('2026-02-10'), until: month.until };
    const bought = chargeFor(seats, rest, month, { cause: 'purchase', chargeType: '' });
    assert.equal(bought.amountMinor, 0);
    assert.equal(daysBetween(rest.from, rest.until), 3);
    const on = { purchasedOn: PURCHASED, today: day('2026-02-11') };
    assert.deepEqual(cancelLines(paidPeriod(seats, month, [bought]), seats, 1, on, 'cancel'), []);
  });
});
