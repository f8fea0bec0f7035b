import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addOn, base, changeFacts, living, nothing, type Given } from '../../../test/change-facts.ts';
import { offer, plan, sku } from '../../../test/small-catalog.ts';
import { accountOf, subscription } from '../../../test/tenant-facts.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import { day } from '../../kit/dates.ts';
import type { GroupId, SubscriptionId, UserId } from '../../kit/ids.ts';
import { seatsOf } from '../living.ts';
import type { Change } from './change.ts';
import type { NamedUser } from './facts.ts';
import { decideChange, followers, unassigned, usersTooMany } from './rules.ts';

// What a refused change tells, with its numbers, on both sides of each limit.
const reasons = (change: Partial<Change>, given: Given = {}) => decideChange(changeFacts(given), { ...nothing, ...change });
const codes = (change: Partial<Change>, given: Given = {}) => reasons(change, given).map(({ code }) => code);
const users = (key: string, count: number) => ({ assigned: [{ skuId: sku(key), users: count }] });
const license = (key: string, groupId: string | null = null) => ({
  skuId: sku(key),
  groupId: groupId as GroupId | null,
  disabledPlanIds: [],
});
const ada = (...licenses: NamedUser['licenses']): NamedUser => ({
  userId: 'ada' as UserId,
  displayName: 'Ada',
  userPrincipalName: 'ada@contoso.example',
  licenses,
});

describe('what a status allows', () => {
  const cases: [name: string, change: Partial<Change>, given: Given, expected: readonly object[]][] = [
    ['nothing of what is gone', { quantity: 9 }, { own: { status: 'deleted' } }, [{ code: 'subscription_deleted' }]],
    ['nothing of what is not set up yet', { quantity: 9 }, { own: { status: 'pending' } }, [{ code: 'subscription_not_provisioned' }]],
    ['nothing of what is expired', { quantity: 9 }, { own: { status: 'expired' } }, [{ code: 'term_over', status: 'expired' }]],
    ['nothing of what is disabled', { quantity: 9 }, { own: { status: 'disabled' } }, [{ code: 'term_over', status: 'disabled' }]],
    ['no other way', { status: 'expired' }, {}, [{ code: 'status_change_impossible', from: 'active', to: 'expired' }]],
    ['to be suspended', { status: 'suspended' }, {}, []],
    ['to be used again', { status: 'active' }, { own: { status: 'suspended' } }, []],
    ['no seats while it is suspended', { quantity: 9 }, { own: { status: 'suspended' } }, [{ code: 'seats_while_suspended' }]],
    ['nor together with the suspension', { quantity: 9, status: 'suspended' }, {}, [{ code: 'seats_while_suspended' }]],
    [
      'nor too many of them, which is said as well',
      { quantity: 301 },
      { own: { status: 'suspended' } },
      [{ code: 'seats_while_suspended' }, { code: 'quantity_out_of_range', quantity: 301, minimum: 1, maximum: 300 }],
    ],
  ];
  for (const [name, change, given, expected] of cases) test(name, () => assert.deepEqual(reasons(change, given), expected));
});

describe('what hangs on a base', () => {
  const parentId = 'parent' as SubscriptionId;
  const parent = (change: Parameters<typeof subscription>[1]) => living(subscription('parent', change));
  const asleep = living(subscription('other', { status: 'suspended' }));
  test('is used again only while that is active, whatever else the customer has', () => {
    const own = { status: 'suspended', parentId } as const;
    assert.deepEqual(reasons({ status: 'active' }, { own, beside: [asleep, parent({})] }), []);
    assert.deepEqual(reasons({ status: 'active' }, { own, beside: [parent({ status: 'suspended' })] }), [
      { code: 'base_not_active', baseId: parentId, status: 'suspended' },
    ]);
  });
  test('has at most as many seats', () => {
    const given: Given = { own: { parentId, quantity: 5 }, beside: [asleep, parent({ quantity: 8 })] };
    assert.deepEqual([codes({ quantity: 8 }, given), codes({ quantity: 9 }, given)], [[], ['add_on_exceeds_base']]);
  });
  test('has fewer with it only where it would have more, and never more', () => {
    const facts = changeFacts({ beside: [addOn({ quantity: 6 })] });
    const larger = changeFacts({ beside: [addOn({ quantity: 12 })] });
    const quantities = (of: typeof facts, quantity: number) => followers(of, quantity).map((each) => each.subscription.quantity);
    assert.deepEqual([quantities(facts, 5), quantities(facts, 6)], [[6], []]);
    assert.deepEqual([quantities(larger, 9), quantities(larger, 10), quantities(larger, 11)], [[12], [], []]);
  });
});

describe('an offer that the catalogue no longer has', () => {
  const own = { offerId: offer('gone') };
  test('can have as many seats as can be counted', () => {
    const cases: [number, string[]][] = [
      [0, ['quantity_out_of_range']],
      [1, []],
      [2_147_483_647, []],
      [2_147_483_648, ['quantity_out_of_range']],
    ];
    for (const [quantity, expected] of cases) assert.deepEqual(codes({ quantity }, { own }), expected, `${quantity}`);
  });
  test('has no users', () => assert.equal(usersTooMany(changeFacts({ facts: users('basic', 9) }), living({ ...base, ...own }), 0), 0));
});

describe('seats given back', () => {
  test('while their window is open, and not one more', () => {
    const period = { from: day('2026-06-13'), until: day('2026-07-13') };
    const four = { ...purchaseCharge(seatsOf(living(base), 4), period, 'purchase'), chargedAt: '2026-06-19T10:00:00Z' };
    const given: Given = { offerChange: { reductionHours: 168 }, facts: { ledger: [four] } };
    assert.deepEqual(reasons({ quantity: 6 }, given), []);
    assert.deepEqual(reasons({ quantity: 5 }, given), [{ code: 'seats_reduction_closed', reducible: 4, wanted: 5, hours: 168 }]);
  });
  test('that people still use: how many of them, of how many', () => {
    assert.deepEqual(
      reasons({ quantity: 3 }, { facts: { assigned: [...users('archiving', 1).assigned, ...users('basic', 5).assigned] } }),
      [{ code: 'seats_still_assigned', offerId: offer('basic'), skuId: sku('basic'), seatsLeft: 3, usersAssigned: 5, usersTooMany: 2 }],
    );
    assert.equal(usersTooMany(changeFacts(), living(base), 0), 0, 'nobody uses them');
  });
  test('with somebody who gives the product up and keeps another', () => {
    const facts = { ...users('basic', 4), people: [ada(license('apps-only'), license('basic'))] };
    assert.deepEqual(codes({ quantity: 3, unassignUserIds: [ada().userId] }, { facts }), []);
  });
});

describe('users who are named', () => {
  const named = { quantity: 9, unassignUserIds: [ada().userId] };
  const by = (...licenses: NamedUser['licenses']): Given => ({ facts: { people: [ada(...licenses)] } });
  test('ask for rights in the directory; seats alone do not', () => {
    const customer = { delegatedAdminServices: [] };
    assert.deepEqual(reasons({ quantity: 9 }, { customer }), []);
    assert.deepEqual(reasons(named, { customer, ...by(license('basic')) }), [
      { code: 'delegated_admin_permissions_disabled', missingServices: ['office'] },
    ]);
  });
  test('must have the product', () => {
    assert.deepEqual(reasons(named, by(license('standard'))), [{ code: 'unassign_without_license', userIds: ['ada'] }]);
  });
  test('directly: what a group gives is taken away there, whatever else they have', () => {
    assert.deepEqual(reasons(named, by(license('basic', 'front desk'), license('project'))), [
      { code: 'unassign_inherited_from_group', userIds: ['ada'] },
    ]);
    assert.deepEqual(codes(named, by(license('basic'), license('apps-only', 'front desk'))), []);
  });
  test('must not keep what builds on it: who, with which product, for which service', () => {
    assert.deepEqual(reasons(named, by(license('basic'), license('project'))), [
      {
        code: 'unassign_breaks_dependency',
        userIds: ['ada'],
        names: ['Ada'],
        dependentSkuIds: [sku('project')],
        servicePlanIds: [plan('project-site')],
      },
    ]);
  });
  test('lose the product, and that of an add-on that has fewer seats with it, where they have it', () => {
    const lost = (quantity: number | null, ...licenses: NamedUser['licenses']) =>
      unassigned(changeFacts({ beside: [addOn({ quantity: 12 })], ...by(...licenses) }), { ...nothing, ...named, quantity });
    const [basic, archiving] = ['basic', 'archiving'].map((key) => ({ skuId: sku(key), userIds: ['ada'] }));
    assert.deepEqual(lost(9, license('basic'), license('archiving')), [basic, archiving]);
    assert.deepEqual(lost(9, license('basic'), license('apps-only')), [basic]);
    assert.deepEqual(lost(null, license('basic'), license('archiving')), [basic]);
  });
});

describe('other things that are asked for', () => {
  test('renewal: not of a trial, nor of what is sold once; to end it is always possible', () => {
    const trial = { target: { ...living(base), account: accountOf(base, { isTrial: true, autoRenew: false }) } };
    const once = { offerChange: { isAutoRenewable: false } };
    const refused = [{ code: 'auto_renew_impossible', offerId: base.offerId }];
    assert.deepEqual([reasons({ autoRenew: true }, { facts: trial }), reasons({ autoRenew: true }, once)], [refused, refused]);
    assert.deepEqual([reasons({ autoRenew: true }), reasons({ autoRenew: false }, { facts: trial })], [[], []]);
  });
  test('a reseller that works with the partner', () => {
    const cases = (['known', 'unknown', 'partner_itself'] as const).map((reseller) =>
      codes({ resellerMpnId: '2' }, { facts: { reseller } }),
    );
    assert.deepEqual(cases, [[], ['reseller_unknown'], ['reseller_is_partner']]);
  });
});
