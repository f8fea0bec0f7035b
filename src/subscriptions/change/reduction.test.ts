import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { paidPeriod, seatChangeLines } from '../../billing/advance.ts';
import { advanceCharge, purchaseCharge, type Charge, type Seats } from '../../billing/charge.ts';
import { adjustmentLines } from '../../billing/new-commerce.ts';
import { day } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import { minor, type Currency } from '../../kit/money.ts';
import { batchesOf, openBatches, reducibleSeats, type DatedCharge, type SeatBatch } from './reduction.ts';

const at = (text: string) => new Date(`2026-06-${text}Z`);
const HOURS = 168;
const batch = (quantity: number, text: string, isRenewal = false): SeatBatch => ({
  quantity,
  addedAt: at(text),
  from: day(`2026-06-${text.slice(0, 2)}`),
  isRenewal,
});

describe('seats that can still be given back', () => {
  const cases: [name: string, batches: readonly SeatBatch[], now: string, total: number, untils: string[]][] = [
    ['one second before the window closes', [batch(5, '01T10:00:00')], '08T09:59:59', 5, ['2026-06-08T10:00:00.000Z']],
    ['when it closes', [batch(5, '01T10:00:00')], '08T10:00:00', 0, []],
    [
      'each batch has a window of its own',
      [batch(5, '01T10:00:00'), batch(2, '05T10:00:00')],
      '09T00:00:00',
      2,
      ['2026-06-12T10:00:00.000Z'],
    ],
    [
      'what was given back counts against the latest batch',
      [batch(5, '01T10:00:00'), batch(2, '05T10:00:00'), batch(-3, '06T10:00:00')],
      '07T00:00:00',
      4,
      ['2026-06-08T10:00:00.000Z'],
    ],
    ['more than there were', [batch(2, '05T10:00:00'), batch(-9, '06T10:00:00')], '07T00:00:00', 0, []],
    ['nothing was ever added', [], '07T00:00:00', 0, []],
    [
      'a renewal opens one window for all',
      [batch(5, '01T10:00:00'), batch(2, '05T10:00:00'), batch(7, '06T01:00:00', true)],
      '13T00:00:00',
      7,
      ['2026-06-13T01:00:00.000Z'],
    ],
    [
      'seats that were added after it have their own',
      [batch(7, '06T01:00:00', true), batch(1, '07T10:00:00')],
      '13T02:00:00',
      1,
      ['2026-06-14T10:00:00.000Z'],
    ],
  ];
  for (const [name, batches, now, total, untils] of cases) {
    test(name, () => {
      const found = reducibleSeats(batches, HOURS, at(now));
      assert.deepEqual([found.totalQuantity, found.details.map((each) => each.allowedUntil.toISOString())], [total, untils]);
    });
  }
});

const came = (batches: readonly SeatBatch[]) => openBatches(batches).map(({ quantity, from, renewed }) => [quantity, from, renewed?.from]);

describe('what is left of the batches', () => {
  test('what was given back as a whole is none any more, and no seats are none', () => {
    assert.deepEqual(came([batch(5, '01T10:00:00'), batch(2, '05T10:00:00'), batch(-2, '06T10:00:00')]), [[5, '2026-06-01', undefined]]);
    assert.deepEqual(came([batch(5, '01T10:00:00'), batch(0, '05T10:00:00')]), [[5, '2026-06-01', undefined]]);
  });
  test('seats given back beyond the latest batch are those of the one before', () =>
    assert.deepEqual(came([batch(5, '01T10:00:00'), batch(2, '05T10:00:00'), batch(-3, '06T10:00:00')]), [[4, '2026-06-01', undefined]]));
});

describe('a renewal', () => {
  test('with as many seats is of those that were there', () =>
    assert.deepEqual(came([batch(5, '05T10:00:00'), batch(5, '06T01:00:00', true)]), [[5, '2026-06-05', '2026-06-06']]));
  test('keeps the day on which seats came; more of them are as old as itself', () =>
    assert.deepEqual(came([batch(5, '05T10:00:00'), batch(9, '06T01:00:00', true)]), [
      [4, '2026-06-06', undefined],
      [5, '2026-06-05', '2026-06-06'],
    ]));
  test('with fewer seats loses the latest', () =>
    assert.deepEqual(came([batch(5, '04T10:00:00'), batch(5, '05T10:00:00'), batch(7, '06T01:00:00', true)]), [
      [5, '2026-06-04', '2026-06-06'],
      [2, '2026-06-05', '2026-06-06'],
    ]));
});

const seats: Seats = {
  subscriptionId: 's' as SubscriptionId,
  offerId: 'o' as OfferId,
  quantity: 10,
  unitPriceMinor: minor(500),
  currency: 'USD' as Currency,
  rounding: 'exact_half_up',
};
const june = { from: day('2026-06-01'), until: day('2026-07-01') };
const july = { from: day('2026-07-01'), until: day('2026-08-01') };

test('the ledger tells when how many seats were added', () => {
  const ledger: DatedCharge[] = [{ ...purchaseCharge(seats, june, 'purchase'), chargedAt: '2026-06-01T08:00:00Z' }];
  const change = (before: number, after: number, on: string) => {
    const held = { ...seats, quantity: before };
    for (const line of seatChangeLines(paidPeriod(held, june, ledger), held, after, day(on)))
      ledger.push({ ...line, chargedAt: `${on}T09:00:00Z` });
  };
  change(10, 15, '2026-06-10');
  change(15, 12, '2026-06-20');
  ledger.push({ ...advanceCharge({ ...seats, quantity: 12 }, july, 'cycle'), chargedAt: '2026-07-01T00:10:00Z' });
  assert.deepEqual(
    batchesOf(ledger).map((each) => [each.quantity, each.addedAt.toISOString().slice(0, 10)]),
    [
      [10, '2026-06-01'],
      [5, '2026-06-10'],
      [-3, '2026-06-20'],
    ],
  );
});

describe('one line of the ledger', () => {
  const at8 = (line: Charge, quantity: number, amountMinor: number): DatedCharge => ({
    ...line,
    cause: 'seat_change',
    quantity,
    amountMinor: minor(amountMinor),
    chargedAt: '2026-06-30T08:00:00Z',
  });
  const purchase = purchaseCharge(seats, june, 'purchase');
  const quantities = (...lines: readonly DatedCharge[]) => batchesOf(lines).map(({ quantity }) => quantity);
  test('that came to nothing is of seats all the same', () => assert.deepEqual(quantities(at8(purchase, 10, 0)), [10]));
  test('of a cent adds seats, and a credit of a cent takes them', () => {
    assert.deepEqual(quantities(at8(purchase, 10, -1), at8(purchase, 15, 1)), [5]);
    assert.deepEqual(quantities(at8(purchase, 10, -1), at8(purchase, 9, 1)), [-1]);
  });
  test('that another one takes back at once is no batch', () =>
    assert.deepEqual(quantities(at8(purchase, 10, 5000), at8(purchase, 10, -5000)), []));
});

describe('a renewal that comes late, together with a change of seats', () => {
  const dated = (lines: readonly Charge[]) => lines.map((line) => ({ ...line, chargedAt: '2026-07-03T09:00:00Z' }));
  const cases: [name: string, ledger: readonly DatedCharge[], expected: (readonly [number, string, true | undefined])[]][] = [
    [
      'is one batch, and the seats that were added another one from their own day',
      dated([advanceCharge(seats, july, 'renew'), ...adjustmentLines(seats, 15, july, day('2026-07-03'))]),
      [
        [10, '2026-07-01', true],
        [5, '2026-07-03', undefined],
      ],
    ],
    [
      'and so are fewer seats',
      dated([advanceCharge(seats, july, 'renew'), ...adjustmentLines(seats, 7, july, day('2026-07-03'))]),
      [
        [10, '2026-07-01', true],
        [-3, '2026-07-03', undefined],
      ],
    ],
    [
      'in a later period of the new term too',
      dated([
        advanceCharge(seats, june, 'renew'),
        advanceCharge(seats, july, 'cycle'),
        ...adjustmentLines(seats, 11, july, day('2026-07-03')),
      ]),
      [
        [10, '2026-06-01', true],
        [1, '2026-07-03', undefined],
      ],
    ],
    ['twice is the last one', dated([june, july].map((term) => advanceCharge(seats, term, 'renew'))), [[10, '2026-07-01', true]]],
  ];
  for (const [name, ledger, expected] of cases) {
    test(name, () =>
      assert.deepEqual(
        batchesOf(ledger).map(({ quantity, from, isRenewal }) => [quantity, from, isRenewal]),
        expected,
      ),
    );
  }
});
