import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, plan as planId, sku, smallCatalog } from '../../../test/small-catalog.ts';
import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { day } from '../../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import { minor, type Currency } from '../../kit/money.ts';
import type { Entitlement, Subscription } from '../subscription.ts';
import type { TenantFacts } from '../tenant/facts.ts';
import type { PurchaseFacts } from './law.ts';
import { planPurchase, type PurchasePlan } from './plan.ts';
import type { Seller } from './reseller.ts';
import type { Wish } from './wish.ts';

const us = 'partner-us' as PartnerId;
const today = day('2026-06-11');
const basic = smallCatalog.offers.get(offer('basic'));
if (basic === undefined) throw new Error('the small catalogue has no basic');
const anOffer = (key: string, change: Partial<Offer>): Offer => ({
  ...basic,
  id: offer(key),
  key,
  skuId: sku(key),
  seatFamily: null,
  ...change,
});
const more = [
  anOffer('pair', { limit: { measure: 'concurrent', count: 2 } }),
  anOffer('once', { limit: { measure: 'lifetime', count: 1 } }),
  anOffer('try', {
    skuId: sku('pair'),
    isTrial: true,
    limit: { measure: 'lifetime', count: 1 },
    supportedBillingCycles: ['none'],
    minimumQuantity: 25,
    maximumQuantity: 25,
  }),
  anOffer('calls', { isAddOn: true, prerequisiteOfferIds: [offer('basic'), offer('pair')], servicePlanIds: [planId('other')] }),
  anOffer('storage', { isAddOn: true, isBeyondSeats: true, maximumQuantity: 5000, prerequisiteOfferIds: [offer('basic')] }),
  anOffer('french', { onlyCountries: ['FR'] }),
  anOffer('gone', { isAvailableForPurchase: false }),
];
const catalog: Catalog = {
  ...smallCatalog,
  offers: new Map([...smallCatalog.offers, ...more.map((each): [OfferId, Offer] => [each.id, each])]),
  prices: [
    ...smallCatalog.prices,
    ...more.flatMap((each) =>
      each.supportedBillingCycles.map((billingCycle) => ({
        offerId: each.id,
        currency: 'USD' as Currency,
        billingCycle,
        effectiveFrom: day('2020-01-01'),
        listMinor: minor(each.isTrial ? 0 : 400 * (billingCycle === 'annual' ? 12 : 1)),
        partnerMinor: null,
        source: 'test',
      })),
    ),
  ],
};
const held: Subscription = {
  customerId: 'customer' as CustomerId,
  id: 'held' as SubscriptionId,
  partnerId: us,
  orderId: 'order',
  offerId: offer('basic'),
  friendlyName: 'Basic',
  quantity: 10,
  status: 'active',
  billingCycle: 'monthly',
  parentId: null,
  unitPriceMinor: minor(500),
  currency: 'USD' as Currency,
  term: { from: day('2026-01-21'), until: day('2027-01-21') },
  createdOn: day('2026-01-21'),
  resellerMpnId: null,
  version: 1,
};
const other = (key: string, change: Partial<Subscription> = {}): Subscription => ({
  ...held,
  id: `other-${key}` as SubscriptionId,
  offerId: offer(key),
  ...change,
});
const elsewhere = (key: string, change: Partial<Entitlement> = {}): Entitlement => ({
  channel: 'web_direct',
  offerId: offer(key),
  quantity: 5,
  status: 'active',
  since: day('2025-01-01'),
  until: null,
  ...change,
});
const customer: TenantFacts = {
  customerId: 'customer' as CustomerId,
  companyName: 'Contoso',
  country: 'US',
  partner: { id: us, name: 'Us', standing: 'good', currency: 'USD' as Currency, rounding: 'exact_half_up' },
  delegatedAdminServices: ['*'],
  granularAdmin: [],
  agreementRecorded: true,
  subscriptions: [],
  entitlements: [],
  unfinished: [],
  aheadSeconds: 0,
  marginBasisPoints: 0,
  catalogRevision: 1,
};
const direct: Seller = { kind: 'direct', mpnId: '1', resellerMpnIds: [], usualResellerMpnId: null };
const wish = (key: string, change: Partial<Wish> = {}): Wish => ({
  line: 0,
  offerId: offer(key),
  quantity: 1,
  billingCycle: 'monthly',
  friendlyName: null,
  base: { kind: 'none' },
  resellerMpnId: null,
  currency: null,
  ...change,
});
const on = (id: string) => ({ base: { kind: 'subscription', id: id as SubscriptionId } }) as const;

type Situation = {
  readonly customer?: Partial<TenantFacts>;
  readonly had?: readonly [string, number][];
  readonly seller?: Seller;
  readonly today?: string;
};
function planned(
  wishes: readonly Wish[],
  { customer: change = {}, had = [], seller = direct, today: at = today }: Situation = {},
): PurchasePlan {
  const facts: PurchaseFacts = {
    customer: { ...customer, ...change },
    hadBefore: new Map(had.map(([key, count]) => [offer(key), count])),
    catalog,
    today: day(at),
  };
  const numbered = wishes.map((each, line) => ({ ...each, line }));
  return planPurchase(facts, seller, numbered, {
    subscriptionIds: numbered.map((_, i) => `new-${i}` as SubscriptionId),
    orderIds: numbered.map((_, i) => `order-${i}`),
  });
}
const codes = (plan: PurchasePlan, line = 0) => plan.lines[line]?.reasons.map((reason) => reason.code);

describe('the law of buying', () => {
  const cases: [name: string, wish: Wish, situation: Situation, expected: string[]][] = [
    ['nothing stands against it', wish('basic'), {}, []],
    ['no agreement', wish('basic'), { customer: { agreementRecorded: false } }, ['customer_agreement_missing']],
    [
      'a suspended partner',
      wish('basic'),
      { customer: { partner: { ...customer.partner, standing: 'suspended' } } },
      ['partner_suspended'],
    ],
    ['an offer of another country', wish('french'), {}, ['offer_not_sold_in_country']],
    ['the same in that country', wish('french'), { customer: { country: 'FR' } }, []],
    ['an offer no longer sold', wish('gone'), {}, ['offer_not_available']],
    ['a billing cycle that the offer lacks', wish('yearly'), {}, ['offer_does_not_support_billing_cycle']],
    ['one that it has', wish('yearly', { billingCycle: 'annual' }), {}, []],
    ['fewer seats than the least', wish('big', { quantity: 49 }), {}, ['quantity_out_of_range']],
    ['the least', wish('big', { quantity: 50 }), {}, []],
    ['the most', wish('apps-only', { quantity: 300 }), {}, []],
    ['one more', wish('apps-only', { quantity: 301 }), {}, ['quantity_out_of_range']],
    ['as many at a time as allowed', wish('pair'), { customer: { subscriptions: [other('pair')] } }, []],
    [
      'one more at a time',
      wish('pair'),
      { customer: { subscriptions: [other('pair'), other('pair', { id: 'third' as SubscriptionId })] } },
      ['offer_limit_reached'],
    ],
    [
      'cancelled elsewhere and not yet removed counts',
      wish('pair'),
      { customer: { subscriptions: [other('pair')], entitlements: [elsewhere('pair', { status: 'cancelled' })] } },
      ['offer_limit_reached'],
    ],
    [
      'another partner’s suspended one counts, and is not ours to reactivate',
      wish('pair'),
      {
        customer: {
          subscriptions: [
            other('pair', { partnerId: 'them' as PartnerId, status: 'suspended' }),
            other('pair', { id: 'x' as SubscriptionId }),
          ],
        },
      },
      ['offer_limit_reached'],
    ],
    ['had before counts for a limit of a lifetime', wish('once'), { had: [['once', 1]] }, ['offer_limit_reached']],
    ['and not for one at a time', wish('pair'), { had: [['pair', 7]] }, []],
    [
      'seats of the family up to the most',
      wish('basic', { quantity: 290 }),
      { customer: { entitlements: [elsewhere('standard', { quantity: 10 })] } },
      [],
    ],
    [
      'one seat more in the family',
      wish('basic', { quantity: 291 }),
      { customer: { entitlements: [elsewhere('standard', { quantity: 10 })] } },
      ['seat_family_full'],
    ],
    ['a trial', wish('try', { quantity: 25, billingCycle: 'none' }), {}, []],
    [
      'a trial of what somebody else sold',
      wish('try', { quantity: 25, billingCycle: 'none' }),
      { customer: { entitlements: [elsewhere('pair')] } },
      ['trial_of_held_product'],
    ],
    ['a second trial', wish('try', { quantity: 25, billingCycle: 'none' }), { had: [['try', 1]] }, ['offer_limit_reached']],
    ['an add-on without a base', wish('calls'), {}, ['add_on_needs_base']],
    ['an add-on on its base', wish('calls', on('held')), { customer: { subscriptions: [held] } }, []],
    ['on a base that is not there', wish('calls', on('nowhere')), {}, ['base_not_found']],
    [
      'on another partner’s',
      wish('calls', on('held')),
      { customer: { subscriptions: [{ ...held, partnerId: 'them' as PartnerId }] } },
      ['base_not_found'],
    ],
    [
      'on what it does not fit',
      wish('calls', on('other-suite')),
      { customer: { subscriptions: [other('suite')] } },
      ['add_on_not_for_base'],
    ],
    [
      'on a suspended base',
      wish('calls', on('held')),
      { customer: { subscriptions: [{ ...held, status: 'suspended' }] } },
      ['base_not_active'],
    ],
    [
      'in another billing cycle',
      wish('calls', { ...on('held'), billingCycle: 'annual' }),
      { customer: { subscriptions: [held] } },
      ['base_billing_cycle_differs'],
    ],
    ['as many seats as the base', wish('calls', { ...on('held'), quantity: 10 }), { customer: { subscriptions: [held] } }, []],
    [
      'one more than the base',
      wish('calls', { ...on('held'), quantity: 11 }),
      { customer: { subscriptions: [held] } },
      ['add_on_exceeds_base'],
    ],
    ['storage has no such limit', wish('storage', { ...on('held'), quantity: 500 }), { customer: { subscriptions: [held] } }, []],
    ['a base for what hangs on nothing', wish('suite', on('held')), { customer: { subscriptions: [held] } }, ['not_an_add_on']],
    [
      'a suspended one of the same offer',
      wish('basic'),
      { customer: { subscriptions: [{ ...held, status: 'suspended' }] } },
      ['subscription_suspended_already'],
    ],
    [
      'a suspended add-on of another base',
      wish('calls', on('held')),
      { customer: { subscriptions: [held, other('calls', { status: 'suspended', parentId: 'x' as SubscriptionId })] } },
      [],
    ],
    [
      'a suspended add-on of this base',
      wish('calls', on('held')),
      { customer: { subscriptions: [held, other('calls', { status: 'suspended', parentId: held.id })] } },
      ['subscription_suspended_already'],
    ],
    ['no price', wish('unpriced'), {}, ['price_missing']],
    [
      'no price in the partner’s currency',
      wish('basic'),
      { customer: { partner: { ...customer.partner, currency: 'CHF' as Currency } } },
      ['price_missing'],
    ],
    ['another currency', wish('basic', { currency: 'EUR' }), {}, ['currency_not_supported']],
    ['the own currency by name', wish('basic', { currency: 'USD' }), {}, []],
    ['a reseller that a direct partner names', wish('basic', { resellerMpnId: '2' }), {}, ['reseller_unknown']],
    ['its own number', wish('basic', { resellerMpnId: '1' }), {}, []],
    [
      'several things, the gravest first',
      wish('gone', { quantity: 301 }),
      { customer: { agreementRecorded: false } },
      ['customer_agreement_missing', 'offer_not_available', 'quantity_out_of_range'],
    ],
  ];
  for (const [name, wanted, situation, expected] of cases)
    test(name, () => assert.deepEqual(codes(planned([wanted], situation)), expected));

  test('an indirect provider sells through the customer’s reseller, or another that works with it', () => {
    const seller: Seller = { kind: 'indirect_provider', mpnId: '1', resellerMpnIds: ['2', '3'], usualResellerMpnId: '2' };
    const [usual, named, foreign] = [null, '3', '4'].map(
      (resellerMpnId) => planned([wish('basic', { resellerMpnId })], { seller }).lines[0],
    );
    assert.deepEqual([usual?.subscription.resellerMpnId, named?.subscription.resellerMpnId], ['2', '3']);
    assert.deepEqual(foreign?.reasons, [{ code: 'reseller_unknown', mpnId: '4' }]);
  });

  test('lines count for those after them', () => {
    const plan = planned([
      wish('pair'),
      wish('pair'),
      wish('pair'),
      wish('calls', { base: { kind: 'line', line: 0 } }),
      wish('calls', { base: { kind: 'line', line: 9 } }),
    ]);
    assert.deepEqual(
      plan.lines.map((_, line) => codes(plan, line)),
      [[], [], ['offer_limit_reached'], [], ['add_on_needs_base']],
    );
    assert.equal(plan.lines[3]?.subscription.parentId, 'new-0');
  });

  test('an offer that the catalogue does not have is told apart', () => {
    const plan = planned([wish('nothing'), wish('basic')]);
    assert.deepEqual([plan.unknown.map((each) => each.offerId), plan.lines.length], [[offer('nothing')], 1]);
  });
});

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
