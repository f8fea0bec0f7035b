import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { day } from '../../kit/dates.ts';
import { dueEvent, nextEvents, type Life } from './events.ts';
import { LIFE_POLICY } from './policy.ts';

const term = { from: day('2026-01-13'), until: day('2027-01-13') };
const life: Life = {
  status: 'active',
  billingCycle: 'monthly',
  term,
  isTrial: false,
  renews: true,
  suspendedOn: null,
  paidUntil: day('2026-07-13'),
};
const today = day('2026-06-20');
const told = (change: Partial<Life>) => nextEvents({ ...life, ...change }, LIFE_POLICY, today).map((event) => `${event.kind} ${event.on}`);

describe('what happens next', () => {
  const cases: [name: string, change: Partial<Life>, expected: string[]][] = [
    ['an active subscription', {}, ['cycle 2026-07-13', 'renew 2027-01-13']],
    ['without auto-renewal', { renews: false }, ['cycle 2026-07-13', 'expire 2027-01-13']],
    ['in the last period', { paidUntil: day('2027-01-13') }, ['renew 2027-01-13']],
    ['by the year', { billingCycle: 'annual', paidUntil: day('2027-01-13') }, ['renew 2027-01-13']],
    ['of which no charge is known', { paidUntil: null }, ['cycle 2026-07-13', 'renew 2027-01-13']],
    ['a trial', { isTrial: true, renews: false, billingCycle: 'none', paidUntil: null }, ['trial_end 2027-01-13']],
    ['suspended', { status: 'suspended', suspendedOn: day('2026-06-01') }, ['remove 2026-08-30']],
    [
      'a suspended trial that ends before its removal',
      { status: 'suspended', isTrial: true, suspendedOn: day('2026-12-01') },
      ['trial_end 2027-01-13'],
    ],
    [
      'a suspended trial that is removed before its end',
      { status: 'suspended', isTrial: true, suspendedOn: day('2026-06-01') },
      ['remove 2026-08-30'],
    ],
    [
      'a suspended trial that ends on the day of its removal',
      { status: 'suspended', isTrial: true, suspendedOn: day('2026-10-15') },
      ['remove 2027-01-13'],
    ],
    [
      'suspended in new commerce: paid for on, and disabled when the term ends',
      { status: 'suspended', isNewCommerce: true, suspendedOn: day('2026-06-01') },
      ['cycle 2026-07-13', 'disable 2027-01-13'],
    ],
    ['expired', { status: 'expired', isNewCommerce: true }, ['disable 2027-02-12']],
    ['disabled', { status: 'disabled', isNewCommerce: true }, ['remove 2027-05-13']],
    ['deleted', { status: 'deleted' }, []],
    ['being set up', { status: 'pending' }, []],
  ];
  for (const [name, change, expected] of cases) test(name, () => assert.deepEqual(told(change), expected));
});

describe('what is due', () => {
  const cases: [name: string, change: Partial<Life>, on: string, expected: string | null][] = [
    ['the day before the next period', {}, '2026-07-12', null],
    ['on its first day', {}, '2026-07-13', 'cycle 2026-07-13'],
    ['long after', {}, '2026-12-31', 'cycle 2026-07-13'],
    ['the day before the term ends', { paidUntil: term.until }, '2027-01-12', null],
    ['on the first day after the term', { paidUntil: term.until }, '2027-01-13', 'renew 2027-01-13'],
    ['89 days after the suspension', { status: 'suspended', suspendedOn: day('2026-06-01') }, '2026-08-29', null],
    ['90 days after the suspension', { status: 'suspended', suspendedOn: day('2026-06-01') }, '2026-08-30', 'remove 2026-08-30'],
  ];
  for (const [name, change, on, expected] of cases) {
    test(name, () => {
      const event = dueEvent({ ...life, ...change }, LIFE_POLICY, day(on));
      assert.equal(event === null ? null : `${event.kind} ${event.on}`, expected);
    });
  }
  test('the removal follows the policy', () => {
    const suspended: Life = { ...life, status: 'suspended', suspendedOn: day('2026-06-01') };
    assert.equal(dueEvent(suspended, { removalDays: 60 }, day('2026-07-31'))?.kind, 'remove');
    assert.equal(dueEvent(suspended, { removalDays: 60 }, day('2026-07-30')), null);
  });
});
