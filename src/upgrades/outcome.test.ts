import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf } from '../../test/callers.ts';
import { offer, plan as servicePlan, sku, smallCatalog, smallOffer } from '../../test/small-catalog.ts';
import { accountOf, boughtOn, movable, subscription, us } from '../../test/tenant-facts.ts';
import { source, upgradeFacts } from '../../test/upgrade-facts.ts';
import type { Catalog, Offer } from '../catalog/catalog.ts';
import { day } from '../kit/dates.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { differences } from '../subscriptions/promise.ts';
import type { AddOnChoice } from './add-ons.ts';
import { closed, droppedAddOns, keptAddOns, opened, undoableIn } from './outcome.ts';
import { planUpgrade, type UpgradePlan, type UpgradeSurroundings } from './plan.ts';
import { promiseOf } from './promise.ts';

// Basic becomes Suite, which brings the archive; analytics can hang on either.
const basis = { parentId: source.id, ...boughtOn('2026-06-01') };
const archiving = subscription('archiving', { offerId: offer('archiving'), quantity: 4, version: 3, ...basis });
const analytics = subscription('analytics', { offerId: offer('analytics'), quantity: 10, ...basis });
const withOffer = (key: string, change: Partial<Offer>): Catalog => {
  const analyticsOffer = { ...smallOffer('analytics'), prerequisiteOfferIds: [offer('suite')] };
  const offers = new Map([...smallCatalog.offers, [analyticsOffer.id, analyticsOffer]]);
  const changed = offers.get(offer(key));
  return { ...smallCatalog, offers: changed === undefined ? offers : new Map([...offers, [changed.id, { ...changed, ...change }]]) };
};

type Asked = {
  readonly beside?: readonly Subscription[];
  readonly choices?: Readonly<Record<string, AddOnChoice['choice']>>;
  readonly around?: Partial<UpgradeSurroundings>;
  readonly catalog?: Catalog;
  readonly heldElsewhere?: readonly string[];
  readonly caller?: ReturnType<typeof agentOf>;
  readonly target?: string;
};

function planningOf({
  beside = [archiving, analytics],
  choices = {},
  around,
  catalog,
  heldElsewhere = [],
  caller,
  target = 'suite',
}: Asked) {
  const facts = upgradeFacts({ beside, source: boughtOn('2026-06-01'), ...(caller === undefined ? {} : { caller }) });
  const customer = { ...facts.customer, heldElsewhere: heldElsewhere.map(sku) };
  const addOns = Object.entries(choices).map(([id, choice]) => ({ subscriptionId: id as SubscriptionId, choice }));
  const wish = { targetOfferId: offer(target), quantity: null, upgradeType: null, targetId: 'target' as SubscriptionId, addOns };
  const setting = { candidates: [], targetHolders: 0, ledger: [], account: null, ...around };
  return planUpgrade({ ...facts, customer, catalog: catalog ?? withOffer('suite', {}) }, wish, setting);
}
const BOTH = { archiving: 'drop', analytics: 'keep' } as const;
function planned(asked: Asked = {}): UpgradePlan {
  const planning = planningOf({ choices: BOTH, ...asked });
  return planning.kind === 'planned' ? planning.plan : assert.fail(JSON.stringify(planning));
}
const codes = (asked: Asked) => {
  const planning = planningOf(asked);
  return planning.kind === 'planned' ? [] : planning.reasons.map(({ code }) => code);
};
const now = new Date('2026-06-11T09:00:00Z');

describe('what can become of an add-on', () => {
  const choices = (asked: Asked) => planningOf(asked).addOns.map((each) => [each.subscriptionId, each.choices, each.chosen]);
  const of = (addOn: Subscription, catalog?: Catalog) =>
    choices({ beside: [addOn], ...(catalog === undefined ? {} : { catalog }) }).map((each) => each[1]);

  test('it goes where the target brings its services, and stays where it can hang on the target', () => {
    assert.deepEqual(choices({}), [
      ['archiving', ['drop'], null],
      ['analytics', ['keep'], null],
    ]);
    assert.deepEqual(choices({ choices: BOTH }), [
      ['archiving', ['drop'], 'drop'],
      ['analytics', ['keep'], 'keep'],
    ]);
  });

  test('what is gone, or hangs on something else, is not asked about', () => {
    assert.deepEqual(of({ ...archiving, status: 'deleted' }), []);
    assert.deepEqual(of({ ...archiving, parentId: analytics.id }), []);
    assert.deepEqual(of({ ...archiving, parentId: null }), []);
  });

  test('what is not set up yet, or is unknown, can neither go nor stay', () => {
    assert.deepEqual(of({ ...archiving, status: 'pending' }), [[]]);
    assert.deepEqual(of({ ...archiving, offerId: offer('gone') }), [[]]);
    assert.deepEqual(of({ ...archiving, status: 'suspended' }), [['drop']]);
  });

  test('to stay it has no more seats than the target, unless its seats are not people', () => {
    assert.deepEqual(of({ ...analytics, quantity: 11 }), [[]]);
    assert.deepEqual(of({ ...analytics, quantity: 11 }, withOffer('analytics', { isBeyondSeats: true })), [['keep']]);
    assert.deepEqual(of(analytics, withOffer('analytics', { prerequisiteOfferIds: [offer('basic')] })), [[]]);
  });

  test('to go it must have services, and the target all of them', () => {
    const archive = (...plans: string[]) => of(archiving, withOffer('archiving', { servicePlanIds: plans.map(servicePlan) }));
    assert.deepEqual(
      [archive('archive', 'vault'), archive('archive', 'helper'), archive('helper'), archive()],
      [[[]], [['drop']], [[]], [[]]],
    );
  });

  test('what hangs on one that goes is asked about as well', () => {
    const deep = { ...analytics, id: 'deep' as SubscriptionId, parentId: archiving.id };
    const ids = (asked: Asked['choices']) => choices({ beside: [archiving, deep], choices: asked ?? {} }).map(([id]) => id);
    assert.deepEqual([ids({}), ids({ archiving: 'drop' })], [['archiving'], ['archiving', 'deep']]);
  });
});

describe('what is in the way of an upgrade', () => {
  const ada = (...other: string[]) => ({
    ...movable('ada'),
    otherLicenses: other.map((key) => ({ skuId: sku(key), disabledPlanIds: [] })),
  });
  const cases: readonly [situation: string, asked: Asked, expected: readonly string[]][] = [
    ['nothing', { choices: BOTH }, []],
    ['nobody decided', {}, ['subscription_add_ons_present']],
    ['one is decided', { choices: { archiving: 'drop' } }, ['subscription_add_ons_present']],
    [
      'a choice that cannot be made',
      { choices: { archiving: 'keep', analytics: 'keep' } },
      ['add_on_choice_impossible', 'conflicting_service_types'],
    ],
    ['a choice about something else', { choices: { ...BOTH, other: 'drop' } }, ['add_on_choice_impossible']],
    ['an unknown target', { choices: BOTH, target: 'gone' }, ['subscription_target_offer_not_found']],
    [
      'somebody who stays needs the add-on that goes',
      { choices: BOTH, around: { candidates: [{ ...ada('archiving'), usageLocation: null }] } },
      ['add_on_needed_by_left_behind'],
    ],
    ['somebody who stays does not', { choices: BOTH, around: { candidates: [{ ...ada('project'), usageLocation: null }] } }, []],
    ['somebody who moves finds it in the target', { choices: BOTH, around: { candidates: [ada('archiving')] } }, []],
  ];
  for (const [situation, asked, expected] of cases) {
    test(situation, () => assert.deepEqual(codes(asked), expected));
  }
});

test('whoever moves does so without the licence of what goes', () => {
  // Suite has both generations of mail; the licence of an add-on with the first would stand beside the second.
  const mail = [servicePlan('mail-1')];
  const suite = { ...smallOffer('suite'), servicePlanIds: [...smallOffer('suite').servicePlanIds, ...mail] };
  const catalog = withOffer('archiving', { servicePlanIds: mail });
  const ada = { ...movable('ada'), otherLicenses: [{ skuId: sku('archiving'), disabledPlanIds: [] }] };
  const plan = planned({ catalog: { ...catalog, offers: new Map([...catalog.offers, [suite.id, suite]]) }, around: { candidates: [ada] } });
  assert.deepEqual([plan.moves.length, plan.leftBehind], [1, []]);
});

test('nobody is told to be left where another subscription has seats for them', () => {
  const twin = subscription('twin', { quantity: 2 });
  const plan = planned({ beside: [archiving, analytics, twin], around: { candidates: [movable('ada', 'bob')] } });
  assert.deepEqual([plan.upgradeType, plan.sourceSeatsLeft, plan.leftBehind], ['upgrade_only', 0, []]);
});

describe('the bill', () => {
  const credits = (plan: UpgradePlan) => plan.addOns.map(({ subscriptionId, creditTotal }) => [subscriptionId, creditTotal]);

  test('has the credit of what goes, not that of what stays, and the new subscription', () => {
    const plan = planned();
    assert.deepEqual(
      plan.lines.map(({ subscriptionId, amountMinor }) => [subscriptionId, amountMinor]),
      [
        ['source', -5000],
        ['archiving', -2000],
        ['target', 12_500],
      ],
    );
    assert.deepEqual(
      [plan.total, credits(plan)],
      [
        5500,
        [
          ['archiving', -2000],
          ['analytics', -5000],
        ],
      ],
    );
  });

  test('gives nothing back for what was suspended, or not paid for', () => {
    assert.deepEqual(credits(planned({ beside: [{ ...archiving, status: 'suspended' }, analytics] })).slice(0, 1), [['archiving', 0]]);
    const unpaid = { accounts: [accountOf(analytics), accountOf(archiving, { paidUntil: day('2026-06-11') })] };
    assert.deepEqual(credits(planned({ around: unpaid })), [
      ['archiving', 0],
      ['analytics', -5000],
    ]);
    const linesPaidUntil = (paidUntil: string) => planned({ around: { account: { paidUntil: day(paidUntil) } } }).lines.length;
    assert.deepEqual(['2026-06-10', '2026-06-11', '2026-06-12'].map(linesPaidUntil), [2, 2, 3]);
  });
});

test('licences of what goes are taken where nothing else of the product is held', () => {
  const twin = { ...archiving, id: 'twin' as SubscriptionId, parentId: null };
  const released = (asked: Asked) => planned(asked).releasedSkuIds;
  assert.deepEqual(released({}), [sku('archiving')]);
  assert.deepEqual(released({ heldElsewhere: ['archiving'] }), []);
  assert.deepEqual(released({ beside: [archiving, analytics, { ...twin, status: 'deleted' }] }), [sku('archiving')]);
  assert.deepEqual(released({ beside: [analytics], choices: { analytics: 'keep' } }), []);
});

describe('what becomes of the two subscriptions and the add-ons', () => {
  const stay = { candidates: [movable('ada', 'bob')] };

  test('the source is closed, or keeps the seats of those who stay', () => {
    assert.deepEqual(closed(source, planned({ around: stay }), now), { id: source.id, quantity: 10, status: 'deleted', at: now });
    const left = planned({ around: { ...stay, targetHolders: 9 } });
    assert.deepEqual(closed({ ...source, status: 'active' }, left, now), { id: source.id, quantity: 1, status: 'active', at: now });
  });

  test('the target takes over the place of the source', () => {
    const { id, partnerId, orderId, quantity, upgradedFromId, resellerMpnId } = opened(
      { ...source, resellerMpnId: '42' },
      planned(),
      'o',
      now,
    );
    assert.deepEqual([id, partnerId, orderId, quantity, upgradedFromId, resellerMpnId], ['target', us, 'o', 10, 'source', '42']);
  });

  test('one add-on ends, one hangs on the target', () => {
    assert.deepEqual(droppedAddOns(planned(), now), [{ id: 'archiving', quantity: 4, status: 'deleted', at: now }]);
    assert.deepEqual(keptAddOns(planned()), [{ id: 'analytics', parentId: 'target' }]);
  });

  test('it can be undone for a day, unless an add-on that ended was suspended', () => {
    assert.equal(undoableIn(planned(), now)?.toISOString(), '2026-06-12T09:00:00.000Z');
    assert.equal(undoableIn(planned({ beside: [{ ...archiving, status: 'suspended' }, analytics] }), now), null);
  });

  test('without rights nobody moves; where no seat is needed for them, nobody is told to be left', () => {
    const plan = planned({ caller: agentOf(us), around: stay });
    assert.deepEqual([plan.upgradeType, plan.moves, plan.sourceSeatsLeft, plan.leftBehind.length], ['upgrade_only', [], 2, 1]);
  });
});

test('a promise tells everything that another plan has otherwise', () => {
  const ada = { candidates: [movable('ada')] };
  const told = (one: Asked, other: Asked) => differences(promiseOf(planned(one)), promiseOf(planned(other))).map(({ what }) => what);
  assert.deepEqual(told({}, {}), []);
  assert.deepEqual(told({}, { around: ada }), ['usersMoved']);
  assert.deepEqual(
    told({ around: ada }, { around: { candidates: [{ ...movable('ada'), usageLocation: null }] } }).includes('usersLeftBehind'),
    true,
  );
  assert.deepEqual(told({}, { heldElsewhere: ['archiving'] }), ['releasedProducts']);
});
