import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { held, on, planned, wish } from '../../../test/purchase-facts.ts';
import { FROM, price, sold, withOffers } from '../../../test/transition-facts.ts';
import type { Wish } from './wish.ts';

describe('what a purchase opens', () => {
  test('orders by billing cycle and sales group, in the order of their first lines', () => {
    const plan = planned([
      wish('basic', { billingCycle: null }),
      wish('try', { quantity: 25, billingCycle: null }),
      wish('apps-only', { billingCycle: 'annual' }),
      wish('archiving', { billingCycle: null }),
    ]);
    assert.deepEqual(
      plan.orders.map((order) => [order.id, order.billingCycle]),
      [
        ['order-0', 'monthly'],
        ['order-1', 'none'],
        ['order-2', 'annual'],
      ],
    );
    assert.deepEqual(
      plan.lines.map((line) => [line.group, line.subscription.orderId]),
      [
        [0, 'order-0'],
        [1, 'order-1'],
        [2, 'order-2'],
        [0, 'order-0'],
      ],
    );
  });

  const terms: [name: string, wish: Wish, today: string, term: [string, string], charged: [string, string, number] | null][] = [
    ['twelve months, the first paid', wish('basic'), '2026-06-11', ['2026-06-11', '2027-06-11'], ['2026-06-11', '2026-07-11', 500]],
    [
      'a year paid at once',
      wish('basic', { billingCycle: 'annual' }),
      '2026-06-11',
      ['2026-06-11', '2027-06-11'],
      ['2026-06-11', '2027-06-11', 6000],
    ],
    [
      'bought on the 30th: from the first of next month',
      wish('basic'),
      '2026-06-30',
      ['2026-07-01', '2027-07-01'],
      ['2026-07-01', '2026-08-01', 500],
    ],
    [
      'a trial: thirty days, for nothing',
      wish('try', { quantity: 25, billingCycle: 'none' }),
      '2026-06-30',
      ['2026-06-30', '2026-07-30'],
      null,
    ],
    [
      'an add-on: the rest of its base’s period',
      wish('calls', on('held')),
      '2026-06-11',
      ['2026-01-21', '2027-01-21'],
      ['2026-06-11', '2026-06-21', 129],
    ],
    [
      'an add-on on the first day of a period: all of it',
      wish('calls', on('held')),
      '2026-06-21',
      ['2026-01-21', '2027-01-21'],
      ['2026-06-21', '2026-07-21', 400],
    ],
    [
      'an add-on on the last day of a period',
      wish('calls', on('held')),
      '2026-06-20',
      ['2026-01-21', '2027-01-21'],
      ['2026-06-20', '2026-06-21', 13],
    ],
  ];
  for (const [name, wanted, at, term, charged] of terms) {
    test(name, () => {
      const [line] = planned([wanted], { today: at, customer: { subscriptions: [held] } }).lines;
      assert.deepEqual([line?.subscription.term.from, line?.subscription.term.until], term);
      const { charge } = line ?? {};
      assert.deepEqual(charge === null || charge === undefined ? null : [charge.span.from, charge.span.until, charge.amountMinor], charged);
    });
  }

  test('an add-on to a base that begins next month begins and is paid with it', () => {
    const plan = planned(
      [wish('basic', { quantity: 5 }), wish('calls', { quantity: 5, billingCycle: null, base: { kind: 'line', line: 0 } })],
      { today: '2026-06-30' },
    );
    assert.deepEqual(
      plan.lines.map(({ charge }) => [charge?.span.from, charge?.span.until, charge?.amountMinor]),
      [
        ['2026-07-01', '2026-08-01', 2500],
        ['2026-07-01', '2026-08-01', 2000],
      ],
    );
  });

  test('an add-on of which nothing else is said is billed as its base is', () => {
    const cycles = (['monthly', 'annual'] as const).map((billingCycle) => {
      const customer = { subscriptions: [{ ...held, billingCycle }] };
      return planned([wish('calls', { ...on('held'), billingCycle: null })], { customer }).lines[0]?.subscription.billingCycle;
    });
    assert.deepEqual(cycles, ['monthly', 'annual']);
  });

  test('new commerce begins on any day of the month, for the term that was asked for', () => {
    const catalog = { ...withOffers(sold('basic', FROM)), prices: [price(FROM, 500, 'P1Y'), price(FROM, 400, 'P3Y')] };
    const opened = ([null, 'P3Y'] as const).map((duration) => {
      const [line] = planned([wish('p:1:a', { duration })], { today: '2026-06-30', catalog }).lines;
      const { charge } = line ?? {};
      return [line?.subscription.term, line?.subscription.version, charge?.chargeType, charge?.span.until, charge?.amountMinor];
    });
    assert.deepEqual(opened, [
      [{ from: '2026-06-30', until: '2027-06-30' }, 1, 'new', '2026-07-30', 500],
      [{ from: '2026-06-30', until: '2029-06-30' }, 1, 'new', '2026-07-30', 400],
    ]);
  });

  test('trials do not renew, and what is refused costs nothing', () => {
    const plan = planned([wish('basic'), wish('try', { quantity: 25, billingCycle: 'none' }), wish('gone')]);
    assert.deepEqual(
      plan.lines.map((line) => [line.autoRenew, line.charge === null]),
      [
        [true, false],
        [false, true],
        [true, true],
      ],
    );
  });
});
