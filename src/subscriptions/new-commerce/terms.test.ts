import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, smallOffer } from '../../../test/small-catalog.ts';
import type { BillingCycle, NewCommerce, TermDuration } from '../../catalog/catalog.ts';
import { day } from '../../kit/dates.ts';
import { durationOfTerm, pricedTerm, termFault, termFrom, termNotSold } from './terms.ts';

describe('a term', () => {
  const cases: [from: string, duration: TermDuration, until: string][] = [
    ['2026-06-18', 'P1M', '2026-07-18'],
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2026-06-18', 'P1Y', '2027-06-18'],
    ['2028-02-29', 'P1Y', '2029-02-28'],
    ['2026-06-18', 'P3Y', '2029-06-18'],
  ];
  for (const [from, duration, until] of cases) {
    test(`of ${duration} from ${from} ends before ${until}, and is told from its days`, () => {
      const term = termFrom(day(from), duration);
      assert.deepEqual([term.until, durationOfTerm(term)], [until, duration]);
    });
  }
  test('a day more than a month or a year belongs to the next longer', () => {
    const told = (until: string) => durationOfTerm({ from: day('2026-06-18'), until: day(until) });
    assert.deepEqual([told('2026-07-18'), told('2026-07-19'), told('2027-06-18'), told('2027-06-19')], ['P1M', 'P1Y', 'P1Y', 'P3Y']);
  });
});

describe('what is sold by a term', () => {
  const newCommerce: NewCommerce = {
    productId: 'P',
    productSkuId: '1',
    availabilityId: 'A',
    terms: [
      { duration: 'P1M', billingCycles: ['monthly'] },
      { duration: 'P1Y', billingCycles: ['monthly'] },
    ],
  };
  const sold = { id: offer('basic'), newCommerce };
  const cases: [duration: TermDuration, cycle: BillingCycle, fault: number | null][] = [
    ['P1M', 'monthly', null],
    ['P1M', 'annual', 900270],
    ['P1Y', 'monthly', null],
    ['P1Y', 'annual', 900269],
    ['P3Y', 'monthly', 900268],
  ];
  for (const [duration, billingCycle, fault] of cases) {
    test(`${duration} with ${billingCycle} billing: ${fault ?? 'yes'}`, () => {
      const reason = termNotSold(sold, { duration, billingCycle });
      assert.equal(reason === null ? null : termFault(reason), fault);
    });
  }
  test('the licence-based catalogue knows years alone', () => {
    const plain = smallOffer('basic');
    assert.equal(termNotSold(plain, { duration: 'P1Y', billingCycle: 'monthly' }), null);
    assert.equal(termNotSold(plain, { duration: 'P1M', billingCycle: 'monthly' })?.code, 'term_not_sold');
    assert.equal(pricedTerm(plain, { from: day('2026-06-18'), until: day('2026-07-18') }), 'P1Y');
    assert.equal(pricedTerm({ newCommerce }, { from: day('2026-06-18'), until: day('2026-07-18') }), 'P1M');
  });
});
