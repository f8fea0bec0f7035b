import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import type { ApplicationId, PartnerId, PartnerUserId } from '../kit/ids.ts';
import type { Caller, Role } from './caller.ts';
import { allRights, hasDirectoryRights, isRight, may, rightsOf, type Right } from './permissions.ts';

const ROLES = ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'] as const;

const person = (...roles: readonly Role[]): Caller => ({
  kind: 'user',
  partnerId: 'p' as PartnerId,
  userId: 'u' as PartnerUserId,
  userPrincipalName: 'kim@contoso.example.com',
  displayName: 'Kim',
  roles,
  applicationId: null,
});
const program: Caller = { kind: 'application', partnerId: 'p' as PartnerId, applicationId: 'a' as ApplicationId, displayName: 'A program' };

/** The documented table: Y where the role may, in the order of ROLES; then whether a program alone may. */
const TABLE: readonly [right: Right, roles: string, program: 'Y' | '-'][] = [
  ['public', 'YYYYYY', 'Y'],
  ['session.own', 'YYYYYY', 'Y'],
  ['customers.read', 'YYYYYY', 'Y'],
  ['customers.write', 'Y--YY-', 'Y'],
  ['relationships.request', 'Y--YY-', '-'],
  ['delegated_admin.manage', 'Y--Y--', '-'],
  ['relationships.remove', 'Y-----', '-'],
  ['agreements.read', 'YY-YYY', '-'],
  ['agreements.confirm', '---YY-', '-'],
  ['resellers.read', 'YYYYYY', '-'],
  ['resellers.connect', 'Y-----', '-'],
  ['entitlements.write', 'YY-YY-', 'Y'],
  ['tenant.own', 'YYYYYY', 'Y'],
  ['subscriptions.read', 'YYYYYY', 'Y'],
  ['subscriptions.seats', 'YY-YYY', 'Y'],
  ['subscriptions.upgrade', 'YY-YYY', 'Y'],
  ['campaigns.approve', 'Y--Y--', '-'],
  ['campaigns.settings', 'Y-----', '-'],
  ['subscriptions.lifecycle', 'Y--YYY', 'Y'],
  ['offers.read', 'YYYYY-', 'Y'],
  ['users.read', 'YY-YYY', '-'],
  ['users.write', 'YY-Y--', '-'],
  ['licenses.assign', 'YY-Y-Y', '-'],
  ['invoices.read', 'Y-YY--', 'Y'],
  ['invoices.issue', 'Y-Y---', 'Y'],
  ['prices.write', 'Y-Y---', 'Y'],
  ['clock.move', 'YYYYYY', 'Y'],
  ['audit.read', 'YYYYYY', 'Y'],
  ['notices.own', 'YYYYYY', '-'],
  ['imports.run', 'Y--Y--', '-'],
  ['partner.users', 'YY----', '-'],
  ['orders.read', 'Y-YYYY', 'Y'],
  ['orders.write', 'Y--YYY', 'Y'],
  ['orders.cycle', 'Y-YY--', 'Y'],
  ['orders.amend', 'Y-YYYY', 'Y'],
  ['orders.provisioning', 'Y--Y--', '-'],
  ['trials.convert', 'YY-YY-', '-'],
  ['profiles.read', 'YYYYYY', '-'],
  ['webhooks.manage', 'Y-YYYY', 'Y'],
];

describe('the rights table', () => {
  test('has exactly these rows', () => assert.deepEqual([...allRights()].toSorted(), TABLE.map(([right]) => right).toSorted()));

  for (const [right, marks, forProgram] of TABLE) {
    test(`${right}: ${marks} ${forProgram}`, () => {
      assert.equal(ROLES.map((role) => (may(person(role), right).kind === 'allowed' ? 'Y' : '-')).join(''), marks);
      assert.equal(may(program, right).kind, forProgram === 'Y' ? 'allowed' : 'user_required');
    });
  }

  test('a missing role is answered with those that would do', () => {
    assert.deepEqual(may(person('billing_admin'), 'subscriptions.upgrade'), {
      kind: 'role_missing',
      roles: ['global_admin', 'user_management_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    });
  });

  test('one of several roles suffices', () =>
    assert.equal(may(person('billing_admin', 'helpdesk_agent'), 'subscriptions.upgrade').kind, 'allowed'));

  test('without any role one sees oneself only', () => assert.deepEqual(rightsOf(person()), ['public', 'session.own', 'tenant.own']));

  for (const [name, expected] of [
    ['subscriptions.upgrade', true],
    ['subscriptions.upgrades', false],
    ['toString', false],
    ['', false],
    [undefined, false],
  ] as const) {
    test(`${String(name)} is ${expected ? 'a' : 'no'} right`, () => assert.equal(isRight(name), expected));
  }
});

describe('rights in a customer’s directory', () => {
  for (const [role, expected] of [
    ['global_admin', true],
    ['user_management_admin', true],
    ['billing_admin', false],
    ['admin_agent', true],
    ['sales_agent', false],
    ['helpdesk_agent', true],
  ] as const) {
    test(`${role}: ${expected}`, () => assert.equal(hasDirectoryRights(person(role)), expected));
  }
  test('a sales agent who is a helpdesk agent too has them', () => assert.ok(hasDirectoryRights(person('sales_agent', 'helpdesk_agent'))));
  test('a program alone has none', () => assert.ok(!hasDirectoryRights(program)));
});

test('the page of the docs is the table, and every right that a route names is a row', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/rights.ts', '--check'], {
    cwd: new URL('../../', import.meta.url),
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});
