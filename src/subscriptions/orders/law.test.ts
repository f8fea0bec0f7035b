import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { held, on, planned, wish, type Situation } from '../../../test/purchase-facts.ts';
import { offer } from '../../../test/small-catalog.ts';
import { contoso, heldElsewhere, subscription, them } from '../../../test/tenant-facts.ts';
import { FROM, price, sold, withOffers } from '../../../test/transition-facts.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { Currency } from '../../kit/money.ts';
import type { Subscription } from '../subscription.ts';
import type { PurchasePlan } from './plan.ts';
import type { Seller } from './reseller.ts';
import type { Wish } from './wish.ts';

const other = (key: string, change: Partial<Subscription> = {}) => subscription(`other-${key}`, { offerId: offer(key), ...change });
const newCommerce = { ...withOffers(sold('basic', FROM)), prices: [price(FROM, 500, 'P3Y')] };
const codes = (plan: PurchasePlan, line = 0) => plan.lines[line]?.reasons.map((reason) => reason.code);

describe('the law of buying', () => {
  const cases: [name: string, wish: Wish, situation: Situation, expected: string[]][] = [
    ['nothing stands against it', wish('basic'), {}, []],
    ['no agreement', wish('basic'), { customer: { agreementRecorded: false } }, ['customer_agreement_missing']],
    ['a suspended partner', wish('basic'), { customer: { partner: { ...contoso.partner, standing: 'suspended' } } }, ['partner_suspended']],
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
      { customer: { subscriptions: [other('pair')], entitlements: [heldElsewhere('pair', { status: 'cancelled' })] } },
      ['offer_limit_reached'],
    ],
    [
      'another partner’s suspended one counts, and is not ours to reactivate',
      wish('pair'),
      {
        customer: {
          subscriptions: [other('pair', { partnerId: them, status: 'suspended' }), other('pair', { id: 'x' as SubscriptionId })],
        },
      },
      ['offer_limit_reached'],
    ],
    ['had before counts for a limit of a lifetime', wish('once'), { had: [['once', 1]] }, ['offer_limit_reached']],
    ['and not for one at a time', wish('pair'), { had: [['pair', 7]] }, []],
    [
      'seats of the family up to the most',
      wish('basic', { quantity: 290 }),
      { customer: { entitlements: [heldElsewhere('standard', { quantity: 10 })] } },
      [],
    ],
    [
      'one seat more in the family',
      wish('basic', { quantity: 291 }),
      { customer: { entitlements: [heldElsewhere('standard', { quantity: 10 })] } },
      ['seat_family_full'],
    ],
    ['a trial', wish('try', { quantity: 25, billingCycle: 'none' }), {}, []],
    [
      'a trial of what somebody else sold',
      wish('try', { quantity: 25, billingCycle: 'none' }),
      { customer: { entitlements: [heldElsewhere('pair')] } },
      ['trial_of_held_product'],
    ],
    [
      'a trial beside another product that is held',
      wish('try', { quantity: 25, billingCycle: 'none' }),
      { customer: { subscriptions: [other('suite')] } },
      [],
    ],
    [
      'what is held now counts for a limit of a lifetime',
      wish('once'),
      { customer: { subscriptions: [other('once')] } },
      ['offer_limit_reached'],
    ],
    ['a second trial', wish('try', { quantity: 25, billingCycle: 'none' }), { had: [['try', 1]] }, ['offer_limit_reached']],
    ['an add-on without a base', wish('calls'), {}, ['add_on_needs_base']],
    ['an add-on on its base', wish('calls', on('held')), { customer: { subscriptions: [held] } }, []],
    ['on a base that is not there', wish('calls', on('nowhere')), {}, ['base_not_found']],
    [
      'on another partner’s',
      wish('calls', on('held')),
      { customer: { subscriptions: [{ ...held, partnerId: them }] } },
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
    ['new commerce by a term that is sold', wish('p:1:a', { duration: 'P3Y' }), { catalog: newCommerce }, []],
    ['by another one, of which nobody looks for a price', wish('p:1:a', { duration: 'P1M' }), { catalog: newCommerce }, ['term_not_sold']],
    ['by a term without a price', wish('p:1:a', { duration: 'P3Y' }), { catalog: { ...newCommerce, prices: [] } }, ['price_missing']],
    [
      'no price in the partner’s currency',
      wish('basic'),
      { customer: { partner: { ...contoso.partner, currency: 'CHF' as Currency } } },
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
    assert.equal(foreign?.subscription.resellerMpnId, null);
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
