import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addOn, base, changeFacts, living, nothing, type Given } from '../../../test/change-facts.ts';
import { offer, sku, smallCatalog, smallOffer } from '../../../test/small-catalog.ts';
import { contoso, subscription } from '../../../test/tenant-facts.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import { day } from '../../kit/dates.ts';
import type { OfferId, SkuId, SubscriptionId, UserId } from '../../kit/ids.ts';
import { minor } from '../../kit/money.ts';
import { seatsOf, type Living } from '../living.ts';
import type { Change } from './change.ts';
import { planChange, type ChangePlan } from './plan.ts';

const ITEM = 'P:1:A' as OfferId;

function planned(change: Partial<Change>, given: Given = {}): ChangePlan {
  const planning = planChange(changeFacts(given), { ...nothing, ...change });
  assert.equal(planning.kind, 'planned', JSON.stringify(planning));
  return planning.kind === 'planned' ? planning.plan : assert.fail();
}

/** What the first of the changed subscriptions is afterwards. */
function after(change: Partial<Change>, given: Given = {}): Living {
  const [first] = planned(change, given).changed;
  return first === undefined ? assert.fail() : first.after;
}

const billed = ({ lines }: ChangePlan) => lines.map(({ span, quantity, amountMinor }) => [span.from, span.until, quantity, amountMinor]);

/** Basic as an item of new commerce, ten seats bought on 13 June. */
function item({ own = {}, facts = {}, beside = [] }: Given = {}): Given {
  const newCommerce = {
    productId: 'P',
    productSkuId: '1',
    availabilityId: 'A',
    terms: [{ duration: 'P1Y' as const, billingCycles: ['monthly' as const] }],
  };
  const sold = { ...smallOffer('basic'), id: ITEM, newCommerce, reductionHours: 1000 };
  const prices = smallCatalog.prices.flatMap((price) => (price.offerId === offer('basic') ? [price, { ...price, offerId: ITEM }] : []));
  const catalog = { ...smallCatalog, offers: new Map([...smallCatalog.offers, [ITEM, sold]]), prices };
  const bought = { ...base, offerId: ITEM, createdOn: day('2026-06-13'), term: { from: day('2026-06-13'), until: day('2027-06-13') } };
  const june = { from: day('2026-06-13'), until: day('2026-07-13') };
  const line = { ...purchaseCharge(seatsOf(living(bought)), june, 'purchase'), chargedAt: '2026-06-13T09:00:00Z' };
  return { own: { ...bought, ...own }, beside, facts: { catalog, ledger: [line], ...facts } };
}

describe('what is suspended', () => {
  test('is so from today on, for no reason of its own, and its add-ons because of it', () => {
    const plan = planned({ status: 'suspended' }, { beside: [addOn(), addOn({ id: 'idle' as SubscriptionId, status: 'suspended' })] });
    const states = plan.changed.map(({ after: { subscription: each, account } }) => [
      each.id,
      each.status,
      account.suspendedOn,
      account.suspensionReasons,
    ]);
    assert.deepEqual(states, [
      ['base', 'suspended', '2026-06-20', []],
      ['add-on', 'suspended', '2026-06-20', ['BaseSuspended']],
    ]);
  });

  test('gets the days from today on back, and renews as before', () => {
    assert.deepEqual(billed(planned({ status: 'suspended' })), [['2026-06-20', '2026-07-13', 10, -3833]]);
    assert.equal(after({ status: 'suspended' }).account.autoRenew, true);
  });

  test('of new commerce gets nothing back, and is not renewed', () => {
    assert.deepEqual(billed(planned({ status: 'suspended' }, item())), []);
    assert.equal(after({ status: 'suspended' }, item()).account.autoRenew, false);
  });
});

describe('what is cancelled', () => {
  test('is no longer suspended, and gets back what was not used', () => {
    const { subscription: gone, account } = after({ status: 'deleted' });
    assert.deepEqual([gone.status, account.suspendedOn, account.suspensionReasons], ['deleted', null, []]);
    assert.deepEqual(billed(planned({ status: 'deleted' })), [['2026-06-20', '2026-07-13', 10, -3833]]);
  });

  test('takes its add-ons along, suspended ones too', () => {
    const plan = planned({ status: 'deleted' }, { beside: [addOn(), addOn({ id: 'idle' as SubscriptionId, status: 'suspended' })] });
    assert.deepEqual(
      plan.changed.map(({ after: { subscription: each } }) => each.status),
      ['deleted', 'deleted', 'deleted'],
    );
  });

  test('was credited when it was suspended', () => {
    assert.deepEqual(billed(planned({ status: 'deleted' }, { own: { status: 'suspended' } })), []);
  });

  test('of new commerce gets its days back even if it was suspended', () => {
    for (const status of ['active', 'suspended'] as const) {
      assert.deepEqual(billed(planned({ status: 'deleted' }, item({ own: { status } }))), [['2026-06-20', '2026-07-13', 10, -3830]]);
    }
  });
});

describe('what is active again', () => {
  const asleep = { own: { status: 'suspended' as const } };

  test('is paid from today to the end of the period, for no reason asleep', () => {
    const { subscription: awake, account } = after({ status: 'active' }, asleep);
    assert.deepEqual([awake.status, account.suspensionReasons, account.suspendedOn, account.paidUntil], ['active', [], null, '2026-07-13']);
    assert.deepEqual(billed(planned({ status: 'active' }, asleep)), [['2026-06-20', '2026-07-13', 10, 3833]]);
  });

  test('of new commerce was paid for all along', () => {
    assert.deepEqual(billed(planned({ status: 'active' }, item(asleep))), []);
    const awake = after({ status: 'active' }, item(asleep));
    assert.deepEqual([awake.subscription.status, awake.account.paidUntil], ['active', null]);
  });

  const terms: readonly [ends: string, until: string, price: number][] = [
    ['2026-06-21', '2026-06-21', 300],
    ['2026-06-20', '2027-06-20', 500],
    ['2025-06-19', '2027-06-19', 500],
  ];
  for (const [ends, until, price] of terms) {
    test(`with a term that ends on ${ends} it is paid until ${until}, at the price of that term`, () => {
      const term = { from: day(`${Number(ends.slice(0, 4)) - 1}${ends.slice(4)}`), until: day(ends) };
      const awake = after({ status: 'active' }, { own: { status: 'suspended', term, unitPriceMinor: minor(300) } });
      assert.deepEqual([awake.subscription.term.until, awake.subscription.unitPriceMinor], [until, price]);
    });
  }

  test('keeps its price where the list has none any more', () => {
    const term = { from: day('2025-06-01'), until: day('2026-06-01') };
    const unlisted = { ...smallCatalog, prices: [] };
    const awake = after(
      { status: 'active' },
      { own: { status: 'suspended', term, unitPriceMinor: minor(300) }, facts: { catalog: unlisted } },
    );
    assert.equal(awake.subscription.unitPriceMinor, 300);
  });
});

describe('seats', () => {
  test('of the licence-based catalogue are charged by the days of each number', () => {
    assert.deepEqual(billed(planned({ quantity: 11 })), [
      ['2026-06-13', '2026-07-13', 10, -5000],
      ['2026-06-13', '2026-06-20', 10, 1167],
      ['2026-06-20', '2026-07-13', 11, 4217],
    ]);
  });

  test('of new commerce come back for the rest of the period and are charged anew', () => {
    const types = (quantity: number, given = item()) =>
      planned({ quantity }, given).lines.map((line) => [line.chargeType, line.quantity, line.amountMinor]);
    assert.deepEqual(types(11), [
      ['addQuantity', 10, -3833],
      ['addQuantity', 11, 4216],
    ]);
    assert.deepEqual(types(8), [
      ['removeQuantity', 10, -3833],
      ['removeQuantity', 8, 3066],
    ]);
    const within = item({ facts: { now: new Date('2026-06-14T08:00:00Z'), today: day('2026-06-14') } });
    assert.deepEqual(types(8, within), [
      ['removeQuantity', 10, -5000],
      ['removeQuantity', 8, 4000],
    ]);
  });
});

describe('the renewal', () => {
  const nextTerm = { offerId: ITEM, billingCycle: 'monthly' as const, duration: 'P1Y' as const, quantity: 12 };
  const scheduled = (change: Partial<Change>, account: object = {}) => {
    const given = item();
    const facts = changeFacts(given);
    const target = { ...facts.target, account: { ...facts.target.account, nextTerm, ...account } };
    return after(change, { ...given, facts: { ...given.facts, target } }).account;
  };

  test('is edited as asked', () => {
    assert.equal(after({ autoRenew: false }).account.autoRenew, false);
    assert.deepEqual(after({ friendlyName: 'Ours', resellerMpnId: '42' }, { facts: { reseller: 'known' } }).subscription, {
      ...base,
      friendlyName: 'Ours',
      resellerMpnId: '42',
    });
  });

  test('as something else outlives a new name, but no change of seats, no suspension and no end of auto-renewal', () => {
    assert.deepEqual(scheduled({ friendlyName: 'Ours' }).nextTerm, nextTerm);
    assert.equal(scheduled({ quantity: 11 }).nextTerm, null);
    assert.equal(scheduled({ status: 'suspended' }).nextTerm, null);
    assert.equal(scheduled({ autoRenew: false }).nextTerm, null);
    assert.equal(scheduled({ friendlyName: 'Ours' }, { autoRenew: false }).nextTerm, null);
  });

  test('can be made to be as something else, and as it was', () => {
    assert.deepEqual(scheduled({ nextTerm: { ...nextTerm, quantity: 9 } }, { nextTerm: null }).nextTerm, { ...nextTerm, quantity: 9 });
    assert.equal(scheduled({ nextTerm: 'none' }).nextTerm, null);
  });
});

describe('licences', () => {
  const twin = (change: object = {}) => living(subscription('twin', change));
  const none = (given: Given) => planned({ status: 'deleted' }, given).releasedSkuIds;

  test('stay where the product is held elsewhere, by another subscription or by a note', () => {
    assert.deepEqual(none({ customer: { ...contoso, subscriptions: [base], heldElsewhere: [sku('basic')] } }), []);
    assert.deepEqual(none({ beside: [twin()] }), []);
    assert.deepEqual(none({ beside: [twin({ status: 'deleted' })] }), [sku('basic')]);
    assert.deepEqual(none({ beside: [twin({ offerId: offer('suite') })] }), [sku('basic')]);
    assert.deepEqual(planned({ status: 'suspended' }).releasedSkuIds, []);
  });

  test('of the add-ons go with theirs, each product once', () => {
    assert.deepEqual(none({ beside: [addOn(), addOn({ id: 'more' as SubscriptionId })] }), [sku('basic'), sku('archiving')]);
  });

  test('of those who are named are taken away', () => {
    const ada = person('ada');
    const plan = planned({ quantity: 9, unassignUserIds: [ada.userId] }, { facts: { people: [ada], assigned: assigned(10) } });
    assert.deepEqual(plan.unassigned, [{ skuId: sku('basic'), userIds: [ada.userId] }]);
    assert.equal(plan.usersWithoutSeat, 0);
  });
});

const person = (name: string) => ({
  userId: name as UserId,
  displayName: name,
  userPrincipalName: `${name}@contoso.example`,
  licenses: [{ skuId: sku('basic'), groupId: null, disabledPlanIds: [] }],
});
const assigned = (users: number, skuId: SkuId = sku('basic')) => [{ skuId, users }];

describe('users without a seat', () => {
  const twin = living(subscription('twin', { quantity: 4 }));
  const cases: readonly [situation: string, change: Partial<Change>, given: Given, users: number][] = [
    ['as many users as seats', { quantity: 6 }, { facts: { assigned: assigned(6) } }, 0],
    ['one more, accepted', { quantity: 6, acceptLicenseConflict: true }, { facts: { assigned: assigned(7) } }, 1],
    [
      'one more, who is named',
      { quantity: 6, unassignUserIds: ['ada' as UserId] },
      { facts: { assigned: assigned(7), people: [person('ada')] } },
      0,
    ],
    ['a second subscription has seats', { status: 'suspended' }, { facts: { assigned: assigned(7) }, beside: [twin] }, 3],
    ['more seats than before', { quantity: 12 }, { facts: { assigned: assigned(13) } }, 1],
    ['nobody of this product', { status: 'suspended' }, { facts: { assigned: assigned(7, sku('suite')) } }, 0],
    [
      'two products that go together',
      { status: 'suspended' },
      { facts: { assigned: [...assigned(7), ...assigned(2, sku('archiving'))] }, beside: [addOn()] },
      9,
    ],
    ['a name is no matter of seats', { friendlyName: 'Ours' }, { facts: { assigned: assigned(11) } }, 1],
  ];
  for (const [situation, change, given, users] of cases) {
    test(situation, () => assert.equal(planned(change, given).usersWithoutSeat, users));
  }
});

describe('a warning about the family of seats', () => {
  const catalog = {
    ...smallCatalog,
    seatFamilies: new Map([['small', { name: 'small', seatsMax: 300, policy: 'warn' as const }]]),
  };
  const other = living(subscription('other', { offerId: offer('standard'), quantity: 295 }));
  const warned = (change: Partial<Change>) => planned(change, { facts: { catalog }, beside: [other] }).familyWarning;

  test('is given where seats are added, and only there', () => {
    assert.deepEqual(warned({ quantity: 11 }), { family: 'small', seatsMax: 300, seatsHeld: 295, policy: 'warn' });
    assert.equal(warned({ quantity: 10 }), null);
    assert.equal(warned({ quantity: 9 }), null);
    assert.equal(warned({ friendlyName: 'Ours' }), null);
  });
});
