import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addOn, base, living } from '../../../../test/change-facts.ts';
import { offer, smallCatalog } from '../../../../test/small-catalog.ts';
import { accountOf, contoso } from '../../../../test/tenant-facts.ts';
import { FROM, price, sold, withOffers } from '../../../../test/transition-facts.ts';
import { addMonths, day } from '../../../kit/dates.ts';
import type { SubscriptionId } from '../../../kit/ids.ts';
import { minor, type Currency } from '../../../kit/money.ts';
import type { Living } from '../../living.ts';
import type { Subscription } from '../../subscription.ts';
import { planCycleChange, totalOfCycle, type CycleFacts, type CycleStep } from './cycle.ts';

// Ten seats of Basic at 5.00 a month since 13 January; on 28 June half of a month of thirty days is left.
const basic = (change: Partial<Subscription> = {}): Living => living({ ...base, ...change });
const factsOf = (livings: readonly Living[], change: Partial<CycleFacts> = {}): CycleFacts => ({
  customer: { ...contoso, subscriptions: livings.map(({ subscription }) => subscription) },
  livings,
  ledger: [],
  catalog: smallCatalog,
  today: day('2026-06-28'),
  ...change,
});
const planned = (facts: CycleFacts, wanted: 'monthly' | 'annual' = 'annual'): readonly CycleStep[] => {
  const plan = planCycleChange(facts, wanted);
  return plan.kind === 'planned' ? plan.steps : assert.fail(JSON.stringify(plan));
};
const refused = (facts: CycleFacts, wanted: 'monthly' | 'annual' = 'annual') => {
  const plan = planCycleChange(facts, wanted);
  return plan.kind === 'refused' ? plan.reasons : [];
};
const billed = (steps: readonly CycleStep[]) =>
  steps.flatMap(({ lines }) => lines.map((line) => [line.span.from, line.span.until, line.amountMinor]));

describe('another billing cycle', () => {
  test('is a new term from today, at the price of today; what is left of the paid period comes back', () => {
    const steps = planned(factsOf([basic()]));
    assert.deepEqual(billed(steps), [
      ['2026-06-28', '2026-07-13', -2500],
      ['2026-06-28', '2027-06-28', 60_000],
    ]);
    assert.equal(totalOfCycle(steps), 57_500);
    const { id, orderId, offerId, currency } = base;
    assert.deepEqual(steps[0]?.restarted, {
      ...{ id, orderId, offerId, currency, quantity: 10, billingCycle: 'annual', unitPriceMinor: 6000 },
      ...{ term: { from: '2026-06-28', until: '2027-06-28' }, autoRenew: true, paidUntil: '2027-06-28' },
    });
  });
  test('from the year to the month, by the days that are left of the year', () => {
    const yearly = basic({ billingCycle: 'annual', unitPriceMinor: minor(7300) });
    const steps = planned(factsOf([yearly], { today: day('2026-08-21') }), 'monthly');
    assert.deepEqual(billed(steps), [
      ['2026-08-21', '2027-01-13', -29_000],
      ['2026-08-21', '2026-09-21', 5000],
    ]);
    assert.equal(steps[0]?.restarted.paidUntil, '2026-09-21');
  });
  test('gives back no day that is not paid', () => {
    const unpaid = { ...basic(), account: accountOf(base, { paidUntil: day('2026-06-13'), autoRenew: false }) };
    const steps = planned(factsOf([unpaid]));
    assert.deepEqual([billed(steps).length, steps[0]?.restarted.autoRenew], [1, false]);
  });
  test('begins on the first of the next month where the day is not in every month; of new commerce on any day, for as long as before', () => {
    assert.equal(planned(factsOf([basic()], { today: day('2026-06-30') }))[0]?.restarted.term.from, '2026-07-01');
    const threeYears = { from: day('2026-06-13'), until: addMonths(day('2026-06-13'), 36) };
    const terms = [{ duration: 'P3Y' as const, billingCycles: ['monthly' as const, 'annual' as const] }];
    const ofYears = sold('basic', FROM);
    const both = { ...ofYears, newCommerce: ofYears.newCommerce === null ? null : { ...ofYears.newCommerce, terms } };
    const catalog = { ...withOffers(both), prices: [{ ...price(FROM, 4800, 'P3Y'), billingCycle: 'annual' as const }] };
    const item = basic({ offerId: FROM, term: threeYears });
    const [step] = planned(factsOf([item], { catalog, today: day('2026-06-30') }));
    assert.deepEqual([step?.restarted.term, step?.restarted.paidUntil], [{ from: '2026-06-30', until: '2029-06-30' }, '2027-06-30']);
    const short = basic({ offerId: FROM, term: { from: day('2026-06-13'), until: day('2027-06-13') } });
    assert.deepEqual(
      refused(factsOf([short], { catalog })).map(({ code }) => code),
      ['term_not_sold', 'price_missing'],
    );
  });
});

describe('another billing cycle is refused', () => {
  const codes = (...asked: Parameters<typeof refused>) => refused(...asked).map(({ code }) => code);
  test('while something of the order is not active', () => {
    const asleep = basic({ id: 'asleep' as SubscriptionId, status: 'suspended' });
    assert.deepEqual(refused(factsOf([basic(), asleep])), [{ code: 'order_has_inactive_subscription', subscriptionIds: ['asleep'] }]);
  });
  test('without the customer’s agreement', () => {
    assert.deepEqual(codes(factsOf([basic()], { customer: { ...contoso, agreementRecorded: false } })), ['customer_agreement_missing']);
  });
  test('for what is not sold so, or not at all any more', () => {
    assert.deepEqual(codes(factsOf([basic({ offerId: offer('yearly'), billingCycle: 'annual' })]), 'monthly'), [
      'offer_does_not_support_billing_cycle',
    ]);
    assert.deepEqual(refused(factsOf([basic({ offerId: offer('gone') })])), [{ code: 'offer_not_available', offerId: offer('gone') }]);
  });
  test('without a price in the currency in which it is billed, whatever the partner’s is now', () => {
    assert.deepEqual(codes(factsOf([basic({ currency: 'EUR' as Currency })])), ['price_missing']);
    const customer = { ...contoso, partner: { ...contoso.partner, currency: 'EUR' as Currency } };
    assert.deepEqual(codes(factsOf([basic()], { customer })), []);
  });
  test('for an add-on whose base stays in another one; not where that moves too, or is in it already', () => {
    const onBase = addOn();
    const beside = (billingCycle: 'monthly' | 'annual') => ({
      customer: { ...contoso, subscriptions: [{ ...base, id: 'other' as SubscriptionId }, { ...base, billingCycle }, onBase.subscription] },
    });
    assert.deepEqual(refused(factsOf([onBase], beside('monthly'))), [
      { code: 'base_billing_cycle_differs', billingCycle: 'annual', baseBillingCycle: 'monthly' },
    ]);
    assert.deepEqual([codes(factsOf([onBase], beside('annual'))), codes(factsOf([basic(), onBase]))], [[], []]);
  });
});
