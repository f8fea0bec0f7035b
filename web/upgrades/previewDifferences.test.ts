import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UpgradePreview } from '../../src/upgrades/contract.ts';
import { previewDifferences } from './previewDifferences.ts';

const staying = { userId: '1', displayName: 'Ana', userPrincipalName: 'ana@contoso.example', reasons: [] };
const preview: UpgradePreview = {
  id: 'one',
  promiseHash: 'h',
  expiresAt: '2026-11-22T09:00:00Z',
  targetOffer: {} as UpgradePreview['targetOffer'],
  upgradeType: 'upgrade_with_license_transfer',
  quantity: 25,
  isEligible: true,
  upgradeErrors: [],
  lines: [],
  total: { amount: 100, currency: 'USD' },
  nextPeriod: { before: { amount: 50, currency: 'USD' }, after: { amount: 125, currency: 'USD' }, billingCycle: 'monthly', months: 1 },
  targetTerm: { startDate: '2026-11-22', endDate: '2027-11-21' },
  addOns: [],
  usersToMove: 24,
  usersLeftBehind: [staying],
  servicesLost: [],
  servicesGained: [],
  attributes: { objectType: 'UpgradePreview' },
};
const changed = (change: Partial<UpgradePreview>) => previewDifferences(preview, { ...preview, ...change }).map(({ what }) => what);

test('another id and expiry of the same promise is no difference', () => {
  assert.deepEqual(changed({ id: 'two', expiresAt: '2026-11-22T09:30:00Z' }), []);
});

const cases: [what: string, change: Partial<UpgradePreview>, told: readonly string[]][] = [
  ['a cent more', { total: { amount: 100.01, currency: 'USD' } }, ['upgrades.total']],
  [
    'another price of the coming periods',
    {
      nextPeriod: { before: { amount: 50, currency: 'USD' }, after: { amount: 126, currency: 'USD' }, billingCycle: 'monthly', months: 1 },
    },
    ['upgrades.nextPeriod'],
  ],
  ['a term that begins a day later', { targetTerm: { startDate: '2026-11-23', endDate: '2027-11-22' } }, ['upgrades.term']],
  [
    'one more who stays',
    { usersToMove: 23, usersLeftBehind: [staying, { ...staying, displayName: 'Ben' }] },
    ['upgrades.usersMoved', 'upgrades.usersStaying'],
  ],
  ['somebody else who stays', { usersLeftBehind: [{ ...staying, displayName: 'Ben' }] }, ['upgrades.usersStaying']],
  ['another number of seats', { quantity: 26 }, ['upgrades.quantity']],
];
for (const [what, change, told] of cases) {
  test(`${what} is told`, () => assert.deepEqual(changed(change), told));
}
