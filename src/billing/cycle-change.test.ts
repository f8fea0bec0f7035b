import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seatsOf } from '../../test/seats.ts';
import { day, type Span } from '../kit/dates.ts';
import { paidPeriod, seatChangeLines } from './advance.ts';
import { purchaseCharge, type Charge, type Seats } from './charge.ts';
import { cycleChangeLines } from './cycle-change.ts';

const span = (from: string, until: string): Span => ({ from: day(from), until: day(until) });
const lines = (before: Seats, period: Span, paidUntil: string, after: Seats, next: Span, today: string) =>
  cycleChangeLines({ before, paid: { ...paidPeriod(before, period, []), until: day(paidUntil) }, after, next }, day(today)).map((line) => [
    line.chargeType,
    line.span.from,
    line.span.until,
    line.amountMinor,
  ]);

describe('cycleChangeLines', () => {
  test('the published scenario: 150 seats at 486.00 a year, converted to monthly on the second day', () => {
    const year = span('2026-10-01', '2027-10-01');
    assert.deepEqual(lines(seatsOf(150, 48_600), year, '2027-10-01', seatsOf(150, 4_050), span('2026-10-02', '2026-11-02'), '2026-10-02'), [
      // 72,900.00 × 364/365; the page prints 72,700.30 for it, from a daily price that it rounded before.
      ['Prorate fees when convert to a new offering', '2026-10-02', '2027-10-01', -7_270_027],
      ['Prorate fees when convert away from current offering', '2026-10-02', '2026-11-02', 607_500],
    ]);
  });

  const cases: [name: string, paidUntil: string, today: string, credit: [string, number] | null][] = [
    ['on the first day of the period everything comes back', '2026-07-01', '2026-06-01', ['2026-06-01', -3000]],
    ['in the middle the rest', '2026-07-01', '2026-06-16', ['2026-06-16', -1500]],
    ['on the last day one day', '2026-07-01', '2026-06-30', ['2026-06-30', -100]],
    ['days that nobody paid for do not come back', '2026-06-16', '2026-06-20', null],
    ['only what is paid comes back', '2026-06-21', '2026-06-16', ['2026-06-16', -500]],
    ['before the term begins everything comes back', '2026-07-01', '2026-05-30', ['2026-06-01', -3000]],
  ];
  for (const [name, paidUntil, today, credit] of cases) {
    test(name, () => {
      const found = lines(
        seatsOf(10, 300),
        span('2026-06-01', '2026-07-01'),
        paidUntil,
        seatsOf(10, 3600),
        span('2026-07-01', '2027-07-01'),
        today,
      );
      assert.deepEqual(
        found.slice(0, -1).map(([, from, , amount]) => [from, amount]),
        credit === null ? [] : [credit],
      );
      assert.deepEqual(found.at(-1)?.[3], 36_000);
    });
  }

  test('what costs nothing leaves no line', () =>
    assert.deepEqual(
      lines(seatsOf(25, 0), span('2026-06-01', '2026-07-01'), '2026-07-01', seatsOf(25, 0), span('2026-06-16', '2026-07-16'), '2026-06-16'),
      [],
    ));
});

test('back and forth on one day, a later change of seats gives back the rest of the new period and nothing of the one before', () => {
  const [first, month, second] = [span('2029-02-02', '2030-02-02'), span('2029-04-10', '2029-05-10'), span('2029-04-10', '2030-04-10')];
  const [yearly, monthly] = [seatsOf(25, 36_500), seatsOf(25, 4_000)];
  const change = (before: Seats, period: Span, after: Seats, next: Span, ledger: readonly Charge[]) =>
    cycleChangeLines({ before, paid: { ...paidPeriod(before, period, ledger), until: period.until }, after, next }, day('2029-04-10'));
  const bought = [purchaseCharge(yearly, first, 'purchase')];
  const there = [...bought, ...change(yearly, first, monthly, month, bought)];
  const ledger = [...there, ...change(monthly, month, yearly, second, there)];
  const changed = seatChangeLines(paidPeriod(yearly, second, ledger), yearly, 15, day('2029-04-20'));
  assert.deepEqual(
    changed.map((line) => [line.span.from, line.span.until, line.quantity, line.amountMinor]),
    [
      ['2029-04-10', '2030-04-10', 25, -912_500],
      ['2029-04-10', '2029-04-20', 25, 25_000],
      ['2029-04-20', '2030-04-10', 15, 532_500],
    ],
  );
});
