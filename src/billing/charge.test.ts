import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seatsOf } from '../../test/seats.ts';
import { day } from '../kit/dates.ts';
import { advanceCharge, cancelCredit, purchaseCharge } from './charge.ts';
import { periodOf, termFor } from './period.ts';

const seats = seatsOf(10);
const june = { from: day('2026-06-01'), until: day('2026-07-01') };

describe('the credit of a cancelled subscription', () => {
  const cases: [name: string, purchasedOn: string, today: string, from: string, amountMinor: number][] = [
    ['within 30 days the whole period comes back', '2026-06-01', '2026-06-30', '2026-06-01', -5000],
    ['on the 30th day after the purchase it is by the day', '2026-05-12', '2026-06-11', '2026-06-11', -3333],
    ['one day earlier it is in full', '2026-05-13', '2026-06-11', '2026-06-01', -5000],
    ['the day itself belongs to the credit', '2025-06-01', '2026-06-30', '2026-06-30', -167],
    ['on the first day of a period all of it', '2025-06-01', '2026-06-01', '2026-06-01', -5000],
    ['after the period nothing', '2025-06-01', '2026-07-05', '2026-07-01', 0],
  ];
  for (const [name, purchasedOn, today, from, amountMinor] of cases) {
    test(name, () => {
      const credit = cancelCredit(seats, { period: june, purchasedOn: day(purchasedOn), today: day(today) }, 'cancel');
      assert.deepEqual([credit.span.from, credit.span.until, credit.amountMinor], [from, '2026-07-01', amountMinor]);
    });
  }
});

test('a purchase is charged for its first period in advance', () => {
  const charge = purchaseCharge(seats, june, 'purchase');
  assert.deepEqual([charge.amountMinor, charge.periodDays, charge.chargeType], [5000, 30, 'Prorate fees when purchase']);
});

test('another period of a term is called so, and the first of a renewed one otherwise', () => {
  assert.deepEqual(
    (['cycle', 'renew'] as const).map((cause) => advanceCharge(seats, june, cause).chargeType),
    ['Cycle fee', 'Renew fee'],
  );
});

describe('the term of something bought on a day', () => {
  const cases: [bought: string, from: string, until: string][] = [
    ['2026-06-11', '2026-06-11', '2027-06-11'],
    ['2026-06-28', '2026-06-28', '2027-06-28'],
    ['2026-06-29', '2026-07-01', '2027-07-01'],
    ['2026-12-31', '2027-01-01', '2028-01-01'],
    ['2028-02-28', '2028-02-28', '2029-02-28'],
    ['2028-02-29', '2028-03-01', '2029-03-01'],
  ];
  for (const [bought, from, until] of cases) test(bought, () => assert.deepEqual(termFor(day(bought)), { from, until }));
});

describe('the billing period of a day', () => {
  const term = { from: day('2026-01-28'), until: day('2027-01-28') };
  const cases: [on: string, from: string, until: string][] = [
    ['2026-01-28', '2026-01-28', '2026-02-28'],
    ['2026-02-27', '2026-01-28', '2026-02-28'],
    ['2026-02-28', '2026-02-28', '2026-03-28'],
    ['2027-01-27', '2026-12-28', '2027-01-28'],
    ['2027-02-01', '2026-12-28', '2027-01-28'],
    ['2026-01-01', '2026-01-28', '2026-02-28'],
  ];
  for (const [on, from, until] of cases)
    test(`monthly, ${on}`, () => assert.deepEqual(periodOf(term, 'monthly', day(on)), { from, until }));
  test('annual is the whole term', () => assert.deepEqual(periodOf(term, 'annual', day('2026-05-05')), term));
});
