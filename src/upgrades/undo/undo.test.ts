import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf } from '../../../test/callers.ts';
import { seatsOf } from '../../../test/seats.ts';
import { offer, smallCatalog, smallOffer } from '../../../test/small-catalog.ts';
import { contoso, heldElsewhere, subscription, them, us } from '../../../test/tenant-facts.ts';
import { rolesWithDirectoryRights } from '../../access/permissions.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import { day } from '../../kit/dates.ts';
import type { ServicePlanId, UpgradeId, UserId } from '../../kit/ids.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import { endedOffers, rememberedAddOns } from './add-ons.ts';
import { planUndo, undoableUntil, type UndoFacts, type UndoPlan } from './undo.ts';

const source = subscription('source', { status: 'deleted', version: 2 });
const target = subscription('target', { offerId: offer('standard') });
const moved = (hadTarget: boolean, ...names: string[]) => ({
  userIds: names as UserId[],
  disabledBefore: [] as ServicePlanId[],
  assignedBefore: '2026-02-03T04:05:06Z',
  hadTarget,
});
const june = { from: day('2026-06-11'), until: day('2026-07-11') };
const charged = purchaseCharge({ ...seatsOf(10, 1250), subscriptionId: target.id }, june, 'upgrade_purchase');
const credited = { ...purchaseCharge({ ...seatsOf(10), subscriptionId: source.id }, june, 'upgrade_cancel') };
const credit = { ...credited, amountMinor: -credited.amountMinor as typeof credited.amountMinor };

/** An upgrade of ten seats two hours ago, of which nothing has changed since. */
function facts(change: Partial<UndoFacts> & { readonly beside?: readonly Subscription[] } = {}): UndoFacts {
  const { beside = [], ...others } = change;
  return {
    customer: { ...contoso, subscriptions: [source, target, ...beside] },
    catalog: smallCatalog,
    caller: agentOf(us, 'admin_agent'),
    now: new Date('2026-06-11T11:00:00Z'),
    upgrade: { id: 'upgrade' as UpgradeId, state: 'done' },
    source,
    target,
    remembered: { sourceQuantity: 10, sourceVersion: 2, undoableUntil: '2026-06-12T09:00:00Z' },
    moved: [moved(false, 'ada', 'bob'), moved(true, 'cyd')],
    addOns: [],
    released: [],
    usersChanged: 0,
    usersKeepingTarget: 0,
    targetUsedSince: false,
    lines: [credit, charged],
    linesSince: 0,
    boughtSince: [],
    ...others,
  };
}

function reasons(change: Parameters<typeof facts>[0]) {
  const planning = planUndo(facts(change));
  return planning.kind === 'planned' ? [] : planning.reasons;
}

function planned(change: Parameters<typeof facts>[0]): UndoPlan {
  const planning = planUndo(facts(change));
  assert.equal(planning.kind, 'planned', JSON.stringify(planning));
  return planning.kind === 'planned' ? planning.plan : assert.fail();
}

test('an upgrade can be undone for 24 hours', () => {
  assert.equal(undoableUntil(new Date('2026-06-11T09:00:00Z')).toISOString(), '2026-06-12T09:00:00.000Z');
});

test('everything comes back as it was: the seats, the people, and each line of the bill', () => {
  const plan = planned({});
  assert.deepEqual(plan.source, { id: source.id, quantity: 10 });
  assert.deepEqual(plan.target, { id: target.id, quantity: 10 });
  assert.deepEqual(plan.moved, facts().moved);
  assert.equal(plan.usersBack, 3);
  const lines = plan.lines.map(({ cause, chargeType, amountMinor, subscriptionId }) => [cause, chargeType, amountMinor, subscriptionId]);
  assert.deepEqual(lines, [
    ['undo', 'Activation fee', 5000, source.id],
    ['undo', 'Cancel fee', -12_500, target.id],
  ]);
  assert.equal(plan.total, -7500);
});

test('a line over nothing is taken back as a charge, and a credit of one cent is charged again', () => {
  const word = (amountMinor: number) =>
    planned({ lines: [{ ...charged, amountMinor: amountMinor as typeof charged.amountMinor }] }).lines[0]?.chargeType;
  assert.deepEqual([1, 0, -1].map(word), ['Cancel fee', 'Cancel fee', 'Activation fee']);
});

describe('time and what became of the subscriptions', () => {
  const remembered = { sourceQuantity: 10, sourceVersion: 2, undoableUntil: '2026-06-12T09:00:00Z' };
  const cases: readonly [situation: string, change: Parameters<typeof facts>[0], reasons: readonly object[]][] = [
    ['it was undone already', { upgrade: { id: 'u' as UpgradeId, state: 'undone' }, linesSince: 1 }, [{ code: 'undo_done_already' }]],
    ['people are still to be moved', { upgrade: { id: 'u' as UpgradeId, state: 'finishing' } }, []],
    ['nothing was remembered', { remembered: null, linesSince: 1 }, [{ code: 'undo_not_recorded' }]],
    ['the last millisecond', { now: new Date('2026-06-12T08:59:59.999Z') }, []],
    ['the end of the window', { now: new Date('2026-06-12T09:00:00Z') }, [{ code: 'undo_window_over', until: remembered.undoableUntil }]],
    ['the target was changed', { target: { ...target, version: 2 } }, [{ code: 'undo_target_changed', subscriptionId: target.id }]],
    ['the source was changed', { source: { ...source, version: 3 } }, [{ code: 'undo_source_changed', subscriptionId: source.id }]],
    ['one line since', { linesSince: 1 }, [{ code: 'undo_charged_since', lines: 1 }]],
  ];
  for (const [situation, change, expected] of cases) {
    test(situation, () => assert.deepEqual(reasons(change), expected));
  }
});

describe('add-ons', () => {
  const kept = subscription('kept', { offerId: offer('archiving'), parentId: target.id, version: 2 });
  const remembered = { id: kept.id, chosen: 'keep' as const, parentId: source.id, version: 2, now: kept };
  const changed = (...ids: string[]) => [{ code: 'undo_add_ons_changed', subscriptionIds: ids }];
  const cases: readonly [situation: string, change: Parameters<typeof facts>[0], reasons: readonly object[]][] = [
    ['one that was kept hangs on the target as before', { addOns: [remembered], beside: [kept] }, []],
    ['it was changed', { addOns: [{ ...remembered, now: { ...kept, version: 3 } }], beside: [kept] }, changed('kept')],
    ['one was bought for the target since', { beside: [kept] }, changed('kept')],
    ['it is gone again', { beside: [{ ...kept, status: 'deleted' }] }, []],
    ['an add-on of something else', { beside: [{ ...kept, parentId: source.id }] }, []],
  ];
  for (const [situation, change, expected] of cases) {
    test(situation, () => assert.deepEqual(reasons(change), expected));
  }
});

test('of the add-ons those that were dropped ended with the upgrade', () => {
  const now = subscription('add-on', { parentId: source.id });
  const upgraded = (chosen: 'keep' | 'drop', key: string) => ({
    ...{ id: now.id, chosen, parentId: source.id, version: 2 },
    now: { ...now, offerId: offer(key) },
  });
  assert.deepEqual(endedOffers([upgraded('keep', 'archiving'), upgraded('drop', 'analytics')]), [offer('analytics')]);
});

test('add-ons are remembered by what they hung on, and as they are once the upgrade is written', () => {
  const addOn = subscription('add-on', { parentId: source.id, version: 4 });
  const kept = { id: addOn.id, chosen: 'keep', parentId: source.id, version: 5 };
  const remembered = (change: Partial<Subscription>, chosen: 'keep' | 'drop' | null) =>
    rememberedAddOns([{ addOn: { ...addOn, ...change }, chosen }]);
  assert.deepEqual(remembered({}, 'keep'), [kept]);
  assert.deepEqual(remembered({ status: 'suspended' }, 'keep'), [kept]);
  assert.deepEqual(remembered({}, 'drop'), [{ ...kept, chosen: 'drop' }]);
  assert.equal(remembered({ status: 'suspended' }, 'drop'), null);
  assert.equal(remembered({}, null), null);
  assert.equal(remembered({ parentId: null }, 'keep'), null);
});

describe('people', () => {
  const one = subscription('other', { offerId: offer('standard'), quantity: 2 });
  const cases: readonly [situation: string, change: Parameters<typeof facts>[0], users: number][] = [
    ['one of those who moved has something else now', { usersChanged: 1 }, 1],
    ['others were given seats, and nothing else holds the product', { targetUsedSince: true, usersKeepingTarget: 2 }, 2],
    ['both', { targetUsedSince: true, usersKeepingTarget: 2, usersChanged: 1 }, 3],
    ['they had no seat before the upgrade either', { targetUsedSince: false, usersKeepingTarget: 2 }, 0],
    ['as many as another subscription has seats for', { targetUsedSince: true, usersKeepingTarget: 2, beside: [one] }, 0],
    ['one more than that', { targetUsedSince: true, usersKeepingTarget: 3, beside: [one] }, 1],
    [
      'fewer than that, and one who has something else',
      { targetUsedSince: true, usersKeepingTarget: 1, usersChanged: 1, beside: [one] },
      1,
    ],
    ['a suspended one keeps people', { targetUsedSince: true, usersKeepingTarget: 2, beside: [{ ...one, status: 'suspended' }] }, 0],
    ['a deleted one does not', { targetUsedSince: true, usersKeepingTarget: 2, beside: [{ ...one, status: 'deleted' }] }, 2],
    [
      'one of another product does not',
      { targetUsedSince: true, usersKeepingTarget: 2, beside: [{ ...one, offerId: offer('apps-only') }] },
      2,
    ],
    [
      'seats that came from elsewhere do',
      {
        targetUsedSince: true,
        usersKeepingTarget: 6,
        customer: { ...contoso, subscriptions: [source, target], entitlements: [heldElsewhere('standard')] },
      },
      1,
    ],
  ];
  for (const [situation, change, users] of cases) {
    test(situation, () => assert.deepEqual(reasons(change), users === 0 ? [] : [{ code: 'undo_licenses_changed', users }]));
  }
});

describe('what was bought since', () => {
  const cases: readonly [situation: string, bought: string, isInTheWay: boolean][] = [
    ['the product of the source', 'basic', true],
    ['a product with one of its services', 'standard', true],
    ['a product with nothing of it', 'apps-only', false],
    ['a product that shares only what many bring along', 'helper-only', false],
    ['something that the catalogue does not know any more', 'forgotten', false],
  ];
  for (const [situation, bought, isInTheWay] of cases) {
    const offerIds = [offer(bought)];
    test(situation, () =>
      assert.deepEqual(reasons({ boughtSince: offerIds }), isInTheWay ? [{ code: 'undo_source_replaced', offerIds }] : []),
    );
  }

  test('the same product under another offer', () => {
    const other = { ...smallOffer('apps-only'), skuId: smallOffer('basic').skuId };
    const catalog = { ...smallCatalog, offers: new Map([...smallCatalog.offers, [other.id, other]]) };
    assert.deepEqual(reasons({ catalog, boughtSince: [other.id] }), [{ code: 'undo_source_replaced', offerIds: [other.id] }]);
  });

  test('where the catalogue does not know the source, nothing replaces it', () => {
    const unknown = { ...source, offerId: offer('forgotten') };
    assert.deepEqual(reasons({ source: unknown, boughtSince: [offer('basic')], moved: [] }), []);
  });
});

describe('room in the family of seats', () => {
  const beside = (quantity: number, change: Partial<Subscription> = {}) => [subscription('beside', { quantity, ...change })];
  const full = (seatsHeld: number) => [{ code: 'seat_family_full', family: 'small', seatsMax: 300, seatsHeld, quantity: 10 }];
  const cases: readonly [situation: string, change: Parameters<typeof facts>[0], reasons: readonly object[]][] = [
    ['just enough', { beside: beside(290) }, []],
    ['one too many', { beside: beside(291) }, full(291)],
    ['seats of other families do not count', { beside: beside(291, { offerId: offer('suite') }) }, []],
    ['those of other partners do', { beside: beside(291, { partnerId: them }) }, full(291)],
    [
      'together with those from elsewhere',
      { customer: { ...contoso, subscriptions: [source, target, ...beside(286)], entitlements: [heldElsewhere('basic')] } },
      full(291),
    ],
    ['a source that still has seats is not counted twice', { source: { ...source, status: 'active' }, beside: beside(290) }, []],
    ['the catalogue only warns', { beside: beside(291), catalog: withPolicy('warn') }, []],
    ['the catalogue does not look', { beside: beside(291), catalog: withPolicy('off') }, []],
  ];
  for (const [situation, change, expected] of cases) {
    test(situation, () => assert.deepEqual(reasons(change), expected));
  }

  test('a source without a family needs no room', () => {
    const suite = { ...source, offerId: offer('suite') };
    assert.deepEqual(reasons({ source: suite, beside: beside(300) }), []);
  });

  test('the seats of the two subscriptions themselves make room', () => {
    const living = [
      { ...source, status: 'active' as const, quantity: 200 },
      { ...target, quantity: 200 },
    ];
    assert.deepEqual(reasons({ customer: { ...contoso, subscriptions: [...living, ...beside(290)] } }), []);
  });
});

function withPolicy(policy: 'warn' | 'off') {
  return { ...smallCatalog, seatFamilies: new Map([['small', { name: 'small', seatsMax: 300, policy }]]) };
}

describe('rights to move licenses back', () => {
  const none = { ...contoso, subscriptions: [source, target], delegatedAdminServices: [] };
  const reading = { ...none, granularAdmin: [{ roles: ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b'], until: null }] };
  const codes = (change: Parameters<typeof facts>[0]) => reasons(change).map(({ code }) => code);

  test('a program has no user', () => assert.deepEqual(codes({ caller: agentOf(us) }), ['user_context_required']));
  test('a person without rights in the directory is told who has them', () =>
    assert.deepEqual(reasons({ caller: agentOf(us, 'sales_agent') }), [
      { code: 'insufficient_granular_admin_permissions', roles: rolesWithDirectoryRights },
    ]));
  test('the customer granted nothing: the services of both products are missing, each once', () => {
    assert.deepEqual(reasons({ customer: none }), [{ code: 'delegated_admin_permissions_disabled', missingServices: ['office'] }]);
    const guarded = { ...target, offerId: offer('guarded') };
    const services = { code: 'delegated_admin_permissions_disabled', missingServices: ['office', 'security'] };
    assert.deepEqual(reasons({ customer: none, target: guarded }), [services]);
  });
  test('to read the directory does not suffice', () =>
    assert.deepEqual(codes({ customer: reading }), ['delegated_admin_permissions_disabled']));
  test('where nobody moved, nobody needs them', () => {
    assert.deepEqual(reasons({ customer: none, caller: agentOf(us, 'sales_agent'), moved: [] }), []);
    const released = [{ ...moved(false, 'ada'), skuId: smallOffer('archiving').skuId, groupId: null, disabledPlanIds: [], assignedAt: '' }];
    assert.deepEqual(codes({ caller: agentOf(us), moved: [moved(false, 'ada')] }), ['user_context_required']);
    assert.deepEqual(codes({ caller: agentOf(us), moved: [], released }), ['user_context_required']);
    assert.deepEqual(codes({ caller: agentOf(us), moved: [moved(false, 'ada')], released }), ['user_context_required']);
  });
});
