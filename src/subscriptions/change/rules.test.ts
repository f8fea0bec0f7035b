import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addOn, base, changeFacts, living, nothing, type Given } from '../../../test/change-facts.ts';
import { offer, plan as servicePlan, sku } from '../../../test/small-catalog.ts';
import { contoso, heldElsewhere, leftBehind, subscription } from '../../../test/tenant-facts.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import { day } from '../../kit/dates.ts';
import type { SubscriptionId, UserId } from '../../kit/ids.ts';
import { seatsOf } from '../living.ts';
import type { Change } from './change.ts';
import type { NamedUser } from './facts.ts';
import { decideChange } from './rules.ts';

const licensed = (key: string, ...disabled: string[]) => ({ skuId: sku(key), groupId: null, disabledPlanIds: disabled.map(servicePlan) });
const named: NamedUser = {
  userId: 'ada' as UserId,
  displayName: 'Ada',
  userPrincipalName: 'ada@contoso.example',
  licenses: [licensed('basic')],
};

const codes = (change: Partial<Change>, given: Given = {}) =>
  decideChange(changeFacts(given), { ...nothing, ...change }).map((reason) => reason.code);

describe('decideChange', () => {
  const cases: [name: string, change: Partial<Change>, given: Given, expected: string[]][] = [
    ['nothing is asked of something deleted', {}, { own: { status: 'deleted' } }, []],
    ['two things wrong, in order', { quantity: 301, billingCycle: 'annual' }, {}, ['billing_cycle_by_order', 'quantity_out_of_range']],
    [
      'everything against more seats',
      { quantity: 200 },
      {
        customer: { agreementRecorded: false, partner: { ...contoso.partner, standing: 'suspended' } },
        beside: [living(subscription('other', { offerId: offer('standard'), quantity: 101 }))],
      },
      ['seat_family_full', 'customer_agreement_missing', 'partner_suspended'],
    ],
    [
      'seats of people left behind do not count against the family',
      { quantity: 200 },
      {
        customer: { unfinished: [leftBehind('other', 'target')] },
        beside: [living(subscription('other', { offerId: offer('standard'), quantity: 101 }))],
      },
      [],
    ],
    ['as many seats as users', { quantity: 4 }, { facts: { assigned: [{ skuId: sku('basic'), users: 4 }] } }, []],
    ['one fewer', { quantity: 3 }, { facts: { assigned: [{ skuId: sku('basic'), users: 4 }] } }, ['seats_still_assigned']],
    [
      'one fewer, and one seat elsewhere',
      { quantity: 3 },
      {
        facts: { assigned: [{ skuId: sku('basic'), users: 4 }] },
        customer: { entitlements: [heldElsewhere('basic', { quantity: 1, status: 'active' })] },
      },
      [],
    ],
    [
      'one fewer, and a suspended seat elsewhere',
      { quantity: 3 },
      {
        facts: { assigned: [{ skuId: sku('basic'), users: 4 }] },
        customer: { entitlements: [heldElsewhere('basic', { quantity: 1, status: 'suspended' })] },
      },
      ['seats_still_assigned'],
    ],
    [
      'more seats while the tenant has a conflict already',
      { quantity: 11 },
      { facts: { assigned: [{ skuId: sku('basic'), users: 40 }] } },
      [],
    ],
    [
      'an add-on that follows has users too',
      { quantity: 3 },
      { beside: [addOn({ quantity: 5 })], facts: { assigned: [{ skuId: sku('archiving'), users: 5 }] } },
      ['seats_still_assigned'],
    ],
    [
      'an add-on of a base that is gone',
      { status: 'active' },
      { own: { status: 'suspended', parentId: 'gone' as SubscriptionId } },
      ['base_not_active'],
    ],
    ['suspending while people are left behind', { status: 'suspended' }, { customer: { unfinished: [leftBehind(base.id, 'target')] } }, []],
    [
      'cancelling while people are left behind',
      { status: 'deleted' },
      { customer: { unfinished: [leftBehind(base.id, 'target')] } },
      ['upgrade_unfinished'],
    ],
    [
      'cancelling what people who are left behind wait for',
      { status: 'deleted' },
      { customer: { unfinished: [leftBehind('source', base.id)] } },
      ['upgrade_unfinished'],
    ],
    ['suspending it is possible: they wait', { status: 'suspended' }, { customer: { unfinished: [leftBehind('source', base.id)] } }, []],
    ['a named user has nothing else', { quantity: 9, unassignUserIds: [named.userId] }, { facts: { people: [named] } }, []],
    [
      'a named user has an add-on that builds on the product',
      { quantity: 9, unassignUserIds: [named.userId] },
      { facts: { people: [{ ...named, licenses: [...named.licenses, licensed('project')] }] } },
      ['unassign_breaks_dependency'],
    ],
    [
      'the same, with the service of the add-on switched off',
      { quantity: 9, unassignUserIds: [named.userId] },
      { facts: { people: [{ ...named, licenses: [...named.licenses, licensed('project', 'project-site')] }] } },
      [],
    ],
    [
      'the same, with another product that has what it builds on',
      { quantity: 9, unassignUserIds: [named.userId] },
      { facts: { people: [{ ...named, licenses: [...named.licenses, licensed('project'), licensed('standard')] }] } },
      [],
    ],
    [
      'an add-on that is broken already is not their fault',
      { quantity: 9, unassignUserIds: [named.userId] },
      { facts: { people: [{ ...named, licenses: [licensed('basic', 'sites-1'), licensed('project')] }] } },
      [],
    ],
  ];
  for (const [name, change, given, expected] of cases) test(name, () => assert.deepEqual(codes(change, given), expected));
});

describe('an offer with a reduction window', () => {
  const june = { from: day('2026-06-13'), until: day('2026-07-13') };
  const bought = (chargedAt: string) => [{ ...purchaseCharge(seatsOf(living(base)), june, 'purchase'), chargedAt }];
  const cases: [name: string, hours: number | null, boughtAt: string, quantity: number, expected: string[]][] = [
    ['inside it', 168, '2026-06-13T10:00:01Z', 1, []],
    ['when it closes', 168, '2026-06-13T10:00:00Z', 9, ['seats_reduction_closed']],
    ['more seats go at any time', 168, '2026-01-13T10:00:00Z', 11, []],
    ['the licence-based catalogue has none', null, '2026-01-13T10:00:00Z', 1, []],
  ];
  for (const [name, reductionHours, boughtAt, quantity, expected] of cases) {
    test(name, () =>
      assert.deepEqual(codes({ quantity }, { offerChange: { reductionHours }, facts: { ledger: bought(boughtAt) } }), expected),
    );
  }
});
