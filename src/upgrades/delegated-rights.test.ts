import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf } from '../../test/callers.ts';
import { offer } from '../../test/small-catalog.ts';
import { us } from '../../test/tenant-facts.ts';
import { source, upgradeFacts } from '../../test/upgrade-facts.ts';
import type { Caller, Role } from '../access/caller.ts';
import type { GranularGrant } from '../customers/delegation/reach.ts';
import { DIRECTORY_ROLES } from '../customers/delegation/roles.ts';
import type { Day } from '../kit/dates.ts';
import type { PartnerId } from '../kit/ids.ts';
import type { TenantFacts } from '../subscriptions/tenant/facts.ts';
import { decideUpgrade } from './eligibility.ts';
import { remediesFor } from './remedies.ts';

const agent = (role: Role, partnerId = us) => agentOf(partnerId, role);
const program = agentOf(us);
const idOf = (name: string) => DIRECTORY_ROLES.find((role) => role.name.en === name)?.id ?? '';
const grant = (name: string, until: string | null = null): GranularGrant => ({ roles: [idOf(name)], until: until as Day | null });

/** Nothing but what the case says gives the partner a hand in the customer's directory. */
const verdict = (change: Partial<TenantFacts>, caller: Caller = agent('admin_agent')) =>
  decideUpgrade(upgradeFacts({ customer: { delegatedAdminServices: [], ...change }, caller }), {
    targetOfferId: offer('standard'),
    quantity: null,
  });

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
