import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, sku, smallCatalog, smallOffer } from '../../../test/small-catalog.ts';
import { contoso, subscription } from '../../../test/tenant-facts.ts';
import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { day } from '../../kit/dates.ts';
import type { OfferId } from '../../kit/ids.ts';
import { minor } from '../../kit/money.ts';
import type { Subscription } from '../subscription.ts';
import { conversionTargets, planConversion, type ConversionFacts, type ConversionPlan, type ConversionWish } from './conversion.ts';

// Twenty-five people try Standard, which costs 12.50 a month; another offer of the same product is sold in France only.
const trialOffer: Offer = {
  ...smallOffer('standard-trial'),
  conversionTargetOfferIds: [offer('standard'), offer('suite'), offer('french'), offer('gone')],
};
const french: Offer = { ...smallOffer('standard'), id: offer('french'), onlyCountries: ['FR'] };
const withOffers = (...offers: Offer[]): Catalog => ({
  ...smallCatalog,
  offers: new Map([...smallCatalog.offers, ...offers.map((each): [OfferId, Offer] => [each.id, each])]),
});
const catalog = withOffers(trialOffer, french);
const trial = subscription('trial', { offerId: trialOffer.id, quantity: 25, billingCycle: 'none', unitPriceMinor: minor(0) });

type Given = Partial<ConversionFacts> & { readonly own?: Partial<Subscription>; readonly beside?: readonly Subscription[] };
function factsOf({ own = {}, beside = [], ...change }: Given = {}): ConversionFacts {
  const of = { ...trial, ...own };
  const customer = { ...contoso, subscriptions: [of, ...beside] };
  return { customer, hadBefore: new Map(), catalog, today: day('2026-06-11'), trial: of, usersAssigned: 0, ...change };
}
const asked = (change: Partial<ConversionWish> = {}): ConversionWish => ({
  offerId: offer('standard'),
  quantity: null,
  billingCycle: null,
  ...change,
});
function planned(given: Given = {}, wish: Partial<ConversionWish> = {}): ConversionPlan {
  const found = planConversion(factsOf(given), asked(wish));
  return found.kind === 'planned' ? found.plan : assert.fail(JSON.stringify(found));
}
const refused = (given: Given, wish: Partial<ConversionWish> = {}) => {
  const found = planConversion(factsOf(given), asked(wish));
  return found.kind === 'refused' ? found.reasons : found.kind;
};

describe('what a trial can become', () => {
  const targets = (given: Given) => conversionTargets(factsOf(given)).map(({ id }) => id);
  test('the paid offers of the same product that are sold in the country', () => {
    assert.deepEqual(targets({}), [offer('standard')]);
    assert.deepEqual(targets({ customer: { ...contoso, country: 'FR' } }), [offer('standard'), offer('french')]);
  });
  test('nothing once it is gone, and what is no trial neither', () => {
    assert.deepEqual([targets({ own: { status: 'suspended' } }).length, targets({ own: { status: 'deleted' } })], [1, []]);
    const paid = withOffers({ ...trialOffer, isTrial: false });
    assert.deepEqual([targets({ catalog: paid }), targets({ own: { offerId: offer('gone') } })], [[], []]);
  });
});

describe('a trial that becomes a paid subscription', () => {
  test('keeps its seats, for twelve months from today, the first paid at the price of today', () => {
    const { restarted, charge } = planned();
    assert.deepEqual(restarted, {
      ...{ id: trial.id, orderId: trial.orderId, offerId: offer('standard'), quantity: 25, billingCycle: 'monthly', unitPriceMinor: 1250 },
      ...{ currency: 'USD', term: { from: '2026-06-11', until: '2027-06-11' }, autoRenew: true, paidUntil: '2026-07-11' },
    });
    assert.deepEqual([charge?.chargeType, charge?.span.until, charge?.amountMinor], ['Prorate fees when purchase', '2026-07-11', 31_250]);
  });
  test('or has as many and the billing cycle that are asked for', () => {
    const { restarted, charge } = planned({}, { quantity: 3, billingCycle: 'annual' });
    assert.deepEqual([restarted.quantity, restarted.billingCycle, restarted.paidUntil], [3, 'annual', '2027-06-11']);
    assert.equal(charge?.amountMinor, 3 * 15_000);
  });
  test('has no line where it costs nothing', () => {
    const free = { ...catalog, prices: catalog.prices.map((price) => ({ ...price, listMinor: minor(0) })) };
    assert.equal(planned({ catalog: free }).charge, null);
  });
});

describe('a trial stays one', () => {
  test('where it cannot become that offer', () => {
    assert.equal(refused({}, { offerId: offer('suite') }), 'not_found');
    assert.equal(refused({ own: { status: 'deleted' } }), 'not_found');
  });
  test('while it is not active, or something stands against the purchase', () => {
    assert.deepEqual(refused({ own: { status: 'suspended' } }), [{ code: 'trial_not_active', status: 'suspended' }]);
    const codes = (found: ReturnType<typeof refused>) => (typeof found === 'string' ? found : found.map(({ code }) => code));
    assert.deepEqual(codes(refused({}, { quantity: 301 })), ['quantity_out_of_range', 'seat_family_full']);
    assert.deepEqual(codes(refused({ catalog: { ...catalog, prices: [] } })), ['price_missing']);
  });
  test('for fewer seats than people who use it, those aside who have a seat of the product elsewhere', () => {
    const beside = [subscription('other', { offerId: offer('standard'), quantity: 4 })];
    assert.deepEqual(refused({ usersAssigned: 11 }, { quantity: 10 }), [
      {
        code: 'seats_still_assigned',
        offerId: offer('standard'),
        skuId: sku('standard'),
        seatsLeft: 10,
        usersAssigned: 11,
        usersTooMany: 1,
      },
    ]);
    assert.equal(planned({ usersAssigned: 10 }, { quantity: 10 }).restarted.quantity, 10);
    assert.equal(planned({ usersAssigned: 14, beside }, { quantity: 10 }).restarted.quantity, 10);
    assert.deepEqual(refused({ usersAssigned: 15, beside }, { quantity: 10 }), [
      {
        code: 'seats_still_assigned',
        offerId: offer('standard'),
        skuId: sku('standard'),
        seatsLeft: 14,
        usersAssigned: 15,
        usersTooMany: 1,
      },
    ]);
  });
});
