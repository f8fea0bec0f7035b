import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, plan, smallCatalog } from '../../test/small-catalog.ts';
import type { Caller, Role } from '../access/caller.ts';
import { day } from '../kit/dates.ts';
import type { ApplicationId, CustomerId, PartnerId, PartnerUserId, SubscriptionId, UpgradeId } from '../kit/ids.ts';
import { minor, type Currency } from '../kit/money.ts';
import type { Entitlement, Subscription } from '../subscriptions/subscription.ts';
import { decideUpgrade, decideUpgrades, noPathReason } from './eligibility.ts';
import type { TenantFacts } from '../subscriptions/tenant/facts.ts';
import type { UpgradeFacts } from './facts.ts';
import type { ReasonCode } from './reasons.ts';

const us = 'partner-us' as PartnerId;
const them = 'partner-them' as PartnerId;

const source: Subscription = {
  customerId: 'customer' as CustomerId,
  id: 'source' as SubscriptionId,
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
  term: { from: day('2026-01-11'), until: day('2027-01-11') },
  createdOn: day('2026-01-11'),
  resellerMpnId: null,
  version: 1,
};
const other = (change: Partial<Subscription>): Subscription => ({ ...source, id: 'other' as SubscriptionId, ...change });
const elsewhere = (change: Partial<Entitlement>): Entitlement => ({
  channel: 'web_direct',
  offerId: offer('suite'),
  quantity: 5,
  status: 'active',
  since: day('2025-01-01'),
  until: null,
  ...change,
});
const agent = (...roles: Role[]): Caller => ({
  kind: 'user',
  partnerId: us,
  userId: 'agent' as PartnerUserId,
  userPrincipalName: 'agent@us.example',
  displayName: 'Agent',
  roles,
  applicationId: null,
});
const program: Caller = { kind: 'application', partnerId: us, applicationId: 'app' as ApplicationId, displayName: 'Program' };

const customer: TenantFacts = {
  customerId: 'customer' as CustomerId,
  companyName: 'Contoso',
  country: 'US',
  partner: { id: us, name: 'Us', standing: 'good', currency: 'USD' as Currency, rounding: 'exact_half_up' },
  delegatedAdminServices: ['*'],
  granularAdmin: [],
  agreementRecorded: true,
  subscriptions: [source],
  entitlements: [],
  unfinished: [],
  aheadSeconds: 0,
  marginBasisPoints: 0,
  catalogRevision: 1,
};
const eligible: UpgradeFacts = { customer, source, caller: agent('admin_agent'), catalog: smallCatalog, today: day('2026-06-11') };

type Change = { customer?: Partial<TenantFacts>; source?: Partial<Subscription>; beside?: readonly Subscription[]; caller?: Caller };

function facts({ customer: ofCustomer = {}, source: ofSource = {}, beside = [], caller = eligible.caller }: Change): UpgradeFacts {
  const changed = { ...source, ...ofSource };
  return { ...eligible, caller, source: changed, customer: { ...customer, subscriptions: [changed, ...beside], ...ofCustomer } };
}
const codes = (change: Change, target = 'standard', quantity: number | null = null) =>
  decideUpgrade(facts(change), { targetOfferId: offer(target), quantity }).reasons.map((reason) => reason.code);

describe('decideUpgrade', () => {
  test('an active subscription with a path, nothing in the way, is eligible with all its seats', () => {
    const verdict = decideUpgrade(eligible, { targetOfferId: offer('standard'), quantity: null });
    assert.deepEqual(verdict, { targetOfferId: offer('standard'), quantity: 10, reasons: [], transferReasons: [] });
  });

  const cases: [name: string, change: Change, target: string, expected: ReasonCode[]][] = [
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
      { customer: { entitlements: [elsewhere({ offerId: offer('apps-only') })] } },
      'standard',
      ['conflicting_service_types'],
    ],
    [
      'another channel had it and cancelled',
      { customer: { entitlements: [elsewhere({ offerId: offer('apps-only'), status: 'cancelled' })] } },
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
      { customer: { entitlements: [elsewhere({ offerId: offer('standard') })] } },
      'standard',
      ['concurrency_conflicts'],
    ],
    [
      'another channel cancelled the target, not yet removed',
      { customer: { entitlements: [elsewhere({ offerId: offer('standard'), status: 'cancelled' })] } },
      'standard',
      ['concurrency_conflicts'],
    ],
    [
      'an earlier upgrade has people left',
      {
        customer: {
          unfinished: [{ upgradeId: 'u' as UpgradeId, sourceId: source.id, targetId: 'y' as SubscriptionId, usersLeftBehind: 2 }],
        },
      },
      'standard',
      ['upgrade_unfinished'],
    ],
    [
      'people of an earlier upgrade wait for its seats',
      {
        customer: {
          unfinished: [{ upgradeId: 'u' as UpgradeId, sourceId: 'x' as SubscriptionId, targetId: source.id, usersLeftBehind: 2 }],
        },
      },
      'standard',
      ['upgrade_unfinished'],
    ],
    [
      'people left on another subscription',
      {
        customer: {
          unfinished: [
            { upgradeId: 'u' as UpgradeId, sourceId: 'x' as SubscriptionId, targetId: 'y' as SubscriptionId, usersLeftBehind: 2 },
          ],
        },
      },
      'standard',
      [],
    ],
    [
      'the partner’s account is suspended',
      { customer: { partner: { ...customer.partner, standing: 'suspended' } } },
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
      { customer: { partner: { ...customer.partner, currency: 'ISK' as Currency } }, source: { currency: 'ISK' as Currency } },
      'standard',
      ['price_missing'],
    ],
    [
      'everything wrong, the gravest first',
      {
        customer: { delegatedAdminServices: [], agreementRecorded: false, entitlements: [elsewhere({ offerId: offer('standard') })] },
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
  for (const [name, change, target, expected] of cases) test(name, () => assert.deepEqual(codes(change, target), expected));
});

describe('quantity', () => {
  const cases: [target: string, quantity: number, expected: ReasonCode[]][] = [
    ['standard', 1, []],
    ['standard', 0, ['quantity_out_of_range']],
    ['standard', -1, ['quantity_out_of_range']],
    ['standard', 300, []],
    ['standard', 301, ['quantity_out_of_range', 'seat_family_full']],
    ['standard', 10 ** 12, ['quantity_out_of_range', 'seat_family_full']],
    ['big', 49, ['quantity_out_of_range']],
    ['big', 50, []],
    ['suite', 10_000_000, []],
    ['suite', 10_000_001, ['quantity_out_of_range']],
  ];
  for (const [target, quantity, expected] of cases) {
    test(`${quantity} seats of ${target}`, () => assert.deepEqual(codes({}, target, quantity), expected));
  }
});

describe('the seat family of a tenant', () => {
  const beside = (quantity: number, change: Partial<Subscription> = {}) => ({
    beside: [other({ offerId: offer('basic'), quantity, ...change })],
  });
  test('290 held and 10 more are 300', () => assert.deepEqual(codes(beside(290)), []));
  test('291 held and 10 more are too many', () => assert.deepEqual(codes(beside(291)), ['seat_family_full']));
  test('another partner’s seats count', () => assert.deepEqual(codes(beside(291, { partnerId: them })), ['seat_family_full']));
  test('seats held elsewhere count while they are in use or suspended, and not once they are cancelled', () => {
    const held = (status: Entitlement['status']) =>
      codes({ customer: { entitlements: [elsewhere({ offerId: offer('basic'), quantity: 291, status })] } });
    assert.deepEqual([held('active'), held('suspended'), held('cancelled')], [['seat_family_full'], ['seat_family_full'], []]);
  });
  test('a target outside the family does not count', () => assert.deepEqual(codes(beside(300), 'suite'), []));
});

describe('whether users move along', () => {
  const transfer = (change: Change) =>
    decideUpgrade(facts(change), { targetOfferId: offer('standard'), quantity: null }).transferReasons.map((reason) => reason.code);
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
  const reasonOf = (change: Change) => decideUpgrade(facts(change), { targetOfferId: offer('standard'), quantity: null }).reasons[0];
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
    assert.deepEqual(reasonOf({ customer: { entitlements: [elsewhere({ offerId: offer('standard'), until: day('2026-12-31') })] } }), {
      code: 'concurrency_conflicts',
      holders: [{ kind: 'other_channel', channel: 'web_direct', offerId: offer('standard'), since: '2025-01-01', until: '2026-12-31' }],
    });
  });
});

describe('decideUpgrades', () => {
  test('answers every target of the catalogue, the impossible ones with their reasons', () => {
    const verdicts = decideUpgrades(eligible).map(({ targetOfferId, reasons }) => [targetOfferId, reasons.map((reason) => reason.code)]);
    assert.deepEqual(verdicts, [
      ['STANDARD', []],
      ['SUITE', []],
      ['YEARLY', ['offer_does_not_support_billing_cycle']],
      ['BIG', ['quantity_out_of_range']],
      ['GUARDED', []],
      ['UNPRICED', ['price_missing']],
    ]);
  });
  test('a product without path says so', () => {
    assert.deepEqual(noPathReason(facts({ source: { offerId: offer('suite') } })), {
      code: 'subscription_does_not_have_any_upgrade_paths',
      offerId: offer('suite'),
      country: 'US',
    });
    assert.equal(noPathReason(eligible), null);
  });
});
