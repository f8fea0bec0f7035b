import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base, nothing } from '../../../test/change-facts.ts';
import { accountOf } from '../../../test/tenant-facts.ts';
import type { UserId } from '../../kit/ids.ts';
import { changeIn, changesSomething, type Change, type ChangeBody } from './change.ts';

describe('what a body changes', () => {
  const cases: [name: string, body: ChangeBody, expected: Partial<Change>][] = [
    ['nothing at all', {}, {}],
    [
      'the same again',
      { quantity: 10, status: 'active', friendlyName: 'Basic', autoRenewEnabled: true, partnerId: '', billingCycle: 'monthly' },
      {},
    ],
    ['seats', { quantity: 11 }, { quantity: 11 }],
    ['the words of typed clients for what was not set', { status: 'none', billingCycle: 'unknown', partnerId: '' }, {}],
    ['auto-renewal', { autoRenewEnabled: false }, { autoRenew: false }],
    ['a reseller', { partnerId: '777' }, { resellerMpnId: '777' }],
    ['the same user twice', { quantity: 9, unassignUserIds: ['u', 'u'] }, { quantity: 9, unassignUserIds: ['u' as UserId] }],
  ];
  for (const [name, body, expected] of cases) {
    test(name, () => {
      const change = changeIn(body, base, accountOf(base));
      assert.deepEqual(change, { ...nothing, ...expected });
      assert.equal(changesSomething(change), Object.keys(expected).length > 0);
    });
  }
});
