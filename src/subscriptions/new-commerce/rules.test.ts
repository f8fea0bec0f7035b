import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base, changeFacts, living, nothing } from '../../../test/change-facts.ts';
import { offer } from '../../../test/small-catalog.ts';
import { accountOf, subscription } from '../../../test/tenant-facts.ts';
import { catalog, FROM, price, sold, TO, withOffers } from '../../../test/transition-facts.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import { day } from '../../kit/dates.ts';
import type { Change } from '../change/change.ts';
import type { ChangeFacts } from '../change/facts.ts';
import { seatsOf } from '../living.ts';
import type { NextTerm } from '../scheduled/next-term.ts';
import type { Subscription } from '../subscription.ts';
import { newCommerceReasons, nextOffers } from './rules.ts';

// Ten seats of Basic of new commerce; Standard is what it can become.
const item = { offerId: FROM };
const next: NextTerm = { offerId: TO, billingCycle: 'monthly', duration: 'P1Y', quantity: 10 };
const reasons = (change: Partial<Change>, own: Partial<Subscription> = item, facts: Partial<ChangeFacts> = {}) =>
  newCommerceReasons(changeFacts({ own, facts: { catalog, ...facts } }), { ...nothing, ...change }).filter((reason) => reason !== null);
const codes = (...asked: Parameters<typeof reasons>) => reasons(...asked).map(({ code }) => code);

describe('what is sold otherwise', () => {
  test('has no next term to choose', () => {
    assert.deepEqual(reasons({ nextTerm: next }, {}), [{ code: 'not_new_commerce', offerId: offer('basic') }]);
    assert.deepEqual(reasons({ nextTerm: next }, { offerId: offer('gone') }), [{ code: 'not_new_commerce', offerId: offer('gone') }]);
  });
  test('is cancelled at any time', () => assert.deepEqual(reasons({ status: 'deleted' }, {}), []));
});

describe('a cancellation', () => {
  const bought = (chargedAt: string, quantity = 10) => {
    const period = { from: day('2026-06-13'), until: day('2026-07-13') };
    return { ...purchaseCharge(seatsOf(living({ ...base, ...item }), quantity), period, 'purchase'), chargedAt };
  };
  test('is possible for some days after the purchase, of all seats', () => {
    assert.deepEqual(reasons({ status: 'deleted' }, item, { ledger: [bought('2026-06-13T10:00:01Z')] }), []);
    const over = [{ code: 'cancellation_window_over', hours: 168 }];
    assert.deepEqual(reasons({ status: 'deleted' }, item, { ledger: [bought('2026-06-13T10:00:00Z')] }), over);
    assert.deepEqual(reasons({ status: 'deleted' }, item, { ledger: [bought('2026-06-19T10:00:00Z', 9)] }), over);
  });
  test('of what has no such days is never possible; a suspension is', () => {
    const without = { catalog: withOffers(sold('basic', FROM, { reductionHours: null })) };
    assert.deepEqual(reasons({ status: 'deleted' }, item, without), [{ code: 'cancellation_window_over', hours: 0 }]);
    assert.deepEqual(reasons({ status: 'suspended' }, item, without), []);
  });
});

describe('the next term', () => {
  test('can be of the same product, or of one that it leads to', () => {
    assert.deepEqual(nextOffers(catalog, FROM, 'US'), [FROM, TO]);
    assert.deepEqual([codes({ nextTerm: next }), codes({ nextTerm: { ...next, offerId: FROM, quantity: 7 } })], [[], []]);
    assert.deepEqual(reasons({ nextTerm: { ...next, offerId: offer('suite') } }), [
      { code: 'next_term_product_impossible', offerId: offer('suite'), pathsTo: [FROM, TO] },
    ]);
  });
  test('of what was scheduled can always be taken back', () =>
    assert.deepEqual(reasons({ nextTerm: 'none' }, { ...item, status: 'suspended' }), []));
  test('needs an active subscription that renews, or will from now on', () => {
    const ending = { target: { ...living({ ...base, ...item }), account: accountOf(base, { autoRenew: false }) } };
    const needed = ['next_term_needs_renewal'];
    assert.deepEqual([codes({ nextTerm: next }, item, ending), codes({ nextTerm: next, autoRenew: true }, item, ending)], [needed, []]);
    assert.deepEqual(codes({ nextTerm: next, autoRenew: false }), needed);
    assert.deepEqual(reasons({ nextTerm: next }, { ...item, status: 'suspended' }), [
      { code: 'next_term_needs_renewal', status: 'suspended' },
    ]);
    assert.deepEqual(
      [codes({ nextTerm: next, status: 'suspended' }), codes({ nextTerm: next, status: 'active' }, { ...item, status: 'suspended' })],
      [needed, []],
    );
    assert.deepEqual(codes({ nextTerm: { ...next, offerId: offer('suite') }, autoRenew: false }), [
      ...needed,
      'next_term_product_impossible',
    ]);
  });
  test('must be sold so, with so many seats, beside what else there is of the family', () => {
    assert.deepEqual(codes({ nextTerm: { ...next, quantity: 300 } }), []);
    assert.deepEqual(codes({ nextTerm: { ...next, quantity: 301 } }), ['quantity_out_of_range', 'seat_family_full']);
    assert.deepEqual(codes({ nextTerm: { ...next, duration: 'P1M' } }), ['term_not_sold']);
    const beside = [living(subscription('other', { quantity: 291 }))];
    const facts = changeFacts({ own: item, beside, facts: { catalog } });
    assert.deepEqual(
      newCommerceReasons(facts, { ...nothing, nextTerm: next }).flatMap((reason) => reason?.code ?? []),
      ['seat_family_full'],
    );
  });
  test('must have a price on the day on which it begins; of a term that is not sold nobody looks for one', () => {
    const priced = (from: string) => ({ catalog: { ...catalog, prices: [{ ...price(TO, 1250, 'P1Y'), effectiveFrom: day(from) }] } });
    assert.deepEqual(
      [codes({ nextTerm: next }, item, priced('2027-01-13')), codes({ nextTerm: next }, item, priced('2027-01-14'))],
      [[], ['price_missing']],
    );
    assert.deepEqual(codes({ nextTerm: { ...next, duration: 'P1M' } }, item, { catalog: { ...catalog, prices: [] } }), ['term_not_sold']);
  });
});
