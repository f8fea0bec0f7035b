import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { paidPeriod, seatChangeLines } from '../../billing/advance.ts';
import { advanceCharge, purchaseCharge, type Seats } from '../../billing/charge.ts';
import { day } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import { minor, type Currency } from '../../kit/money.ts';
import { batchesOf, reducibleSeats, type DatedCharge, type SeatBatch } from './reduction.ts';

const at = (text: string) => new Date(`2026-06-${text}Z`);
const HOURS = 168;

describe('seats that can still be given back', () => {
  const cases: [name: string, batches: readonly SeatBatch[], now: string, total: number, untils: string[]][] = [
    ['one second before the window closes', [{ quantity: 5, addedAt: at('01T10:00:00') }], '08T09:59:59', 5, ['2026-06-08T10:00:00.000Z']],
    ['when it closes', [{ quantity: 5, addedAt: at('01T10:00:00') }], '08T10:00:00', 0, []],
    [
      'each batch has a window of its own',
      [
        { quantity: 5, addedAt: at('01T10:00:00') },
        { quantity: 2, addedAt: at('05T10:00:00') },
      ],
      '09T00:00:00',
      2,
      ['2026-06-12T10:00:00.000Z'],
    ],
    [
      'what was given back counts against the latest batch',
      [
        { quantity: 5, addedAt: at('01T10:00:00') },
        { quantity: 2, addedAt: at('05T10:00:00') },
        { quantity: -3, addedAt: at('06T10:00:00') },
      ],
      '07T00:00:00',
      4,
      ['2026-06-08T10:00:00.000Z'],
    ],
    [
      'more than there were',
      [
        { quantity: 2, addedAt: at('05T10:00:00') },
        { quantity: -9, addedAt: at('06T10:00:00') },
      ],
      '07T00:00:00',
      0,
      [],
    ],
    ['nothing was ever added', [], '07T00:00:00', 0, []],
  ];
  for (const [name, batches, now, total, untils] of cases) {
    test(name, () => {
      const found = reducibleSeats(batches, HOURS, at(now));
      assert.deepEqual([found.totalQuantity, found.details.map((batch) => batch.allowedUntil.toISOString())], [total, untils]);
    });
  }
});

test('the ledger tells when how many seats were added', () => {
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
    batchesOf(ledger).map((batch) => [batch.quantity, batch.addedAt.toISOString().slice(0, 10)]),
    [
      [10, '2026-06-01'],
      [5, '2026-06-10'],
      [-3, '2026-06-20'],
    ],
  );
});
