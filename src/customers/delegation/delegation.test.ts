import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { day, type Day } from '../../kit/dates.ts';
import { decideWish, endAfter, endOf, readDuration, stateOf, type DelegatedAdmin, type DelegatedAdminWish } from './delegation.ts';
import { directoryReach, undelegatedServices, type GranularGrant } from './reach.ts';
import { DIRECTORY_ROLES, GLOBAL_ADMINISTRATOR, levelOf, LICENSE_WRITING_ROLES } from './roles.ts';

const at = (text: string) => new Date(text);
const asked = { requestExpiresAt: at('2026-05-30T10:00:00Z'), approval: null, termination: null, autoExtendDays: 0 } as const;
const running = { ...asked, approval: { at: at('2026-03-01T10:00:00Z'), by: 'ada', endsOn: day('2026-08-28') } };

describe('the state of delegated administration', () => {
  const cases: readonly [name: string, Pick<DelegatedAdmin, keyof typeof asked>, now: string, expected: string][] = [
    ['asked for, at the last moment', asked, '2026-05-30T09:59:59.999Z', 'approvalPending'],
    ['asked for 90 days ago', asked, '2026-05-30T10:00:00Z', 'expired'],
    ['approved', running, '2026-03-01T10:00:00Z', 'active'],
    ['31 days before it ends', running, '2026-07-28T23:59:59Z', 'active'],
    ['30 days before it ends', running, '2026-07-29T00:00:00Z', 'expiring'],
    ['on its last day', running, '2026-08-27T23:59:59.999Z', 'expiring'],
    ['on the day it ends', running, '2026-08-28T00:00:00Z', 'expired'],
    ['extended by itself, on that day', { ...running, autoExtendDays: 180 }, '2026-08-28T00:00:00Z', 'active'],
    ['extended by itself, the day before', { ...running, autoExtendDays: 180 }, '2026-08-27T00:00:00Z', 'active'],
    ['extended by itself, years later', { ...running, autoExtendDays: 180 }, '2031-08-28T00:00:00Z', 'active'],
    [
      'ended while it ran',
      { ...running, termination: { at: at('2026-04-01T00:00:00Z'), by: 'customer' } },
      '2026-04-01T00:00:00Z',
      'terminated',
    ],
    ['declined', { ...asked, termination: { at: at('2026-04-01T00:00:00Z'), by: 'rejected' } }, '2026-06-01T00:00:00Z', 'terminated'],
  ];
  for (const [name, admin, now, expected] of cases) test(`${name}: ${expected}`, () => assert.equal(stateOf(admin, at(now)), expected));
});

describe('how long it runs', () => {
  for (const [endsOn, extension, today, expected] of [
    ['2026-08-28', 0, '2026-09-01', '2026-08-28'],
    ['2026-08-28', 180, '2026-08-27', '2026-08-28'],
    ['2026-08-28', 180, '2026-08-28', '2027-02-24'],
    ['2026-08-28', 180, '2027-02-24', '2027-08-23'],
  ] as const) {
    test(`until ${endsOn}, extended by ${extension} days, seen on ${today}: ${expected}`, () =>
      assert.equal(endOf(endsOn as Day, extension, today as Day), expected));
  }

  for (const [text, expected] of [
    ['P1D', { months: 0, days: 1 }],
    ['P2Y', { months: 24, days: 0 }],
    ['p730d', { months: 0, days: 730 }],
    ['P1Y6M', { months: 18, days: 0 }],
    ['P0D', null],
    ['P2Y1D', null],
    ['P732D', null],
    ['PT24H', null],
    ['P', null],
    ['two years', null],
  ] as const) {
    test(`a duration of ${text}: ${expected === null ? 'none' : 'yes'}`, () => assert.deepEqual(readDuration(text), expected));
  }

  for (const [duration, begunOn, expected] of [
    ['P1D', '2026-06-11', '2026-06-12'],
    ['P180D', '2026-06-11', '2026-12-08'],
    ['P1M', '2026-01-31', '2026-02-28'],
    ['P2Y', '2024-02-29', '2026-02-28'],
  ] as const) {
    test(`${duration} from ${begunOn} ends on ${expected}`, () => assert.equal(endAfter(duration, begunOn as Day), expected));
  }
});

describe('what a partner may ask for', () => {
  const wish: DelegatedAdminWish = {
    displayName: 'Support',
    roles: [LICENSE_WRITING_ROLES[0]?.id ?? ''],
    duration: 'P180D',
    autoExtendDays: 180,
  };
  const cases: readonly [name: string, Partial<DelegatedAdminWish>, names: readonly string[], expected: string | undefined][] = [
    ['roles for a time', {}, [], undefined],
    ['a name that is taken in another case', {}, ['SUPPORT'], 'name_taken'],
    ['a role that nobody knows', { roles: ['00000000-0000-4000-8000-000000000000'] }, [], 'role_unknown'],
    ['two years and a day', { duration: 'P2Y1D' }, [], 'duration_out_of_range'],
    ['the global administrator, extended', { roles: [GLOBAL_ADMINISTRATOR.toUpperCase()] }, [], 'global_admin_is_not_extended'],
    ['the global administrator for a time', { roles: [GLOBAL_ADMINISTRATOR], autoExtendDays: 0 }, [], undefined],
  ];
  for (const [name, change, names, expected] of cases) {
    test(`${name}: ${expected ?? 'yes'}`, () => assert.equal(decideWish({ ...wish, ...change }, names)?.code, expected));
  }
});

describe('how far the partner may go in the directory', () => {
  const role = (name: string) => DIRECTORY_ROLES.find((each) => each.name.en === name)?.id ?? '';
  const grant = (roles: readonly string[], until: string | null = null): GranularGrant => ({
    roles: roles.map(role),
    until: until as Day | null,
  });
  const cases: readonly [name: string, services: readonly string[], grants: readonly GranularGrant[], expected: string][] = [
    ['nothing granted', [], [], 'none'],
    ['the old privileges for all', ['*'], [], 'write'],
    ['the old privileges for this service', ['office'], [], 'write'],
    ['the old privileges for another service', ['security'], [], 'none'],
    ['readers', [], [grant(['Directory Readers'])], 'read'],
    ['global readers', [], [grant(['Global Reader'])], 'read'],
    ['writers', [], [grant(['Directory Writers'])], 'write'],
    ['who looks after licenses', [], [grant(['License Administrator'])], 'write'],
    ['who looks after users', [], [grant(['User Administrator'])], 'write'],
    ['who looks after mail', [], [grant(['Exchange Administrator'])], 'none'],
    ['readers here and writers there', [], [grant(['Directory Readers']), grant(['Directory Writers'])], 'write'],
    ['writers until tomorrow', [], [grant(['Directory Writers'], '2026-06-12')], 'write'],
    ['writers until today', [], [grant(['Directory Writers'], '2026-06-11')], 'none'],
    ['readers beside old privileges for another service', ['security'], [grant(['Directory Readers'])], 'read'],
  ];
  for (const [name, delegatedAdminServices, granularAdmin, expected] of cases) {
    test(`${name}: ${expected}`, () => {
      const delegation = { delegatedAdminServices, granularAdmin };
      assert.equal(directoryReach(delegation, ['office'], day('2026-06-11')), expected);
      const missing = (needed: 'read' | 'write') =>
        undelegatedServices(delegation, ['office', 'office'], { today: day('2026-06-11'), needed });
      assert.deepEqual(missing('read'), expected === 'none' ? ['office'] : []);
      assert.deepEqual(missing('write'), expected === 'write' ? [] : ['office']);
    });
  }
  test('roles that nobody knows reach nowhere', () => assert.equal(levelOf(['00000000-0000-4000-8000-000000000000']), 'none'));
});
