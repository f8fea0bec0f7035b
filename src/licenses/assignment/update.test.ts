import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plan, sku, smallCatalog } from '../../../test/small-catalog.ts';
import type { GroupId, UserId } from '../../kit/ids.ts';
import type { License, Person, ProductSeats, Setting } from './decision.ts';
import { changesOf, planChanges, remembered, type DirectoryUser } from './plan.ts';
import type { LicenseRefusal } from './reasons.ts';
import { decideUpdate, type LicenseUpdate } from './update.ts';

const group = 'front desk' as GroupId;
const has = (key: string, ...disabled: string[]): License => ({ skuId: sku(key), groupId: null, disabledPlanIds: disabled.map(plan) });
const byGroup = (key: string, ...disabled: string[]): License => ({ ...has(key, ...disabled), groupId: group });
const person = (...licenses: License[]): Person => ({ usageLocation: 'US', state: 'active', licenses });

const seats = (key: string, count: number, consumed = 0): ProductSeats => ({ skuId: sku(key), isHeld: true, seats: count, consumed });
const setting = (...products: ProductSeats[]): Setting => ({
  catalog: smallCatalog,
  products: new Map(products.map((product) => [product.skuId, product])),
});
const plenty = setting(
  ...['basic', 'standard', 'suite', 'sites-plan-2', 'archiving', 'analytics', 'project', 'apps-only'].map((key) => seats(key, 100)),
);

const update = ({
  assign = [],
  remove = [],
}: {
  assign?: (string | [key: string, ...disabled: string[]])[];
  remove?: string[];
}): LicenseUpdate => ({
  assign: assign.map((each) =>
    typeof each === 'string'
      ? { skuId: sku(each), disabledPlanIds: null }
      : { skuId: sku(each[0]), disabledPlanIds: each.slice(1).map(plan) },
  ),
  remove: remove.map(sku),
});
const codes = (refusals: readonly LicenseRefusal[]) => refusals.map((refusal) => refusal.code);

describe('decideUpdate', () => {
  const cases: [name: string, person: Person, update: LicenseUpdate, expected: LicenseRefusal['code'][]][] = [
    ['the first license of somebody in the right place', person(), update({ assign: ['basic'] }), []],
    ['no usage location', { ...person(), usageLocation: null }, update({ assign: ['basic'] }), ['usage_location_missing']],
    [
      'a usage location that is not allowed',
      { ...person(), usageLocation: 'KP' },
      update({ assign: ['basic'] }),
      ['prohibited_in_usage_location_violation'],
    ],
    ['taking away needs no usage location', { ...person(has('basic')), usageLocation: null }, update({ remove: ['basic'] }), []],
    ['a deleted user', { ...person(), state: 'inactive' }, update({ assign: ['basic'] }), ['user_deleted']],
    ['a product of which there is no subscription', person(), update({ assign: ['yearly'] }), ['product_not_held']],
    ['a plan that the product does not have', person(), update({ assign: [['basic', 'mail-2']] }), ['service_plan_unknown']],
    ['a plan that it has, switched off', person(), update({ assign: [['basic', 'mail-1']] }), []],
    [
      'a swap beside an add-on that found no base before either',
      person(has('yearly'), has('project')),
      update({ assign: ['suite'], remove: ['yearly'] }),
      [],
    ],
    [
      'a swap that takes the base of an add-on away',
      person(has('basic'), has('project')),
      update({ assign: ['suite'], remove: ['basic'] }),
      ['dependency_violation'],
    ],
    [
      'a product that is assigned is judged in full: the conflict was there with the old one too',
      person(has('basic'), has('sites-plan-2')),
      update({ assign: ['standard'], remove: ['basic'] }),
      ['mutually_exclusive_violation'],
    ],
    ['a license that the user does not have', person(), update({ remove: ['basic'] }), ['license_not_assigned']],
    ['a license that comes from a group', person(byGroup('basic')), update({ remove: ['basic'] }), ['license_inherited_from_group']],
    ['a license that comes from a group and directly', person(byGroup('basic'), has('basic')), update({ remove: ['basic'] }), []],
    [
      'two plans of one family',
      person(has('basic')),
      update({ assign: ['suite'] }),
      ['mutually_exclusive_violation', 'mutually_exclusive_violation'],
    ],
    ['the same, with one of the plans switched off', person(has('basic', 'sites-1')), update({ assign: ['sites-plan-2'] }), []],
    ['the same plan twice is no conflict', person(has('suite')), update({ assign: ['sites-plan-2'] }), []],
    ['a swap of exclusive products in one operation', person(has('basic')), update({ assign: ['suite'], remove: ['basic'] }), []],
    [
      'two exclusive products at once are told once for each pair of plans',
      person(),
      update({ assign: ['basic', 'suite'] }),
      ['mutually_exclusive_violation', 'mutually_exclusive_violation'],
    ],
    [
      'a group’s license is in the way as any other',
      person(byGroup('basic')),
      update({ assign: ['sites-plan-2'] }),
      ['mutually_exclusive_violation'],
    ],
    ['an add-on without what it builds on', person(), update({ assign: ['analytics'] }), ['dependency_violation']],
    ['an add-on with it', person(has('basic')), update({ assign: ['analytics'] }), []],
    ['an add-on together with it', person(), update({ assign: ['analytics', 'basic'] }), []],
    ['an add-on whose plan is switched off', person(), update({ assign: [['analytics', 'mail-analytics']] }), []],
    [
      'taking away what an add-on builds on',
      person(has('basic'), has('analytics')),
      update({ remove: ['basic'] }),
      ['dependency_violation'],
    ],
    ['taking away both', person(has('basic'), has('analytics')), update({ remove: ['basic', 'analytics'] }), []],
    [
      'taking it away while a group gives it too',
      person(has('basic'), byGroup('basic'), has('analytics')),
      update({ remove: ['basic'] }),
      [],
    ],
    [
      'switching off what an add-on builds on',
      person(has('basic'), has('analytics')),
      update({ assign: [['basic', 'mail-1']] }),
      ['dependency_violation'],
    ],
    [
      'swapping it for a product that has it too',
      person(has('basic'), has('analytics')),
      update({ assign: ['suite'], remove: ['basic'] }),
      [],
    ],
    [
      'a conflict that was there before is nobody’s fault now',
      person(has('basic'), has('sites-plan-2')),
      update({ assign: ['apps-only'] }),
      [],
    ],
    [
      'nor does it forbid to touch the products in it',
      person(has('basic'), has('sites-plan-2')),
      update({ assign: [['basic', 'helper']] }),
      [],
    ],
    ['a broken add-on does not forbid another change', person(has('project')), update({ assign: ['apps-only'] }), []],
    [
      'everything at once, gravest first',
      { usageLocation: null, state: 'inactive', licenses: [byGroup('basic')] },
      update({ assign: ['yearly', 'analytics'], remove: ['basic', 'suite'] }),
      ['user_deleted', 'product_not_held', 'license_not_assigned', 'license_inherited_from_group', 'usage_location_missing'],
    ],
  ];
  for (const [name, who, what, expected] of cases) {
    test(name, () => assert.deepEqual(codes(decideUpdate(plenty, who, what).refusals), expected));
  }

  const kept: [name: string, person: Person, update: LicenseUpdate, disabled: string[]][] = [
    [
      'a swap keeps what is switched off',
      person(has('basic', 'mail-1', 'sites-1')),
      update({ assign: ['standard'], remove: ['basic'] }),
      ['mail-1', 'sites-1'],
    ],
    [
      'what the new product does not have is forgotten',
      person(has('basic', 'mail-1')),
      update({ assign: ['suite'], remove: ['basic'] }),
      [],
    ],
    [
      'a list, even an empty one, is taken as it is',
      person(has('basic', 'mail-1')),
      update({ assign: [['standard']], remove: ['basic'] }),
      [],
    ],
    ['a second product beside the first has everything on', person(has('basic', 'mail-1')), update({ assign: ['standard'] }), []],
    ['assigned again without a list: as it was', person(has('basic', 'mail-1')), update({ assign: ['basic'] }), ['mail-1']],
    ['assigned again with a list: the list', person(has('basic', 'mail-1')), update({ assign: [['basic', 'sites-1']] }), ['sites-1']],
    [
      'off in one of two swapped products and on in the other was on',
      person(has('suite', 'sites-2'), has('sites-plan-2')),
      update({ assign: [...['suite']], remove: ['sites-plan-2'] }),
      ['sites-2'],
    ],
  ];
  for (const [name, who, what, disabled] of kept) {
    test(name, () => {
      const { after } = decideUpdate(plenty, who, what);
      assert.deepEqual(after.find(({ skuId }) => skuId === what.assign[0]?.skuId)?.disabledPlanIds, disabled);
    });
  }
  test('a swap tells what is lost', () => {
    const { lost, takes, frees } = decideUpdate(plenty, person(has('standard')), update({ assign: ['suite'], remove: ['standard'] }));
    assert.deepEqual([lost, takes, frees], [['mail-1', 'sites-1', 'apps', 'bookings', 'helper'], [sku('suite')], [sku('standard')]]);
  });
  test('a direct license beside one from a group takes no second seat', () => {
    assert.deepEqual(decideUpdate(plenty, person(byGroup('basic')), update({ assign: ['basic'] })).takes, []);
  });
});

describe('planChanges', () => {
  const user = (name: string, ...licenses: License[]): DirectoryUser => ({
    ...person(...licenses),
    userId: name as UserId,
    userPrincipalName: `${name}@x.example`,
    displayName: name,
  });
  const run = (around: Setting, ...asked: [DirectoryUser, LicenseUpdate][]) =>
    planChanges(
      around,
      asked.map(([who, what]) => ({ user: who, decide: remembered((each) => decideUpdate(around, each, what)) })),
    );
  const kinds = (...outcomes: ReturnType<typeof planChanges>) =>
    outcomes.map((outcome) => (outcome.kind === 'refused' ? codes(outcome.refusals).join() : outcome.kind));
  const basic = update({ assign: ['basic'] });

  test('as many seats as users', () =>
    assert.deepEqual(kinds(...run(setting(seats('basic', 2)), [user('a'), basic], [user('b'), basic])), ['changed', 'changed']));
  test('one seat fewer than users: the last one gets none', () => {
    assert.deepEqual(kinds(...run(setting(seats('basic', 2, 1)), [user('a'), basic], [user('b'), basic])), ['changed', 'count_violation']);
  });
  test('a refused user takes no seat', () => {
    assert.deepEqual(kinds(...run(setting(seats('basic', 1)), [{ ...user('a'), usageLocation: null }, basic], [user('b'), basic])), [
      'usage_location_missing',
      'changed',
    ]);
  });
  test('a seat that one gives back can be taken by the next, not by the one before', () => {
    const full = setting(seats('basic', 1, 1));
    const gives = update({ remove: ['basic'] });
    assert.deepEqual(kinds(...run(full, [user('a', has('basic')), gives], [user('b'), basic])), ['changed', 'changed']);
    assert.deepEqual(kinds(...run(full, [user('b'), basic], [user('a', has('basic')), gives])), ['count_violation', 'changed']);
  });
  test('more users than seats: nobody gets one until enough are given back', () => {
    const over = setting(seats('basic', 1, 2));
    const gives = update({ remove: ['basic'] });
    assert.deepEqual(kinds(...run(over, [user('a', has('basic')), gives], [user('b'), basic])), ['changed', 'count_violation']);
  });
  test('suspended seats are no seats', () =>
    assert.deepEqual(kinds(...run(setting(seats('basic', 0)), [user('a'), basic])), ['count_violation']));
  test('a product that is not held is told once', () =>
    assert.deepEqual(kinds(...run(setting(), [user('a'), basic])), ['product_not_held']));
  test('who has it so already is unchanged', () =>
    assert.deepEqual(kinds(...run(setting(seats('basic', 1, 1)), [user('a', has('basic')), basic])), ['unchanged']));
  test('of somebody’s licences only those are written that change', () => {
    const swap = update({ assign: ['archiving'], remove: ['apps-only'] });
    const outcomes = run(plenty, [user('a', has('basic'), has('apps-only')), swap]);
    assert.deepEqual(changesOf(outcomes), {
      set: [{ ...has('archiving'), userIds: ['a'] }],
      drop: [{ ...has('apps-only'), userIds: ['a'] }],
    });
  });
  test('alike changes are written together', () => {
    const swap = update({ assign: ['standard'], remove: ['basic'] });
    const off = has('basic', 'mail-1');
    const outcomes = run(plenty, [user('a', has('basic')), swap], [user('b', has('basic')), swap], [user('c', off), swap]);
    assert.deepEqual(changesOf(outcomes), {
      set: [
        { ...has('standard'), userIds: ['a', 'b'] },
        { ...has('standard', 'mail-1'), userIds: ['c'] },
      ],
      drop: [
        { ...has('basic'), userIds: ['a', 'b'] },
        { ...off, userIds: ['c'] },
      ],
    });
  });
});
