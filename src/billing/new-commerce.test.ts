import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seatsOf } from '../../test/seats.ts';
import { addDays, day } from '../kit/dates.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import { minor } from '../kit/money.ts';
import { chargeFor, type Charge, type Seats } from './charge.ts';
import {
  adjustmentLines,
  cancellationLines,
  convertedAway,
  convertedTo,
  periodBefore,
  reductionLines,
  type GivenBack,
} from './new-commerce.ts';

// June has thirty days at 5.00 a seat; the period before it was May, at 4.00.
const june = { from: day('2026-06-01'), until: day('2026-07-01') };
const may = { from: day('2026-05-01'), until: day('2026-06-01') };
const said = { cause: 'purchase', chargeType: 'new' } as const;
const ten = seatsOf(10);
const inMay = (quantity: number, from = may.from): Charge => chargeFor(seatsOf(quantity, 400), { from, until: may.until }, may, said);
const brief = (lines: readonly Charge[]) => lines.map((line) => [line.chargeType, line.span.from, line.quantity, line.amountMinor]);
const on = (date: string, change: Partial<GivenBack> = {}): GivenBack => ({ quantity: 4, from: day(date), inFull: 0, ...change });

describe('a change of seats', () => {
  const cases: readonly [situation: string, quantity: number, from: string, lines: readonly (readonly unknown[])[]][] = [
    [
      'more, in the middle',
      11,
      '2026-06-16',
      [
        ['addQuantity', '2026-06-16', 10, -2500],
        ['addQuantity', '2026-06-16', 11, 2750],
      ],
    ],
    [
      'fewer',
      9,
      '2026-06-16',
      [
        ['removeQuantity', '2026-06-16', 10, -2500],
        ['removeQuantity', '2026-06-16', 9, 2250],
      ],
    ],
    [
      'cut off, each line by itself',
      11,
      '2026-06-20',
      [
        ['addQuantity', '2026-06-20', 10, -1833],
        ['addQuantity', '2026-06-20', 11, 2016],
      ],
    ],
    [
      'before the period',
      9,
      '2026-05-20',
      [
        ['removeQuantity', '2026-06-01', 10, -5000],
        ['removeQuantity', '2026-06-01', 9, 4500],
      ],
    ],
    ['after it', 9, '2026-07-02', []],
    ['to none', 0, '2026-06-16', [['removeQuantity', '2026-06-16', 10, -2500]]],
  ];
  for (const [situation, quantity, from, lines] of cases) {
    test(situation, () => assert.deepEqual(brief(adjustmentLines(ten, quantity, june, day(from))), lines));
  }
});

describe('the period before', () => {
  const before = (...ledger: Charge[]) => {
    const found = periodBefore(ten, june, ledger);
    return found === null ? null : [found.seats.quantity, found.seats.unitPriceMinor, found.period];
  };
  const given = (line: Charge): Charge => ({ ...line, amountMinor: -line.amountMinor as Charge['amountMinor'] });

  test('has the seats of its last day at their price', () => {
    assert.deepEqual(before(inMay(7)), [7, 400, may]);
    assert.deepEqual(before(inMay(7), inMay(2, day('2026-05-20'))), [9, 400, may]);
  });
  test('is not there where nothing was charged up to this one', () => {
    assert.equal(before(), null);
    assert.equal(before({ ...inMay(7), subscriptionId: 'another' as SubscriptionId }), null);
    assert.equal(before({ ...inMay(7), span: { ...may, until: addDays(may.until, -1) } }), null);
  });
  test('nor where all of it was given back, or cost nothing', () => {
    assert.equal(before(inMay(7), given(inMay(7))), null);
    assert.equal(before(inMay(7), given(inMay(8))), null);
    assert.deepEqual(before(inMay(7), given(inMay(6, day('2026-05-20')))), [1, 400, may]);
    assert.equal(before({ ...inMay(7), amountMinor: given(inMay(0)).amountMinor }), null);
    assert.deepEqual(before({ ...inMay(7), amountMinor: minor(1) }), [7, 400, may]);
  });
});

describe('seats given back', () => {
  const reduced = (held: Seats, given: readonly GivenBack[], ledger: readonly Charge[] = []) =>
    brief(reductionLines({ seats: held, period: june }, given, ledger));

  test('each part counts from what the one before it left', () => {
    assert.deepEqual(reduced(ten, [on('2026-06-16'), on('2026-06-01', { quantity: 1 })]), [
      ['removeQuantity', '2026-06-16', 10, -2500],
      ['removeQuantity', '2026-06-16', 6, 1500],
      ['removeQuantity', '2026-06-01', 6, -3000],
      ['removeQuantity', '2026-06-01', 5, 2500],
    ]);
  });

  const fromMay = [
    ['removeQuantity', '2026-05-31', 7, -90],
    ['removeQuantity', '2026-05-31', 3, 38],
    ['removeQuantity', '2026-06-01', 10, -5000],
    ['removeQuantity', '2026-06-01', 6, 3000],
  ];
  test('of what was bought in the period before, its days of that come back as well', () => {
    assert.deepEqual(reduced(ten, [on('2026-05-31')], [inMay(7)]), fromMay);
    assert.deepEqual(reduced(ten, [on('2026-05-31')], []), fromMay.slice(2));
    assert.deepEqual(reduced(ten, [on('2026-06-01')], [inMay(7)]), fromMay.slice(2));
  });

  test('no more of them than there were, over all parts', () => {
    assert.deepEqual(
      reduced(ten, [on('2026-05-31', { quantity: 5 }), on('2026-05-31')], [inMay(7)]).filter(([, from]) => from === '2026-05-31'),
      [
        ['removeQuantity', '2026-05-31', 7, -90],
        ['removeQuantity', '2026-05-31', 2, 25],
        ['removeQuantity', '2026-05-31', 2, -25],
      ],
    );
  });

  test('a part from the first day of the period does not count against them', () => {
    assert.deepEqual(
      reduced(ten, [on('2026-06-01', { quantity: 5 }), on('2026-05-31')], [inMay(7)]).filter(([, from]) => from === '2026-05-31'),
      fromMay.slice(0, 2),
    );
  });

  test('a part from within the period beside one from before it stays in the period', () => {
    const lines = reduced(ten, [on('2026-05-31', { quantity: 1 }), on('2026-06-16', { quantity: 1 })], [inMay(7)]);
    assert.deepEqual(
      lines.map(([, from]) => from),
      ['2026-05-31', '2026-05-31', '2026-06-01', '2026-06-01', '2026-06-16', '2026-06-16'],
    );
  });
});

describe('all seats given back', () => {
  const cancelled = (given: readonly GivenBack[], ledger: readonly Charge[] = []) =>
    brief(cancellationLines({ seats: ten, period: june }, given, ledger));

  test('by the day the price of one seat is cut off first', () => {
    assert.deepEqual(cancelled([on('2026-06-20', { quantity: 10 })]), [['cancelImmediate', '2026-06-20', 10, -1830]]);
  });
  test('what comes back in full is as much as it was charged', () => {
    assert.deepEqual(cancelled([on('2026-06-20', { quantity: 10, inFull: 10 })]), [['cancelImmediate', '2026-06-20', 10, -1833]]);
    assert.deepEqual(cancelled([on('2026-06-20', { quantity: 10, inFull: 4 })]), [
      ['cancelImmediate', '2026-06-20', 4, -733],
      ['cancelImmediate', '2026-06-20', 6, -1098],
    ]);
  });
  test('in full from the period before too', () => {
    assert.deepEqual(cancelled([on('2026-05-31', { quantity: 10, inFull: 10 })], [inMay(7)]), [
      ['cancelImmediate', '2026-05-31', 7, -90],
      ['cancelImmediate', '2026-06-01', 10, -5000],
    ]);
  });
});

describe('seats that become something else', () => {
  test('leave with their unused days, the price of a seat cut off first', () => {
    assert.deepEqual(brief(convertedAway(ten, june, day('2026-06-20'))), [['convert', '2026-06-20', 10, -1830]]);
    assert.deepEqual(convertedAway(ten, june, day('2026-07-01')), []);
  });
  test('arrive for the days that are left', () => {
    assert.deepEqual(brief(convertedTo(ten, june, day('2026-06-20'), 'new')), [['convert', '2026-06-20', 10, 1830]]);
    assert.deepEqual(brief(convertedTo(ten, june, day('2026-06-20'), 'existing')), [['moveQuantity', '2026-06-20', 10, 1830]]);
  });
});
