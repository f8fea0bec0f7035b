import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf } from '../../../test/callers.ts';
import { offer } from '../../../test/small-catalog.ts';
import { contoso, heldElsewhere, leftBehind, subscription, them, us } from '../../../test/tenant-facts.ts';
import { catalog, FROM, price, sold, source, there, TO, transitionFacts, withOffers, type Given } from '../../../test/transition-facts.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import { decideTransition, decideTransitions, goalOf, type Goal } from './eligibility.ts';

describe('what speaks against the seats', () => {
  const small = (quantity: number) => [subscription('beside', { quantity })];
  const cases: readonly [situation: string, given: Given, goal: Partial<Goal>, expected: readonly string[]][] = [
    ['nothing', {}, {}, []],
    ['another partner’s caller', { caller: agentOf(them, 'admin_agent') }, {}, ['indirect_reseller']],
    ['a suspended source', { source: { ...source, status: 'suspended' } }, {}, ['subscription_status_not_active']],
    ['people of an earlier one', { customer: { ...contoso, unfinished: [leftBehind('source', 'x')] } }, {}, ['upgrade_unfinished']],
    ['as many seats as there can be', {}, { quantity: 300 }, []],
    [
      'one more',
      { catalog: withOffers(sold('basic', FROM), sold('standard', TO, { seatFamily: null })) },
      { quantity: 301 },
      ['quantity_out_of_range'],
    ],
    ['together with those of the destination', { beside: [there] }, { quantity: 10, destination: { ...there, quantity: 290 } }, []],
    ['and one more', { beside: [there] }, { quantity: 10, destination: { ...there, quantity: 291 } }, ['quantity_out_of_range']],
    ['a family that is just not full', { beside: small(290) }, {}, []],
    ['a full one', { beside: small(291) }, {}, ['seat_family_full']],
    ['of some seats all of the source count', { beside: small(291) }, { quantity: 1 }, ['seat_family_full']],
    [
      'a suspended partner',
      { customer: { ...contoso, partner: { ...contoso.partner, standing: 'suspended' } } },
      {},
      ['partner_suspended'],
    ],
    ['no price', { catalog: { ...catalog, prices: [] } }, {}, ['price_missing']],
    ['no price, into what has one', { catalog: { ...catalog, prices: [] }, beside: [there] }, { destination: there }, []],
    ['no such term', {}, { duration: 'P1M' }, ['term_not_sold']],
    ['no such term, into what has it', { beside: [there] }, { duration: 'P1M', destination: there }, []],
    ['a product where no way leads', {}, { offerId: offer('suite') }, ['subscription_target_offer_not_found']],
    [
      'a source that the catalogue no longer has',
      { catalog: { ...catalog, offers: new Map([...catalog.offers].filter(([id]) => id !== FROM)) } },
      {},
      ['subscription_target_offer_not_found'],
    ],
    ['no way at all', { catalog: { ...catalog, transitions: new Map() } }, {}, ['subscription_does_not_have_any_upgrade_paths']],
  ];
  for (const [situation, given, wanted, expected] of cases) {
    test(situation, () => {
      const { reasons } = decideTransition(transitionFacts(given), { ...goalOf(source, { offerId: TO }), ...wanted }, 'immediate');
      assert.deepEqual(
        reasons.map(({ code }) => code),
        expected,
      );
    });
  }

  test('what is scheduled has the price of the day on which it begins', () => {
    const later = { ...price(TO, 1300, 'P1Y'), effectiveFrom: source.term.until };
    const given = transitionFacts({ catalog: { ...catalog, prices: [later] } });
    const reasons = (type: 'immediate' | 'scheduled') => decideTransition(given, goalOf(source, { offerId: TO }), type).reasons.length;
    assert.deepEqual([reasons('immediate'), reasons('scheduled')], [1, 0]);
  });
});

describe('what speaks against moving the users', () => {
  const twin = subscription('twin', { offerId: FROM });
  const cases: readonly [situation: string, given: Given, goal: Partial<Goal>, expected: readonly string[]][] = [
    ['nothing', {}, {}, []],
    ['no rights from the customer', { customer: { ...contoso, delegatedAdminServices: [] } }, {}, ['delegated_admin_permissions_disabled']],
    ['a program', { caller: agentOf(us) }, {}, ['user_context_required']],
    ['two subscriptions of the product', { beside: [twin] }, {}, ['license_transfer_ambiguous']],
    [
      'one that was cancelled elsewhere',
      { customer: { ...contoso, entitlements: [heldElsewhere('basic', { status: 'cancelled' })] } },
      {},
      [],
    ],
    [
      'a service from elsewhere',
      { customer: { ...contoso, entitlements: [heldElsewhere('apps-only')] } },
      {},
      ['conflicting_service_types'],
    ],
    ['the product from elsewhere', { beside: [there] }, {}, ['concurrency_conflicts']],
    ['the destination itself', { beside: [there] }, { destination: there }, []],
    ['one of another partner', { beside: [{ ...there, partnerId: them }] }, { destination: there }, ['concurrency_conflicts']],
  ];
  for (const [situation, given, wanted, expected] of cases) {
    test(situation, () => {
      const goal = { ...goalOf(source, { offerId: TO }), ...wanted };
      const { transferReasons, reasons } = decideTransition(transitionFacts(given), goal, 'immediate');
      assert.deepEqual([transferReasons.map(({ code }) => code), reasons], [expected, []]);
    });
  }

  test('it is said how many subscriptions there are', () => {
    const { transferReasons } = decideTransition(transitionFacts({ beside: [twin] }), goalOf(source, { offerId: TO }), 'immediate');
    assert.deepEqual(transferReasons, [{ code: 'license_transfer_ambiguous', subscriptions: 2 }]);
  });
});

test('each product is told with the subscriptions of it that could take the seats, at once only', () => {
  const others = [
    { ...there, partnerId: them, id: 'theirs' as SubscriptionId },
    { ...source, id: 'twin' as SubscriptionId },
  ];
  const verdicts = (type: 'immediate' | 'scheduled') =>
    decideTransitions(transitionFacts({ beside: [there, ...others] }), type).map((each) => [
      each.goal.offerId,
      each.destinations.map((one) => one.subscription.id),
    ]);
  assert.deepEqual(verdicts('immediate'), [[TO, ['there']]]);
  assert.deepEqual(verdicts('scheduled'), [[TO, []]]);
});
