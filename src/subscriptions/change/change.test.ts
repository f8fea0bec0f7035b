import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base, nothing } from '../../../test/change-facts.ts';
import { accountOf } from '../../../test/tenant-facts.ts';
import type { UserId } from '../../kit/ids.ts';
import type { NextTerm } from '../scheduled/next-term.ts';
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
    ['another status', { status: 'suspended' }, { status: 'suspended' }],
    ['another billing cycle', { billingCycle: 'annual' }, { billingCycle: 'annual' }],
    ['users alone', { unassignUserIds: ['u'] }, { unassignUserIds: ['u' as UserId] }],
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
  test('what the next term is to be: another than is scheduled, or nothing where something is', () => {
    const seven: NextTerm = { offerId: base.offerId, billingCycle: 'monthly', duration: 'P1Y', quantity: 7 };
    const wanted = (nextTerm: NextTerm | 'none' | undefined, scheduled: NextTerm | null) =>
      changeIn(nextTerm === undefined ? {} : { nextTerm }, base, accountOf(base, { nextTerm: scheduled })).nextTerm;
    assert.deepEqual([wanted(seven, null), wanted(seven, { ...seven, quantity: 8 }), wanted(seven, { ...seven })], [seven, seven, null]);
    assert.deepEqual([wanted('none', seven), wanted('none', null), wanted(undefined, seven)], ['none', null, null]);
  });
});
