import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seatsOf, total } from '../../test/seats.ts';
import { day, type Span } from '../kit/dates.ts';
import { cancelLines, paidPeriod, reactivateLines, seatChangeLines } from './advance.ts';
import { advanceCharge, purchaseCharge, type Charge } from './charge.ts';
import { profileOf } from './profile.ts';

const january = { from: day('2026-01-13'), until: day('2026-02-13') };
const brief = (lines: readonly Charge[]) =>
  lines.map((line) => [line.chargeType, line.span.from, line.span.until, line.quantity, line.amountMinor]);

describe('a change of seats in the middle of a period', () => {
  const paid = [purchaseCharge(seatsOf(1, 400), january, 'purchase')];
  const change = (before: number, after: number, on: string, ledger: readonly Charge[]) =>
    seatChangeLines(paidPeriod(seatsOf(before, 400), january, ledger), seatsOf(before, 400), after, day(on));

  test('the old advance comes back, and each part is charged at its quantity (the published scenario)', () => {
    assert.deepEqual(brief(change(1, 2, '2026-02-01', paid)), [
      ['Cycle instance prorate', '2026-01-13', '2026-02-13', 1, -400],
      ['Cycle instance prorate', '2026-01-13', '2026-02-01', 1, 245],
      ['Cycle instance prorate', '2026-02-01', '2026-02-13', 2, 310],
    ]);
  });
  test('a second change takes back only the part that is still running', () => {
    const first = change(1, 2, '2026-02-01', paid);
    assert.deepEqual(brief(change(2, 5, '2026-02-10', [...paid, ...first])), [
      ['Cycle instance prorate', '2026-02-01', '2026-02-13', 2, -310],
      ['Cycle instance prorate', '2026-02-01', '2026-02-10', 2, 232],
      ['Cycle instance prorate', '2026-02-10', '2026-02-13', 5, 194],
    ]);
  });
  test('on the first day there is nothing before it', () => {
    assert.deepEqual(brief(change(1, 2, '2026-01-13', paid)), [
      ['Cycle instance prorate', '2026-01-13', '2026-02-13', 1, -400],
      ['Cycle instance prorate', '2026-01-13', '2026-02-13', 2, 800],
    ]);
  });
  test('on the last day one day has the new quantity', () => {
    assert.deepEqual(brief(change(1, 2, '2026-02-12', paid)).at(-1), ['Cycle instance prorate', '2026-02-12', '2026-02-13', 2, 26]);
  });
  test('taken back on the same day it leaves no trace', () => {
    const first = change(1, 2, '2026-02-01', paid);
    const back = change(2, 1, '2026-02-01', [...paid, ...first]);
    assert.equal(total([...first, ...back]), 0);
    assert.deepEqual(
      brief(paidPeriod(seatsOf(1, 400), january, [...paid, ...first, ...back]).open).map((line) => line.slice(1)),
      [['2026-01-13', '2026-02-13', 1, 400]],
    );
  });
  test('a period that the ledger does not know was paid elsewhere', () => {
    assert.deepEqual(brief(change(1, 2, '2026-02-01', [])), brief(change(1, 2, '2026-02-01', paid)));
  });
  test('seats that cost nothing have no lines', () => {
    assert.deepEqual(seatChangeLines(paidPeriod(seatsOf(25, 0), january, []), seatsOf(25, 0), 30, day('2026-02-01')), []);
  });
  test('seats that an upgrade gave back are not charged again', () => {
    const ten = seatsOf(10);
    const advance = purchaseCharge(ten, january, 'cycle');
    const credit = cancelLines(
      { period: january, open: [advance], before: [] },
      { ...ten, quantity: 8 },
      10,
      { purchasedOn: day('2025-01-13'), today: day('2026-01-23') },
      'upgrade_cancel',
    );
    const ledger = [advance, ...credit];
    const later = seatChangeLines(paidPeriod(seatsOf(2), january, ledger), seatsOf(2), 3, day('2026-02-02'));
    assert.deepEqual(
      profileOf([...ledger, ...later]).map((part) => [part.span.from, part.seats]),
      [
        ['2026-01-13', 10],
        ['2026-01-23', 2],
        ['2026-02-02', 3],
      ],
    );
  });
});

describe('seats given back', () => {
  const advance = purchaseCharge(seatsOf(10), january, 'purchase');
  const credit = (quantity: number, purchasedOn: string, today: string, ledger: readonly Charge[] = [advance]) =>
    cancelLines(
      paidPeriod(seatsOf(10), january, ledger),
      seatsOf(quantity),
      10,
      { purchasedOn: day(purchasedOn), today: day(today) },
      'cancel',
    );
  const cases: [name: string, lines: readonly Charge[], expected: readonly (readonly [string, string, number, number])[]][] = [
    ['on the 30th day after the purchase by the day', credit(10, '2026-01-13', '2026-02-12'), [['2026-02-12', '2026-02-13', 10, -161]]],
    ['one day earlier in full', credit(10, '2026-01-13', '2026-02-11'), [['2026-01-13', '2026-02-13', 10, -5000]]],
    ['some of them in full', credit(4, '2026-01-13', '2026-01-20'), [['2026-01-13', '2026-02-13', 4, -2000]]],
    ['some of them by the day', credit(4, '2025-01-13', '2026-01-20'), [['2026-01-20', '2026-02-13', 4, -1548]]],
    ['after the period nothing', credit(10, '2025-01-13', '2026-02-13'), []],
  ];
  for (const [name, lines, expected] of cases)
    test(name, () =>
      assert.deepEqual(
        brief(lines).map((line) => line.slice(1)),
        expected,
      ),
    );

  test('in full is what was paid, and not what was never paid', () => {
    const grown = seatChangeLines(paidPeriod(seatsOf(10), january, [advance]), seatsOf(10), 15, day('2026-01-20'));
    const ledger = [advance, ...grown];
    const back = cancelLines(
      paidPeriod(seatsOf(15), january, ledger),
      seatsOf(15),
      15,
      { purchasedOn: day('2026-01-13'), today: day('2026-01-25') },
      'cancel',
    );
    assert.equal(total([...ledger, ...back]), 0);
    const again = reactivateLines(seatsOf(15), january, [...ledger, ...back], { purchasedOn: day('2026-01-13'), today: day('2026-01-28') });
    assert.equal(total([...back, ...again]), 0);
    assert.ok(again.every((line) => line.chargeType === 'Activation fee'));
  });
});

describe('a period that was charged elsewhere, suspended and used again here', () => {
  const july = { from: day('2026-07-01'), until: day('2026-08-01') };
  const on = (today: string) => ({ purchasedOn: day('2026-01-01'), today: day(today) });
  const back = cancelLines(paidPeriod(seatsOf(10), july, []), seatsOf(10), 10, on('2026-07-11'), 'cancel');
  const ledger = [...back, ...reactivateLines(seatsOf(10), july, back, on('2026-07-15'))];
  const paid = paidPeriod(seatsOf(10), july, ledger);

  test('was suspended and used again by the day', () => {
    assert.deepEqual(brief(ledger), [
      ['Cancel fee', '2026-07-11', '2026-08-01', 10, -3387],
      ['Prorate fees when activate', '2026-07-15', '2026-08-01', 10, 2742],
    ]);
  });
  test('with fewer seats what the reactivation charged comes back', () => {
    assert.deepEqual(brief(seatChangeLines(paid, seatsOf(10), 8, day('2026-07-20'))), [
      ['Cycle instance prorate', '2026-07-15', '2026-08-01', 10, -2742],
      ['Cycle instance prorate', '2026-07-15', '2026-07-20', 10, 806],
      ['Cycle instance prorate', '2026-07-20', '2026-08-01', 8, 1548],
    ]);
  });
  test('suspended again, the days that are left come back', () => {
    assert.deepEqual(brief(cancelLines(paid, seatsOf(10), 10, on('2026-07-25'), 'cancel')), [
      ['Cancel fee', '2026-07-25', '2026-08-01', 10, -1129],
    ]);
  });
  test('as much as where all of it was charged here', () => {
    const charged = paidPeriod(seatsOf(10), july, [advanceCharge(seatsOf(10), july, 'cycle'), ...ledger]);
    assert.deepEqual(charged.open, paid.open);
  });
});

describe('within 30 days of a purchase in February, in the second period', () => {
  const february = { from: day('2026-02-01'), until: day('2026-03-01') };
  const march = { from: day('2026-03-01'), until: day('2026-04-01') };
  const bought = { purchasedOn: day('2026-02-01'), today: day('2026-03-02') };
  const ledger = [purchaseCharge(seatsOf(10), february, 'purchase'), advanceCharge(seatsOf(10), march, 'cycle')];
  const paid = paidPeriod(seatsOf(10), march, ledger);

  test('everything that was paid comes back, and back again', () => {
    const back = cancelLines(paid, seatsOf(10), 10, bought, 'cancel');
    assert.deepEqual(brief(back), [
      ['Cancel fee', '2026-02-01', '2026-03-01', 10, -5000],
      ['Cancel fee', '2026-03-01', '2026-04-01', 10, -5000],
    ]);
    assert.equal(total([...back, ...reactivateLines(seatsOf(10), march, [...ledger, ...back], bought)]), 0);
  });
  test('of some of the seats their part of both', () => {
    assert.deepEqual(brief(cancelLines(paid, seatsOf(4), 10, bought, 'upgrade_cancel')), [
      ['Cancel fee', '2026-02-01', '2026-03-01', 4, -2000],
      ['Cancel fee', '2026-03-01', '2026-04-01', 4, -2000],
    ]);
  });
  test('suspended in the first and used again in the second, both are charged', () => {
    const [first] = ledger;
    assert.ok(first !== undefined);
    const back = cancelLines(
      paidPeriod(seatsOf(10), february, [first]),
      seatsOf(10),
      10,
      { ...bought, today: day('2026-02-20') },
      'cancel',
    );
    assert.deepEqual(brief(reactivateLines(seatsOf(10), march, [first, ...back], bought)), [
      ['Activation fee', '2026-02-01', '2026-03-01', 10, 5000],
      ['Activation fee', '2026-03-01', '2026-04-01', 10, 5000],
    ]);
  });
  test('one day later by the day', () => {
    assert.deepEqual(brief(cancelLines(paid, seatsOf(10), 10, { ...bought, today: day('2026-03-03') }, 'cancel')), [
      ['Cancel fee', '2026-03-03', '2026-04-01', 10, -4677],
    ]);
  });
});

test('what a change took back already does not come back a second time', () => {
  const paid = [purchaseCharge(seatsOf(1, 400), january, 'purchase')];
  const changed = [...paid, ...seatChangeLines(paidPeriod(seatsOf(1, 400), january, paid), seatsOf(1, 400), 2, day('2026-02-01'))];
  const within = { purchasedOn: day('2026-01-13'), today: day('2026-02-05') };
  assert.deepEqual(brief(cancelLines(paidPeriod(seatsOf(2, 400), january, changed), seatsOf(2, 400), 2, within, 'cancel')), [
    ['Cancel fee', '2026-01-13', '2026-02-01', 1, -245],
    ['Cancel fee', '2026-02-01', '2026-02-13', 2, -310],
  ]);
});

describe('seats that are used again', () => {
  const may = { from: day('2026-05-13'), until: day('2026-06-13') };
  const june = { from: day('2026-06-13'), until: day('2026-07-13') };
  const year = { from: day('2026-01-13'), until: day('2027-01-13') };
  const cases: [
    name: string,
    period: Span,
    purchasedOn: string,
    today: string,
    expected: readonly [string, string, string, number, number],
  ][] = [
    ['later: from the day on', june, '2025-01-13', '2026-06-20', ['Prorate fees when activate', '2026-06-20', '2026-07-13', 10, 3833]],
    ['in the longest month', may, '2025-01-13', '2026-05-20', ['Prorate fees when activate', '2026-05-20', '2026-06-13', 10, 3871]],
    ['of a year', year, '2025-01-13', '2026-06-20', ['Prorate fees when purchase', '2026-06-20', '2027-01-13', 10, 2836]],
    ['within 30 days the whole period', june, '2026-06-01', '2026-06-20', ['Activation fee', '2026-06-13', '2026-07-13', 10, 5000]],
  ];
  for (const [name, period, purchasedOn, today, expected] of cases) {
    test(name, () =>
      assert.deepEqual(brief(reactivateLines(seatsOf(10), period, [], { purchasedOn: day(purchasedOn), today: day(today) })), [expected]),
    );
  }
});
