import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PartnerId, PartnerUserId } from '../../kit/ids.ts';
import type { Role } from '../caller.ts';
import type { PartnerUser } from '../people.ts';
import { decideNewStaff, decideStaffChange, rolesChanged, type StaffChange } from './staff.ts';

const person = (change: Partial<PartnerUser> = {}): PartnerUser => ({
  userId: 'person' as PartnerUserId,
  partnerId: 'partner' as PartnerId,
  userPrincipalName: 'kim@contoso.example',
  displayName: 'Kim',
  disabled: false,
  roles: ['sales_agent'],
  ...change,
});
const admin = person({ roles: ['global_admin'] });
const actor = (userId: string, ...roles: Role[]) => ({ userId: userId as PartnerUserId, roles });

const verdict = (user: PartnerUser, change: StaffChange, by: ReturnType<typeof actor>, activeGlobalAdmins: number): string => {
  const decision = decideStaffChange(user, change, { actor: by, activeGlobalAdmins });
  return decision.kind === 'refused' ? decision.refusal.code : decision.isChanged ? 'changed' : 'as it was';
};

describe('a change of a person', () => {
  const boss = actor('boss', 'global_admin');
  const users = actor('users', 'user_management_admin');
  const cases: readonly [name: string, PartnerUser, StaffChange, ReturnType<typeof actor>, admins: number, expected: string][] = [
    ['a user management admin gives ordinary roles', person(), { roles: ['admin_agent', 'billing_admin'] }, users, 1, 'changed'],
    ['a user management admin gives global admin', person(), { roles: ['global_admin'] }, users, 1, 'global_admin_required'],
    [
      'a user management admin gives it to themselves',
      person({ userId: users.userId }),
      { roles: ['global_admin'] },
      users,
      1,
      'global_admin_required',
    ],
    ['a user management admin takes global admin', admin, { roles: [] }, users, 2, 'global_admin_required'],
    ['a user management admin disables a global admin', admin, { disabled: true }, users, 2, 'global_admin_required'],
    ['a user management admin renames a global admin', admin, { displayName: 'Kimberly' }, users, 2, 'global_admin_required'],
    ['a global admin gives global admin', person(), { roles: ['global_admin', 'sales_agent'] }, boss, 1, 'changed'],
    ['one of two global admins loses the role', admin, { roles: ['sales_agent'] }, boss, 2, 'changed'],
    ['the last global admin loses the role', admin, { roles: ['sales_agent'] }, boss, 1, 'last_global_admin'],
    ['the last global admin is disabled', admin, { disabled: true }, boss, 1, 'last_global_admin'],
    ['the last global admin gets another role beside', admin, { roles: ['global_admin', 'sales_agent'] }, boss, 1, 'changed'],
    [
      'a disabled global admin loses the role while one is left',
      person({ roles: ['global_admin'], disabled: true }),
      { roles: [] },
      boss,
      1,
      'changed',
    ],
    ['a disabled global admin comes back', person({ roles: ['global_admin'], disabled: true }), { disabled: false }, boss, 1, 'changed'],
    [
      'one of two global admins disables themselves',
      person({ userId: boss.userId, roles: ['global_admin'] }),
      { disabled: true },
      boss,
      2,
      'own_account',
    ],
    [
      'one of two global admins gives the role away',
      person({ userId: boss.userId, roles: ['global_admin'] }),
      { roles: [] },
      boss,
      2,
      'changed',
    ],
    [
      'the same roles in another order',
      person({ roles: ['admin_agent', 'sales_agent'] }),
      { roles: ['sales_agent', 'admin_agent', 'sales_agent'] },
      users,
      1,
      'as it was',
    ],
    ['nothing at all', admin, {}, users, 1, 'as it was'],
  ];
  for (const [name, user, change, by, admins, expected] of cases)
    test(`${name}: ${expected}`, () => assert.equal(verdict(user, change, by, admins), expected));
});

describe('a new person', () => {
  test('gets ordinary roles from a user management admin', () =>
    assert.equal(decideNewStaff(['admin_agent'], actor('users', 'user_management_admin')), null));
  test('gets global admin from a global admin only', () => {
    assert.equal(decideNewStaff(['global_admin'], actor('boss', 'global_admin')), null);
    assert.deepEqual(decideNewStaff(['global_admin'], actor('users', 'user_management_admin')), { code: 'global_admin_required' });
  });
});

test('which roles come and go', () =>
  assert.deepEqual(rolesChanged(['admin_agent', 'sales_agent'], ['sales_agent', 'billing_admin']), {
    added: ['billing_admin'],
    removed: ['admin_agent'],
  }));
