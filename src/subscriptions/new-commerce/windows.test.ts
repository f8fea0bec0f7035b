import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { day } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import { minor, type Currency } from '../../kit/money.ts';
import type { Cause } from '../../billing/charge.ts';
import type { DatedCharge } from '../change/reduction.ts';
import { refundsOf, windowsOf } from './windows.ts';

const id = 'one' as SubscriptionId;
const WEEK = { reductionHours: 168 };
const line = (chargedAt: string, cause: Cause, quantity: number): DatedCharge => ({
  subscriptionId: id,
  offerId: 'P:1:A' as OfferId,
  cause,
  chargeType: cause,
  span: { from: day(chargedAt.slice(0, 10)), until: day('2026-07-18') },
  periodDays: 30,
  quantity: Math.abs(quantity),
  unitPriceMinor: minor(600),
  amountMinor: minor(600 * quantity),
  currency: 'USD' as Currency,
  rounding: 'truncated_total',
  chargedAt,
});
const bought = line('2026-06-18T09:00:00Z', 'purchase', 10);
const added = [line('2026-06-20T12:00:00Z', 'seat_change', -10), line('2026-06-20T12:00:00Z', 'seat_change', 15)];

describe('the windows of a subscription', () => {
  const cases: [name: string, ledger: DatedCharge[], quantity: number, now: string, reducible: number, cancellableUntil: string | null][] =
    [
      ['at the purchase', [bought], 10, '2026-06-18T09:00:00Z', 10, '2026-06-25T09:00:00.000Z'],
      ['in its last second', [bought], 10, '2026-06-25T08:59:59Z', 10, '2026-06-25T09:00:00.000Z'],
      ['after seven days', [bought], 10, '2026-06-25T09:00:00Z', 0, null],
      [
        'with seats added the first window ends the cancellation',
        [bought, ...added],
        15,
        '2026-06-25T08:59:59Z',
        15,
        '2026-06-25T09:00:00.000Z',
      ],
      ['of the added ones only', [bought, ...added], 15, '2026-06-25T09:00:00Z', 5, null],
      ['renewed', [line('2027-06-18T01:00:00Z', 'renew', 10)], 10, '2027-06-25T00:59:59Z', 10, '2027-06-25T01:00:00.000Z'],
      [
        'what came by a transition is in none',
        [bought, line('2026-06-19T09:00:00Z', 'transition_cancel', -10), line('2026-06-19T09:00:00Z', 'transition_purchase', 10)],
        10,
        '2026-06-19T10:00:00Z',
        0,
        null,
      ],
      [
        'what left by one is gone from its batch',
        [bought, line('2026-06-19T09:00:00Z', 'transition_cancel', -4)],
        6,
        '2026-06-19T10:00:00Z',
        6,
        '2026-06-25T09:00:00.000Z',
      ],
      ['nothing is known of its purchase', [], 10, '2026-06-18T10:00:00Z', 0, null],
    ];
  for (const [name, ledger, quantity, now, reducible, cancellableUntil] of cases) {
    test(name, () => {
      const windows = windowsOf({ id, quantity }, WEEK, ledger, new Date(now));
      assert.deepEqual([windows.totalQuantity, windows.cancellableUntil?.toISOString() ?? null], [reducible, cancellableUntil]);
    });
  }
  test('an offer without a window has none', () => {
    assert.equal(windowsOf({ id, quantity: 10 }, { reductionHours: null }, [bought], new Date('2026-06-18T10:00:00Z')).totalQuantity, 0);
  });
});

describe('from which day the price of seats comes back', () => {
  const overnight = [line('2026-06-21T10:00:00Z', 'seat_change', -15), line('2026-06-21T10:00:00Z', 'seat_change', 18)];
  const cases: [name: string, seats: number, now: string, expected: [quantity: number, from: string][]][] = [
    ['the latest seats within a day, of their own day', 5, '2026-06-21T11:59:59Z', [[5, '2026-06-20']]],
    ['after a day, today', 5, '2026-06-21T12:00:00Z', [[5, '2026-06-21']]],
    ['more than the latest, of which the others are older, on one day', 6, '2026-06-20T13:00:00Z', [[6, '2026-06-20']]],
    [
      'more than the latest on the next day: only those of the last day come back as a whole',
      6,
      '2026-06-21T11:00:00Z',
      [
        [5, '2026-06-20'],
        [1, '2026-06-21'],
      ],
    ],
    ['more seats than are known', 99, '2026-06-20T13:00:00Z', [[99, '2026-06-20']]],
  ];
  for (const [name, seats, now, expected] of cases) {
    test(name, () =>
      assert.deepEqual(
        refundsOf(id, seats, [bought, ...added], new Date(now)).map(({ quantity, from }) => [quantity, from]),
        expected,
      ),
    );
  }
  test('until the last millisecond of a day', () => {
    const from = (now: string) => refundsOf(id, 5, [bought, ...added], new Date(now)).map((refund) => refund.from);
    assert.deepEqual([from('2026-06-21T11:59:59.999Z'), from('2026-06-21T12:00:00.000Z')], [['2026-06-20'], ['2026-06-21']]);
  });
  test('those of the day come back to the last cent, the others beside them by the day', () => {
    const more = [line('2026-06-20T12:30:00Z', 'seat_change', -15), line('2026-06-20T12:30:00Z', 'seat_change', 17)];
    const refunded = (seats: number, now: string) => refundsOf(id, seats, [bought, ...added, ...more], new Date(now));
    assert.deepEqual(refunded(8, '2026-06-20T13:00:00Z'), [{ quantity: 8, from: '2026-06-20', inFull: 7 }]);
    assert.deepEqual(refunded(8, '2026-06-21T12:00:00Z'), [
      { quantity: 2, from: '2026-06-20', inFull: 2 },
      { quantity: 6, from: '2026-06-21', inFull: 0 },
    ]);
  });
  test('renewed within a day, all from the first day of the new term; after a day by the day', () => {
    const renewal = line('2027-06-18T01:00:00Z', 'renew', 10);
    const refunded = (now: string) => refundsOf(id, 4, [bought, renewal], new Date(now));
    assert.deepEqual(refunded('2027-06-19T00:59:59Z'), [{ quantity: 4, from: '2027-06-18', inFull: 4 }]);
    assert.deepEqual(refunded('2027-06-19T01:00:00Z'), [{ quantity: 4, from: '2027-06-19', inFull: 0 }]);
  });
  test('several batches of one day stand together behind those of a later one', () => {
    const more = [line('2026-06-20T12:30:00Z', 'seat_change', -15), line('2026-06-20T12:30:00Z', 'seat_change', 17)];
    const next = [line('2026-06-21T10:00:00Z', 'seat_change', -17), line('2026-06-21T10:00:00Z', 'seat_change', 20)];
    assert.deepEqual(refundsOf(id, 10, [bought, ...added, ...more, ...next], new Date('2026-06-21T11:00:00Z')), [
      { quantity: 3, from: '2026-06-21', inFull: 3 },
      { quantity: 7, from: '2026-06-20', inFull: 7 },
    ]);
  });
  test('two batches of two days, both within a day: each of its own day', () =>
    assert.deepEqual(
      refundsOf(id, 7, [bought, ...added, ...overnight], new Date('2026-06-21T11:00:00Z')).map(({ quantity, from }) => [quantity, from]),
      [
        [3, '2026-06-21'],
        [4, '2026-06-20'],
      ],
    ));
});
