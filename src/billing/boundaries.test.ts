import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seatsOf } from '../../test/seats.ts';
import { day, type Span } from '../kit/dates.ts';
import type { OfferId } from '../kit/ids.ts';
import { minor } from '../kit/money.ts';
import { cancelLines, creditWithin, paidPeriod, reactivateLines, seatChangeLines } from './advance.ts';
import { advanceCharge, chargeFor, creditFor, creditOf, purchaseCharge, type Cause, type Charge } from './charge.ts';
import { periodOf, termAfter } from './period.ts';
import { profileOf } from './profile.ts';
import { prorate, unboundPart, type Part } from './rounding.ts';

// Where a rule changes from one day, one seat or one cent to the next.
const june = { from: day('2026-06-01'), until: day('2026-07-01') };
const half = day('2026-06-16');
const said = { cause: 'cancel', chargeType: 'Cancel fee' } as const;
const line = (
  quantity: number,
  amountMinor: number,
  { from = june.from, until = june.until }: Partial<Span> = {},
  cause: Cause = 'purchase',
) => ({
  ...chargeFor(seatsOf(quantity, 12), { from, until }, june, { cause, chargeType: '' }),
  amountMinor: minor(amountMinor),
});
const amounts = (lines: readonly Charge[]) => lines.map(({ amountMinor }) => amountMinor);

describe('terms and periods', () => {
  test('a term that ends on its own day needs no other to be remembered', () => {
    const term = { from: day('2025-01-31'), until: day('2026-01-31') };
    assert.deepEqual(termAfter(term), { from: day('2026-01-31'), until: day('2027-01-31') });
    assert.deepEqual(termAfter({ from: day('2024-02-29'), until: day('2025-02-28') }), {
      from: day('2025-02-28'),
      until: day('2026-02-28'),
      anchorDay: 29,
    });
  });
  test('a trial is one period, however long it is', () => {
    const trial = { from: day('2026-06-11'), until: day('2026-07-26') };
    assert.deepEqual(periodOf(trial, 'none', day('2026-07-20')), trial);
  });
});

describe('the words of the bill', () => {
  const item = { ...seatsOf(1), offerId: 'P:1:A' as OfferId };
  test('are other ones for new commerce', () => {
    const words = [seatsOf(1), item].map((seats) => [
      purchaseCharge(seats, june, 'purchase').chargeType,
      advanceCharge(seats, june, 'cycle').chargeType,
      advanceCharge(seats, june, 'renew').chargeType,
    ]);
    assert.deepEqual(words, [
      ['Prorate fees when purchase', 'Cycle fee', 'Renew fee'],
      ['new', 'cycleCharge', 'renew'],
    ]);
  });
  test('a credit says that it is as much as was charged only where it is not what the days cost', () => {
    const credit = creditFor(seatsOf(10), { from: half, until: june.until }, june, said);
    assert.equal(creditOf(credit, 2500), credit);
    assert.deepEqual([creditOf(credit, 2499).rounding, creditOf(credit, 2499).amountMinor], ['as_charged', -2499]);
  });
});

describe('a part of a period', () => {
  const part: Part = { unitPriceMinor: minor(100), quantity: 1, days: 1, periodDays: 30 };
  const wrong: readonly Partial<Part>[] = [
    { quantity: 1.5 },
    { quantity: -1 },
    { days: -1 },
    { days: 31 },
    { days: 0, periodDays: 0 },
    { days: 1.5, periodDays: 1.5 },
  ];
  for (const change of wrong) {
    test(`${JSON.stringify(change)} is none`, () => assert.throws(() => prorate({ ...part, ...change }, 'exact_half_up'), RangeError));
  }
  test('of a period of one day is all of it', () => assert.equal(prorate({ ...part, periodDays: 1 }, 'exact_half_up'), 100));
  test('of nothing, or for nobody, costs nothing', () => {
    assert.equal(prorate({ ...part, days: 0 }, 'exact_half_up'), 0);
    assert.equal(prorate({ ...part, quantity: 0 }, 'published_formula'), 0);
    assert.equal(unboundPart({ ...part, quantity: 0 }, 'published_formula'), 0);
    assert.equal(prorate({ ...part, unitPriceMinor: minor(-1) }, 'exact_half_up'), 0);
  });
});

test('where the price of a day was rounded up, a part costs as much as all and no more; a credit too', () => {
  const amount = (unitPriceMinor: number, days: number) =>
    prorate({ unitPriceMinor: minor(unitPriceMinor), quantity: 1, days, periodDays: 31 }, 'published_formula');
  assert.deepEqual([amount(50, 24), amount(50, 25), amount(50, 26)], [48, 50, 50]);
  assert.deepEqual([amount(-50, 24), amount(-50, 25), amount(-50, 26)], [-48, -50, -50]);
});

test('a credit of one cent counts against a charge, and a charge that came to nothing is one of seats all the same', () => {
  assert.deepEqual(profileOf([line(2, 24), line(2, -1)]), [{ span: june, seats: 0 }]);
  assert.deepEqual(profileOf([line(2, 0), line(1, 1)]), [{ span: june, seats: 3 }]);
});

describe('what is paid for a period', () => {
  const open = (ledger: readonly Charge[], held = 1) => amounts(paidPeriod(seatsOf(held, 12), june, ledger).open);
  test('what the ledger does not account for was charged elsewhere', () => {
    assert.deepEqual(open([], 2), [24]);
    assert.deepEqual(open([line(1, 12, {}, 'seat_change')], 2), [12, 12]);
    assert.deepEqual(open([line(2, 24, {}, 'seat_change')], 2), [24]);
    assert.deepEqual(open([line(3, 36, {}, 'seat_change')], 2), [36]);
  });
  test('but not where it has an advance, even one that came to nothing', () => {
    assert.deepEqual(open([line(1, 12)], 2), [12]);
    assert.deepEqual(open([line(1, 0, { from: day('2026-06-30') }, 'reactivate')]), []);
    assert.deepEqual(open([line(1, 0, { from: day('2026-06-30') }, 'reactivate')], 2), []);
    assert.deepEqual(open([line(1, -12, {}, 'purchase')], 1), [24, -12]);
    assert.deepEqual(open([line(1, -1, {}, 'purchase')], 1), [24, -1]);
  });
  test('begins anew where the billing cycle was changed to this one, for a cent too, but not where that came to nothing', () => {
    const before = line(1, -1, { from: half }, 'cycle_change');
    assert.deepEqual(open([before, line(1, 12, {}, 'cycle_change')]), [12]);
    assert.deepEqual(open([before, line(1, 1, {}, 'cycle_change')]), [1]);
    assert.deepEqual(open([line(1, 12), line(1, 0, {}, 'cycle_change')]), [12]);
  });
});

describe('a credit', () => {
  const rest = { from: half, until: june.until };
  const credit = (open: readonly Charge[], span: Span = rest, held = 1) =>
    creditWithin({ period: june, open }, seatsOf(1, 12), held, span, said).amountMinor;
  test('is what the days cost, and no more than what is charged for them', () => {
    assert.deepEqual([credit([line(1, 12)]), credit([line(1, 5)]), credit([])], [-6, -5, 0]);
  });
  test('is never a charge', () => assert.equal(credit([line(1, -5)]), 0));
  test('of one of two seats is no more than half', () => assert.equal(credit([line(2, 8)], rest, 2), -4));
  test('for nobody where nobody has a seat is nothing', () => {
    const { amountMinor } = creditWithin({ period: june, open: [line(1, 12)] }, seatsOf(0, 12), 0, rest, said);
    assert.equal(Math.abs(amountMinor), 0);
  });
  test('looks at the lines that lie over its days', () => {
    const first = { from: june.from, until: half };
    assert.deepEqual([credit([line(1, 5, first)], rest), credit([line(1, 5, rest)], first)], [0, 0]);
    assert.equal(credit([line(1, 5, { from: june.from, until: day('2026-06-17') })], rest), -5);
  });
  test('of several parts is together no more than what was charged', () => {
    const parts = [line(2, 5, { from: june.from, until: half }), line(1, 5, rest)];
    const paid = { period: june, open: parts, before: [] };
    const lines = cancelLines(paid, seatsOf(1, 12), 2, { purchasedOn: june.from, today: half }, 'upgrade_cancel');
    assert.deepEqual(amounts(lines), [-6, -4]);
  });
  test('in full of some of the seats is nothing where nothing of the charges is left, and never a charge', () => {
    const given = (open: readonly Charge[]) =>
      amounts(
        cancelLines({ period: june, open, before: [] }, seatsOf(1, 12), 2, { purchasedOn: june.from, today: half }, 'upgrade_cancel'),
      );
    assert.deepEqual(
      [given([line(3, 6), line(1, -5)]), given([line(3, 5), line(1, -5)]), given([line(3, 5), line(1, -6)])],
      [[-1], [], []],
    );
  });
});

describe('a change of seats takes back the line that runs', () => {
  const rest = { from: half, until: june.until };
  const change = (open: readonly Charge[], before: number, after: number, price = 12) =>
    seatChangeLines({ period: june, open, before: [] }, seatsOf(before, price), after, half).map(({ quantity, span, amountMinor }) => [
      quantity,
      span.from,
      amountMinor,
    ]);
  test('which is none for other seats than there are: those give back their own days', () => {
    assert.deepEqual(change([line(2, 24)], 2, 5), [
      [2, '2026-06-01', -24],
      [2, '2026-06-01', 12],
      [5, '2026-06-16', 30],
    ]);
    assert.deepEqual(change([line(3, 36)], 2, 5), [
      [2, '2026-06-16', -12],
      [5, '2026-06-16', 30],
    ]);
  });
  test('nor one that ended before', () => {
    assert.deepEqual(change([line(2, 12, { until: half })], 2, 5), [[5, '2026-06-16', 30]]);
    assert.deepEqual(change([line(2, 13, { until: day('2026-06-17') })], 2, 5), [
      [2, '2026-06-01', -13],
      [2, '2026-06-01', 12],
      [5, '2026-06-16', 30],
    ]);
  });
  test('nor one that came to nothing; one of a cent is one', () => {
    assert.deepEqual(change([line(2, 0)], 2, 5), [[5, '2026-06-16', 30]]);
    assert.deepEqual(change([{ ...line(1, 1), unitPriceMinor: minor(1) }], 1, 2, 1), [
      [1, '2026-06-01', -1],
      [1, '2026-06-01', 1],
      [2, '2026-06-16', 1],
    ]);
  });
  test('back to as many as before on the same day, both are one again, of a cent too, but not days that came to nothing', () => {
    const parts = (first: number) => [line(1, first, { until: half }), line(2, 12, rest)];
    assert.deepEqual(change(parts(6), 2, 1), [
      [1, '2026-06-01', -6],
      [2, '2026-06-16', -12],
      [1, '2026-06-01', 12],
    ]);
    assert.deepEqual(change(parts(1), 2, 1), [
      [1, '2026-06-01', -1],
      [2, '2026-06-16', -12],
      [1, '2026-06-01', 12],
    ]);
    assert.deepEqual(change(parts(0), 2, 1), [
      [2, '2026-06-16', -12],
      [1, '2026-06-16', 6],
    ]);
  });
});

describe('seats used again', () => {
  const again = (today: string, price = 12) =>
    reactivateLines(seatsOf(1, price), june, [], { purchasedOn: day('2026-01-01'), today: day(today) }).map(({ amountMinor, span }) => [
      amountMinor,
      span.from,
    ]);
  test('are charged from today to the end of the period, with a line even where it comes to nothing', () => {
    assert.deepEqual(again('2026-06-16'), [[6, '2026-06-16']]);
    assert.deepEqual(again('2026-06-30'), [[0, '2026-06-30']]);
    assert.deepEqual(again('2026-07-01'), []);
    assert.deepEqual(again('2026-06-16', 0), []);
  });
});
