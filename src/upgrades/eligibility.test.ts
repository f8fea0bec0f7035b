import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf } from '../../test/callers.ts';
import { offer, plan } from '../../test/small-catalog.ts';
import { contoso, heldElsewhere, leftBehind, subscription, them, us } from '../../test/tenant-facts.ts';
import { source, upgradeFacts, type Situation } from '../../test/upgrade-facts.ts';
import type { Role } from '../access/caller.ts';
import { day } from '../kit/dates.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import type { Currency } from '../kit/money.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { decideUpgrade, decideUpgrades, noPathReason } from './eligibility.ts';
import type { ReasonCode } from './reasons.ts';

const other = (change: Partial<Subscription>) => subscription('other', change);
const agent = (...roles: Role[]) => agentOf(us, ...roles);
const program = agentOf(us);
const verdictOn = (situation: Situation, target = 'standard') =>
  decideUpgrade(upgradeFacts(situation), { targetOfferId: offer(target), quantity: null });
const codes = (situation: Situation, target: string) => verdictOn(situation, target).reasons.map((reason) => reason.code);

describe('decideUpgrade', () => {
  test('an active subscription with a path, nothing in the way, is eligible with all its seats', () => {
    assert.deepEqual(verdictOn({}), { targetOfferId: offer('standard'), quantity: 10, reasons: [], transferReasons: [] });
  });

  const cases: [name: string, situation: Situation, target: string, expected: ReasonCode[]][] = [
    ['suspended', { source: { status: 'suspended' } }, 'standard', ['subscription_status_not_active']],
    ['cancelled', { source: { status: 'deleted' } }, 'standard', ['subscription_status_not_active']],
    ['still being set up', { source: { status: 'pending' } }, 'standard', ['subscription_not_provisioned']],
    ['no delegated admin at all', { customer: { delegatedAdminServices: [] } }, 'standard', ['delegated_admin_permissions_disabled']],
    ['delegated admin for this service', { customer: { delegatedAdminServices: ['office'] } }, 'standard', []],
    [
      'delegated admin for another service only',
      { customer: { delegatedAdminServices: ['security'] } },
      'standard',
      ['delegated_admin_permissions_disabled'],
    ],
    [
      'delegated admin for the source but not for the service of the target',
      { customer: { delegatedAdminServices: ['office'] } },
      'guarded',
      ['delegated_admin_permissions_disabled'],
    ],
    ['delegated admin for both services', { customer: { delegatedAdminServices: ['office', 'security'] } }, 'guarded', []],
    ['no customer agreement', { customer: { agreementRecorded: false } }, 'standard', ['customer_agreement_missing']],
    ['a target without path', {}, 'archiving', ['subscription_target_offer_not_found']],
    [
      'a target without path, and no delegated admin either',
      { customer: { delegatedAdminServices: [] } },
      'archiving',
      ['delegated_admin_permissions_disabled', 'subscription_target_offer_not_found'],
    ],
    ['a source without any path', { source: { offerId: offer('suite') } }, 'standard', ['subscription_does_not_have_any_upgrade_paths']],
    ['monthly to a product sold by the year', {}, 'yearly', ['offer_does_not_support_billing_cycle']],
    ['annual to a product sold by the year', { source: { billingCycle: 'annual' } }, 'yearly', []],
    [
      'an add-on hangs on it',
      { beside: [other({ offerId: offer('helper-only'), parentId: source.id })] },
      'standard',
      ['subscription_add_ons_present'],
    ],
    [
      'an add-on of another subscription',
      { beside: [other({ offerId: offer('helper-only'), parentId: 'third' as SubscriptionId })] },
      'standard',
      [],
    ],
    [
      'an own subscription that has an added service',
      { beside: [other({ offerId: offer('apps-only') })] },
      'standard',
      ['conflicting_service_types'],
    ],
    [
      'the same, suspended',
      { beside: [other({ offerId: offer('apps-only'), status: 'suspended' })] },
      'standard',
      ['conflicting_service_types'],
    ],
    ['the same, deleted', { beside: [other({ offerId: offer('apps-only'), status: 'deleted' })] }, 'standard', []],
    ['the same service, but the target does not add it', { beside: [other({ offerId: offer('apps-only') })] }, 'suite', []],
    [
      'another partner has the added service',
      { beside: [other({ offerId: offer('apps-only'), partnerId: them })] },
      'standard',
      ['conflicting_service_types'],
    ],
    [
      'another channel has the added service',
      { customer: { entitlements: [heldElsewhere('apps-only')] } },
      'standard',
      ['conflicting_service_types'],
    ],
    [
      'another channel had it and cancelled',
      { customer: { entitlements: [heldElsewhere('apps-only', { status: 'cancelled' })] } },
      'standard',
      [],
    ],
    ['a helper plan in common is no service', { beside: [other({ offerId: offer('helper-only') })] }, 'standard', []],
    ['the target is held', { beside: [other({ offerId: offer('standard') })] }, 'standard', ['concurrency_conflicts']],
    [
      'the target is held, suspended',
      { beside: [other({ offerId: offer('standard'), status: 'suspended' })] },
      'standard',
      ['concurrency_conflicts'],
    ],
    ['the target was held and is gone', { beside: [other({ offerId: offer('standard'), status: 'deleted' })] }, 'standard', []],
    ['a trial of the target', { beside: [other({ offerId: offer('standard-trial') })] }, 'standard', ['concurrency_conflicts']],
    [
      'another partner holds the target',
      { beside: [other({ offerId: offer('standard'), partnerId: them })] },
      'standard',
      ['concurrency_conflicts'],
    ],
    [
      'another channel holds the target',
      { customer: { entitlements: [heldElsewhere('standard')] } },
      'standard',
      ['concurrency_conflicts'],
    ],
    [
      'another channel cancelled the target, not yet removed',
      { customer: { entitlements: [heldElsewhere('standard', { status: 'cancelled' })] } },
      'standard',
      ['concurrency_conflicts'],
    ],
    ['an earlier upgrade has people left', { customer: { unfinished: [leftBehind(source.id, 'y')] } }, 'standard', ['upgrade_unfinished']],
    [
      'people of an earlier upgrade wait for its seats',
      { customer: { unfinished: [leftBehind('x', source.id)] } },
      'standard',
      ['upgrade_unfinished'],
    ],
    ['people left on another subscription', { customer: { unfinished: [leftBehind('x', 'y')] } }, 'standard', []],
    [
      'the partner’s account is suspended',
      { customer: { partner: { ...contoso.partner, standing: 'suspended' } } },
      'standard',
      ['partner_suspended'],
    ],
    ['billed in another currency than the partner buys in', { source: { currency: 'EUR' as Currency } }, 'suite', ['currency_differs']],
    ['a role that may only look', { caller: agent('billing_admin') }, 'suite', ['role_may_not_upgrade']],
    ['a role that may, beside one that may only look', { caller: agent('billing_admin', 'sales_agent') }, 'suite', []],
    ['a program', { caller: program }, 'suite', []],
    ['no price in the catalogue', {}, 'unpriced', ['price_missing']],
    [
      'no price in the partner’s currency',
      { customer: { partner: { ...contoso.partner, currency: 'ISK' as Currency } }, source: { currency: 'ISK' as Currency } },
      'standard',
      ['price_missing'],
    ],
    [
      'everything wrong, the gravest first',
      {
        customer: { delegatedAdminServices: [], agreementRecorded: false, entitlements: [heldElsewhere('standard')] },
        source: { status: 'suspended' },
        beside: [
          other({ offerId: offer('apps-only'), parentId: source.id }),
          other({ id: 'third' as SubscriptionId, offerId: offer('apps-only') }),
        ],
      },
      'standard',
      [
        'delegated_admin_permissions_disabled',
        'customer_agreement_missing',
        'subscription_status_not_active',
        'subscription_add_ons_present',
        'conflicting_service_types',
        'concurrency_conflicts',
      ],
    ],
  ];
  for (const [name, situation, target, expected] of cases) test(name, () => assert.deepEqual(codes(situation, target), expected));
});

describe('whether users move along', () => {
  const transfer = (situation: Situation) => verdictOn(situation).transferReasons.map((reason) => reason.code);
  const roles: [Role, ReasonCode[]][] = [
    ['global_admin', []],
    ['user_management_admin', []],
    ['admin_agent', []],
    ['helpdesk_agent', []],
    ['sales_agent', ['insufficient_granular_admin_permissions']],
    ['billing_admin', ['insufficient_granular_admin_permissions']],
  ];
  for (const [role, expected] of roles) test(role, () => assert.deepEqual(transfer({ caller: agent(role) }), expected));
  test('a sales agent who is an admin agent too', () => assert.deepEqual(transfer({ caller: agent('sales_agent', 'admin_agent') }), []));
  test('a program alone', () => assert.deepEqual(transfer({ caller: program }), ['user_context_required']));
  test('two subscriptions of the product', () => assert.deepEqual(transfer({ beside: [other({})] }), ['license_transfer_ambiguous']));
  test('the second one deleted', () => assert.deepEqual(transfer({ beside: [other({ status: 'deleted' })] }), []));
});

describe('what is told of who stands in the way', () => {
  const reasonOf = (situation: Situation) => verdictOn(situation).reasons[0];
  test('of an own subscription everything', () => {
    assert.deepEqual(reasonOf({ beside: [other({ offerId: offer('apps-only') })] }), {
      code: 'conflicting_service_types',
      servicePlanIds: [plan('apps')],
      holders: [{ kind: 'own', subscriptionId: 'other', offerId: offer('apps-only'), status: 'active', since: '2026-01-11' }],
    });
  });
  test('of another partner’s only that it is held and since when', () => {
    assert.deepEqual(reasonOf({ beside: [other({ offerId: offer('standard'), partnerId: them })] }), {
      code: 'concurrency_conflicts',
      holders: [{ kind: 'other_partner', offerId: offer('standard'), since: '2026-01-11' }],
    });
  });
  test('of another channel also which and until when', () => {
    assert.deepEqual(reasonOf({ customer: { entitlements: [heldElsewhere('standard', { until: day('2026-12-31') })] } }), {
      code: 'concurrency_conflicts',
      holders: [{ kind: 'other_channel', channel: 'web_direct', offerId: offer('standard'), since: '2025-01-01', until: '2026-12-31' }],
    });
  });
});

describe('decideUpgrades', () => {
  test('answers every target of the catalogue, the impossible ones with their reasons', () => {
    const verdicts = decideUpgrades(upgradeFacts()).map(({ targetOfferId, reasons }) => [
      targetOfferId,
      reasons.map((reason) => reason.code),
    ]);
    assert.deepEqual(verdicts, [
      ['STANDARD', []],
      ['SUITE', []],
      ['YEARLY', ['offer_does_not_support_billing_cycle']],
      ['BIG', ['quantity_out_of_range']],
      ['GUARDED', []],
      ['UNPRICED', ['price_missing']],
    ]);
  });
  test('a source that the catalogue of today no longer has is not eligible, though its paths are still there', () => {
    const facts = upgradeFacts();
    const offers = new Map([...facts.catalog.offers].filter(([id]) => id !== source.offerId));
    const { reasons } = decideUpgrade(
      { ...facts, catalog: { ...facts.catalog, offers } },
      { targetOfferId: offer('suite'), quantity: null },
    );
    assert.deepEqual(
      reasons.map(({ code }) => code),
      ['subscription_target_offer_not_found'],
    );
  });
  test('a product without path says so', () => {
    assert.deepEqual(noPathReason(upgradeFacts({ source: { offerId: offer('suite') } })), {
      code: 'subscription_does_not_have_any_upgrade_paths',
      offerId: offer('suite'),
      country: 'US',
    });
    assert.equal(noPathReason(upgradeFacts()), null);
  });
});
