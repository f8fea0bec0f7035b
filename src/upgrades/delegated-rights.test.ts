import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, smallCatalog } from '../../test/small-catalog.ts';
import type { Caller, Role } from '../access/caller.ts';
import type { GranularGrant } from '../customers/delegation/reach.ts';
import { DIRECTORY_ROLES } from '../customers/delegation/roles.ts';
import { day, type Day } from '../kit/dates.ts';
import type { ApplicationId, CustomerId, PartnerId, PartnerUserId, SubscriptionId } from '../kit/ids.ts';
import { minor, type Currency } from '../kit/money.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import type { TenantFacts } from '../subscriptions/tenant/facts.ts';
import { decideUpgrade } from './eligibility.ts';
import type { UpgradeFacts } from './facts.ts';
import { remediesFor } from './remedies.ts';

const us = 'us' as PartnerId;
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
const customer: TenantFacts = {
  customerId: source.customerId,
  companyName: 'Contoso',
  country: 'US',
  partner: { id: us, name: 'Us', standing: 'good', currency: 'USD' as Currency, rounding: 'exact_half_up' },
  delegatedAdminServices: [],
  granularAdmin: [],
  agreementRecorded: true,
  subscriptions: [source],
  entitlements: [],
  unfinished: [],
  aheadSeconds: 0,
  marginBasisPoints: 0,
  catalogRevision: 1,
};
const agent = (role: Role, partnerId = us): Caller => ({
  kind: 'user',
  partnerId,
  userId: 'agent' as PartnerUserId,
  userPrincipalName: 'agent@us.example',
  displayName: 'Agent',
  roles: [role],
  applicationId: null,
});
const program: Caller = { kind: 'application', partnerId: us, applicationId: 'app' as ApplicationId, displayName: 'Program' };
const idOf = (name: string) => DIRECTORY_ROLES.find((role) => role.name.en === name)?.id ?? '';
const grant = (name: string, until: string | null = null): GranularGrant => ({ roles: [idOf(name)], until: until as Day | null });

const facts = (change: Partial<TenantFacts>, caller: Caller): UpgradeFacts => ({
  customer: { ...customer, ...change },
  source,
  caller,
  catalog: smallCatalog,
  today: day('2026-06-11'),
});
const verdict = (change: Partial<TenantFacts>, caller: Caller = agent('admin_agent')) =>
  decideUpgrade(facts(change, caller), { targetOfferId: offer('standard'), quantity: null });

describe('with roles that were granted for a time', () => {
  const cases: readonly [
    name: string,
    granted: readonly GranularGrant[],
    caller: Caller,
    against: readonly string[],
    againstTransfer: readonly string[],
  ][] = [
    ['none', [], agent('admin_agent'), ['delegated_admin_permissions_disabled'], []],
    ['readers', [grant('Directory Readers')], agent('admin_agent'), [], ['insufficient_granular_admin_permissions']],
    ['writers', [grant('Directory Writers')], agent('admin_agent'), [], []],
    ['who looks after licenses', [grant('License Administrator')], agent('helpdesk_agent'), [], []],
    ['who looks after users', [grant('User Administrator')], agent('admin_agent'), [], []],
    [
      'writers, and a sales agent asks',
      [grant('Directory Writers')],
      agent('sales_agent'),
      [],
      ['insufficient_granular_admin_permissions'],
    ],
    ['writers, and a program asks', [grant('Directory Writers')], program, [], ['user_context_required']],
    ['readers, and a program asks', [grant('Directory Readers')], program, [], ['user_context_required']],
    ['writers until tomorrow', [grant('Directory Writers', '2026-06-12')], agent('admin_agent'), [], []],
    ['writers until today', [grant('Directory Writers', '2026-06-11')], agent('admin_agent'), ['delegated_admin_permissions_disabled'], []],
    ['who looks after mail', [grant('Exchange Administrator')], agent('admin_agent'), ['delegated_admin_permissions_disabled'], []],
  ];
  for (const [name, granularAdmin, caller, against, againstTransfer] of cases) {
    test(`${name}: ${[...against, ...againstTransfer].join() || 'everything'}`, () => {
      const { reasons, transferReasons } = verdict({ granularAdmin }, caller);
      assert.deepEqual([reasons.map((reason) => reason.code), transferReasons.map((reason) => reason.code)], [against, againstTransfer]);
    });
  }

  test('the old privileges beside readers move users as before', () =>
    assert.deepEqual(verdict({ delegatedAdminServices: ['*'], granularAdmin: [grant('Directory Readers')] }).transferReasons, []));

  test('who is short of directory roles is told which to ask for, who is short of a role of the partner’s whom', () => {
    const remedies = (caller: Caller, name: string) =>
      verdict({ granularAdmin: [grant(name)] }, caller).transferReasons.flatMap((reason) =>
        remediesFor(reason, source.id).map((remedy) => remedy.kind),
      );
    assert.deepEqual(remedies(agent('admin_agent'), 'Directory Readers'), ['upgrade_without_moving_users', 'request_directory_roles']);
    assert.deepEqual(remedies(agent('sales_agent'), 'Directory Writers'), ['upgrade_without_moving_users', 'ask_role']);
    assert.deepEqual(remedies(agent('sales_agent'), 'Directory Readers'), [
      'upgrade_without_moving_users',
      'request_directory_roles',
      'ask_role',
    ]);
  });
});

test('an indirect reseller orders nothing, and is told whom to ask', () => {
  const [first] = verdict({ delegatedAdminServices: ['*'] }, agent('admin_agent', 'reseller' as PartnerId)).reasons;
  assert.deepEqual(first, { code: 'indirect_reseller', providerId: us, providerName: 'Us' });
  assert.deepEqual(first === undefined ? [] : remediesFor(first, source.id), [{ kind: 'ask_provider', partnerId: us, partnerName: 'Us' }]);
});
