import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, plan as servicePlan, sku, smallCatalog } from '../../../test/small-catalog.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import type { Caller } from '../../access/caller.ts';
import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { day } from '../../kit/dates.ts';
import type { ApplicationId, CustomerId, PartnerId, SubscriptionId, UserId } from '../../kit/ids.ts';
import { minor, type Currency } from '../../kit/money.ts';
import { seatsOf, type Living } from '../living.ts';
import type { Subscription } from '../subscription.ts';
import type { Account } from '../tenant/account.ts';
import type { TenantFacts } from '../tenant/facts.ts';
import { changeIn, changesSomething, type Change, type ChangeBody } from './change.ts';
import type { ChangeFacts, NamedUser } from './facts.ts';
import { planChange } from './plan.ts';
import { decideChange } from './rules.ts';

const us = 'us' as PartnerId;
const caller: Caller = { kind: 'application', partnerId: us, applicationId: 'app' as ApplicationId, displayName: 'Program' };
const subscription: Subscription = {
  customerId: 'customer' as CustomerId,
  id: 'base' as SubscriptionId,
  partnerId: us,
  orderId: 'order',
  offerId: offer('basic'),
  friendlyName: 'Basic',
  quantity: 10,
  status: 'active',
  billingCycle: 'monthly',
  parentId: null,
  unitPriceMinor: minor(500),
  currency: 'USD' as Currency,
  term: { from: day('2026-01-13'), until: day('2027-01-13') },
  createdOn: day('2026-01-13'),
  resellerMpnId: null,
  version: 1,
};
const account: Account = {
  subscriptionId: subscription.id,
  autoRenew: true,
  isTrial: false,
  suspensionReasons: [],
  suspendedOn: null,
  paidUntil: null,
  offerName: 'Basic',
  createdAt: '2026-01-13T00:00:00Z',
  upgradedFromId: null,
};
const customer: TenantFacts = {
  customerId: subscription.customerId,
  companyName: 'Contoso',
  country: 'US',
  partner: { id: us, name: 'Us', standing: 'good', currency: 'USD' as Currency, rounding: 'exact_half_up' },
  delegatedAdminServices: ['*'],
  granularAdmin: [],
  agreementRecorded: true,
  subscriptions: [subscription],
  entitlements: [],
  unfinished: [],
  aheadSeconds: 0,
  marginBasisPoints: 0,
  catalogRevision: 1,
};
const nothing: Change = {
  quantity: null,
  status: null,
  friendlyName: null,
  autoRenew: null,
  resellerMpnId: null,
  billingCycle: null,
  nextTerm: null,
  unassignUserIds: [],
  acceptLicenseConflict: false,
};

const licensed = (key: string, ...disabled: string[]) => ({ skuId: sku(key), groupId: null, disabledPlanIds: disabled.map(servicePlan) });
const named: NamedUser = {
  userId: 'ada' as UserId,
  displayName: 'Ada',
  userPrincipalName: 'ada@contoso.example',
  licenses: [licensed('basic')],
};

type Given = {
  readonly own?: Partial<Subscription>;
  readonly beside?: readonly Living[];
  readonly facts?: Partial<ChangeFacts>;
  readonly customer?: Partial<TenantFacts>;
  readonly offerChange?: Partial<Offer>;
};
function factsOf({ own = {}, beside = [], facts = {}, customer: change = {}, offerChange = {} }: Given = {}): ChangeFacts {
  const target: Living = { subscription: { ...subscription, ...own }, account, rounding: 'exact_half_up' };
  const basic = smallCatalog.offers.get(offer('basic'));
  const catalog: Catalog =
    basic === undefined
      ? smallCatalog
      : { ...smallCatalog, offers: new Map([...smallCatalog.offers, [basic.id, { ...basic, ...offerChange }]]) };
  return {
    customer: { ...customer, subscriptions: [target.subscription, ...beside.map((each) => each.subscription)], ...change },
    target,
    addOns: beside.filter((each) => each.subscription.parentId !== null),
    ledger: [],
    assigned: [],
    people: [],
    reseller: null,
    caller,
    catalog,
    today: day('2026-06-20'),
    now: new Date('2026-06-20T10:00:00Z'),
    ...facts,
  };
}
const addOn = (change: Partial<Subscription>, suspensionReasons: readonly string[] = []): Living => ({
  subscription: { ...subscription, id: 'add-on' as SubscriptionId, offerId: offer('archiving'), parentId: subscription.id, ...change },
  account: { ...account, subscriptionId: (change.id ?? 'add-on') as SubscriptionId, suspensionReasons },
  rounding: 'exact_half_up',
});
const codes = (change: Partial<Change>, given: Given = {}) =>
  decideChange(factsOf(given), { ...nothing, ...change }).map((reason) => reason.code);

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
      const change = changeIn(body, subscription, account);
      assert.deepEqual(change, { ...nothing, ...expected });
      assert.equal(changesSomething(change), Object.keys(expected).length > 0);
    });
  }
});

describe('decideChange', () => {
  const cases: [name: string, change: Partial<Change>, given: Given, expected: string[]][] = [
    ['nothing is asked of something deleted', {}, { own: { status: 'deleted' } }, []],
    ['two things wrong, in order', { quantity: 301, billingCycle: 'annual' }, {}, ['billing_cycle_by_order', 'quantity_out_of_range']],
    [
      'everything against more seats',
      { quantity: 200 },
      {
        customer: { agreementRecorded: false, partner: { ...customer.partner, standing: 'suspended' } },
        beside: [
          {
            subscription: { ...subscription, id: 'other' as SubscriptionId, offerId: offer('standard'), quantity: 101 },
            account,
            rounding: 'exact_half_up',
          },
        ],
      },
      ['seat_family_full', 'customer_agreement_missing', 'partner_suspended'],
    ],
    [
      'seats of people left behind do not count against the family',
      { quantity: 200 },
      {
        customer: {
          unfinished: [
            { upgradeId: 'u' as never, sourceId: 'other' as SubscriptionId, targetId: 'target' as SubscriptionId, usersLeftBehind: 3 },
          ],
        },
        beside: [
          {
            subscription: { ...subscription, id: 'other' as SubscriptionId, offerId: offer('standard'), quantity: 101 },
            account,
            rounding: 'exact_half_up',
          },
        ],
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
        customer: {
          entitlements: [
            { channel: 'web_direct', offerId: offer('basic'), quantity: 1, status: 'active', since: day('2025-01-01'), until: null },
          ],
        },
      },
      [],
    ],
    [
      'one fewer, and a suspended seat elsewhere',
      { quantity: 3 },
      {
        facts: { assigned: [{ skuId: sku('basic'), users: 4 }] },
        customer: {
          entitlements: [
            { channel: 'web_direct', offerId: offer('basic'), quantity: 1, status: 'suspended', since: day('2025-01-01'), until: null },
          ],
        },
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
    [
      'suspending while people are left behind',
      { status: 'suspended' },
      {
        customer: {
          unfinished: [{ upgradeId: 'u' as never, sourceId: subscription.id, targetId: 'target' as SubscriptionId, usersLeftBehind: 3 }],
        },
      },
      [],
    ],
    [
      'cancelling while people are left behind',
      { status: 'deleted' },
      {
        customer: {
          unfinished: [{ upgradeId: 'u' as never, sourceId: subscription.id, targetId: 'target' as SubscriptionId, usersLeftBehind: 3 }],
        },
      },
      ['upgrade_unfinished'],
    ],
    [
      'cancelling what people who are left behind wait for',
      { status: 'deleted' },
      {
        customer: {
          unfinished: [{ upgradeId: 'u' as never, sourceId: 'source' as SubscriptionId, targetId: subscription.id, usersLeftBehind: 3 }],
        },
      },
      ['upgrade_unfinished'],
    ],
    [
      'suspending it is possible: they wait',
      { status: 'suspended' },
      {
        customer: {
          unfinished: [{ upgradeId: 'u' as never, sourceId: 'source' as SubscriptionId, targetId: subscription.id, usersLeftBehind: 3 }],
        },
      },
      [],
    ],
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
  const bought = (chargedAt: string) => [
    { ...purchaseCharge(seatsOf({ subscription, account, rounding: 'exact_half_up' }), june, 'purchase'), chargedAt },
  ];
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

describe('planChange', () => {
  const planned = (change: Partial<Change>, given: Given = {}) => {
    const planning = planChange(factsOf(given), { ...nothing, ...change });
    assert.equal(planning.kind, 'planned');
    return planning.kind === 'planned' ? planning.plan : assert.fail();
  };
  test('what hangs on an add-on follows too', () => {
    const deep = addOn({ id: 'deep' as SubscriptionId, parentId: 'add-on' as SubscriptionId, quantity: 8 });
    const plan = planned(
      { quantity: 3 },
      { beside: [addOn({ quantity: 9 }), deep, addOn({ id: 'small' as SubscriptionId, quantity: 2 })] },
    );
    assert.deepEqual(
      plan.changed.map(({ after }) => [after.subscription.id, after.subscription.quantity]),
      [
        ['base', 3],
        ['add-on', 3],
        ['deep', 3],
      ],
    );
  });
  test('only what sleeps because of its base wakes with it, in turn', () => {
    const asleep = addOn({ status: 'suspended' }, ['BaseSuspended']);
    const under = addOn({ id: 'under' as SubscriptionId, parentId: 'add-on' as SubscriptionId, status: 'suspended' }, ['BaseSuspended']);
    const own = addOn({ id: 'own' as SubscriptionId, status: 'suspended' });
    const underOwn = addOn({ id: 'under-own' as SubscriptionId, parentId: 'own' as SubscriptionId, status: 'suspended' }, [
      'BaseSuspended',
    ]);
    const plan = planned({ status: 'active' }, { own: { status: 'suspended' }, beside: [asleep, under, own, underOwn] });
    assert.deepEqual(
      plan.changed.map(({ after }) => after.subscription.id),
      ['base', 'add-on', 'under'],
    );
  });
  test('licences of a product go when the last subscription of it goes', () => {
    assert.deepEqual(planned({ status: 'deleted' }).releasedSkuIds, [sku('basic')]);
    const twin: Living = {
      subscription: { ...subscription, id: 'twin' as SubscriptionId, status: 'suspended' },
      account,
      rounding: 'exact_half_up',
    };
    assert.deepEqual(planned({ status: 'deleted' }, { beside: [twin] }).releasedSkuIds, []);
  });
  test('a suspension leaves users without a seat, and says how many', () => {
    const plan = planned({ status: 'suspended' }, { facts: { assigned: [{ skuId: sku('basic'), users: 7 }] } });
    assert.equal(plan.usersWithoutSeat, 7);
  });
  test('where the catalogue only warns, the family’s overrun is told and goes', () => {
    const family = { name: 'small', seatsMax: 300, policy: 'warn' as const };
    const facts = factsOf({
      beside: [
        {
          subscription: { ...subscription, id: 'other' as SubscriptionId, offerId: offer('standard'), quantity: 250 },
          account,
          rounding: 'exact_half_up',
        },
      ],
    });
    const planning = planChange(
      { ...facts, catalog: { ...facts.catalog, seatFamilies: new Map([['small', family]]) } },
      { ...nothing, quantity: 51 },
    );
    assert.deepEqual(planning.kind === 'planned' ? planning.plan.familyWarning?.seatsHeld : planning, 250);
  });
});
