import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DelegatedAdminRelationship } from '../../src/customers/delegation/contract.ts';
import type { ComingDate } from '../../src/subscriptions/calendar/contract.ts';
import { kindOf, monthsOf } from './months.ts';

const date = (on: string, kind: ComingDate['kind'] = 'renewal') => ({ date: on, kind, daysLeft: 1, subscriptionId: on }) as ComingDate;
const admin = (end: string | undefined) =>
  ({ id: `admin ${end}`, daysLeft: 3, ...(end === undefined ? {} : { endDateTime: `${end}T00:00:00Z` }) }) as DelegatedAdminRelationship;
const told = (months: ReturnType<typeof monthsOf>) =>
  months.map(({ month, comings }) => `${month}: ${comings.map((coming) => `${coming.on} ${kindOf(coming)}`).join(', ')}`);

const DATES = [date('2026-06-30'), date('2026-07-01', 'trial_end'), date('2026-07-31', 'removal')];

const cases: [what: string, admins: string[], asked: Parameters<typeof monthsOf>[2], expected: string[]][] = [
  [
    'by month, in the order of the days',
    [],
    { kind: undefined, isComplete: true },
    ['2026-06-01: 2026-06-30 renewal', '2026-07-01: 2026-07-01 trial_end, 2026-07-31 removal'],
  ],
  [
    'delegated administration between',
    ['2026-07-02', '2026-08-01'],
    { kind: undefined, isComplete: true },
    [
      '2026-06-01: 2026-06-30 renewal',
      '2026-07-01: 2026-07-01 trial_end, 2026-07-02 admin_end, 2026-07-31 removal',
      '2026-08-01: 2026-08-01 admin_end',
    ],
  ],
  [
    'only as far as the list was read',
    ['2026-07-31', '2026-08-01'],
    { kind: 'admin_end', isComplete: false },
    ['2026-07-01: 2026-07-31 admin_end'],
  ],
  ['of one kind', ['2026-07-02'], { kind: 'removal', isComplete: true }, ['2026-07-01: 2026-07-31 removal']],
];
for (const [what, admins, asked, expected] of cases) {
  test(what, () => assert.deepEqual(told(monthsOf(DATES, admins.map(admin), asked)), expected));
}

test('delegated administration without an end does not come', () => {
  assert.deepEqual(monthsOf([], [admin(undefined)], { kind: undefined, isComplete: true }), []);
});
