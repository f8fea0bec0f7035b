import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plan, sku, smallCatalog, smallOffer } from '../../test/small-catalog.ts';
import { movable } from '../../test/tenant-facts.ts';
import type { GroupId, UserId } from '../kit/ids.ts';
import { leaveEveryone, planTransfer, type TransferCandidates } from './transfer.ts';
import type { LeftBehindCode } from './transfer-reasons.ts';

const seats = (count: number, free = count) => ({ seats: count, free });
const users = (...names: string[]) => names as UserId[];
const other = (key: string, ...disabled: string[]) => ({ skuId: sku(key), disabledPlanIds: disabled.map(plan) });

const between = (to: string, from = 'basic') => ({ source: smallOffer(from), target: smallOffer(to) });

describe('planTransfer', () => {
  const cases: [name: string, change: Partial<TransferCandidates>, to: string, expected: LeftBehindCode[]][] = [
    ['a user with nothing else moves', {}, 'suite', []],
    ['no usage location', { usageLocation: null }, 'suite', ['usage_location_missing']],
    ['a usage location that is not allowed', { usageLocation: 'KP' }, 'suite', ['prohibited_in_usage_location_violation']],
    ['the licence comes from a group', { groupIds: ['g' as GroupId] }, 'suite', ['license_inherited_from_group']],
    ['another licence with an exclusive plan', { otherLicenses: [other('sites-plan-2')] }, 'standard', ['mutually_exclusive_violation']],
    ['the same, with that plan switched off', { otherLicenses: [other('sites-plan-2', 'sites-2')] }, 'standard', []],
    ['the same plan twice is no conflict', { otherLicenses: [other('sites-plan-2')] }, 'suite', []],
    [
      'the target’s plan is switched off and stays so',
      { disabledPlanIds: [plan('sites-1')], otherLicenses: [other('sites-plan-2')] },
      'standard',
      [],
    ],
    ['an add-on that finds its base in the target', { otherLicenses: [other('analytics')] }, 'suite', []],
    ['an add-on whose base goes away', { otherLicenses: [other('project')] }, 'suite', ['dependency_violation']],
    ['an add-on whose base another licence keeps', { otherLicenses: [other('project'), other('basic')] }, 'yearly', []],
    ['an add-on whose dependent plan is switched off', { otherLicenses: [other('project', 'project-site')] }, 'suite', []],
    [
      'two causes at once',
      { usageLocation: null, otherLicenses: [other('project')] },
      'suite',
      ['usage_location_missing', 'dependency_violation'],
    ],
  ];
  for (const [name, change, to, expected] of cases) {
    test(name, () => {
      const result = planTransfer(smallCatalog, between(to), seats(10), [{ ...movable('ada'), ...change }]);
      assert.deepEqual(
        result.leftBehind.flatMap((group) => group.reasons.map((reason) => reason.code)),
        expected,
      );
      assert.equal(result.moves.length, expected.length === 0 ? 1 : 0);
    });
  }

  test('an add-on that found no base before either keeps nobody back; one that loses it does', () => {
    const beside = (from: string) =>
      planTransfer(smallCatalog, between('suite', from), seats(1), [{ ...movable('ada'), otherLicenses: [other('project')] }]).leftBehind
        .length;
    assert.deepEqual([beside('yearly'), beside('basic')], [0, 1]);
  });
  test('a refusal names the plans and the products concerned', () => {
    const { leftBehind } = planTransfer(smallCatalog, between('standard'), seats(1), [
      { ...movable('ada'), otherLicenses: [other('sites-plan-2')] },
    ]);
    assert.deepEqual(leftBehind[0]?.reasons, [
      {
        code: 'mutually_exclusive_violation',
        servicePlanId: 'sites-1',
        conflictingServicePlanId: 'sites-2',
        conflictingSkuId: 'sku-sites-plan-2',
      },
    ]);
  });
  test('as many seats as users', () => {
    const result = planTransfer(smallCatalog, between('standard'), seats(3), [movable('ada', 'bob', 'cyd')]);
    assert.deepEqual(result, { moves: [{ userIds: ['ada', 'bob', 'cyd'], disabledPlanIds: [], isSeated: false }], leftBehind: [] });
  });
  test('one seat fewer than users: the last one waits', () => {
    const result = planTransfer(smallCatalog, between('standard'), seats(2), [movable('ada', 'bob', 'cyd')]);
    assert.deepEqual(result.moves, [{ userIds: ['ada', 'bob'], disabledPlanIds: [], isSeated: false }]);
    assert.deepEqual(result.leftBehind, [{ userIds: ['cyd'], reasons: [{ code: 'count_violation', seats: 2 }] }]);
  });
  test('seats that others of the target’s users sit on are not free', () => {
    const result = planTransfer(smallCatalog, between('standard'), seats(5, 1), [movable('ada', 'bob')]);
    assert.deepEqual(result.moves, [{ userIds: ['ada'], disabledPlanIds: [], isSeated: false }]);
    assert.deepEqual(result.leftBehind, [{ userIds: ['bob'], reasons: [{ code: 'count_violation', seats: 5 }] }]);
  });
  test('more users of the target than seats: nobody moves', () => {
    assert.deepEqual(planTransfer(smallCatalog, between('standard'), seats(5, -2), [movable('ada')]).moves, []);
  });
  test('a user who has the target already needs no seat', () => {
    const result = planTransfer(smallCatalog, between('standard'), seats(1, 0), [
      { ...movable('ada'), otherLicenses: [other('standard')] },
    ]);
    assert.deepEqual(result, { moves: [{ userIds: ['ada'], disabledPlanIds: [], isSeated: true }], leftBehind: [] });
  });
  test('seats go to those who got their licence first, whatever group of facts they are in', () => {
    const early = { ...movable('ada'), userIds: users('ada', 'dan'), places: [1, 4] };
    const late = { ...movable('ada'), usageLocation: 'DE', userIds: users('bob', 'cyd'), places: [2, 3] };
    const result = planTransfer(smallCatalog, between('standard'), seats(2), [early, late]);
    assert.deepEqual(
      result.moves.flatMap((move) => move.userIds),
      ['ada', 'bob'],
    );
    assert.deepEqual(
      result.leftBehind.flatMap((group) => group.userIds),
      ['dan', 'cyd'],
    );
  });
  test('a user who cannot move takes no seat from those who can', () => {
    const result = planTransfer(smallCatalog, between('standard'), seats(1), [{ ...movable('ada'), usageLocation: null }, movable('bob')]);
    assert.deepEqual(result.moves, [{ userIds: ['bob'], disabledPlanIds: [], isSeated: false }]);
  });
  test('a plan switched off stays off where the target has it, and is forgotten where not', () => {
    const group = { ...movable('ada'), disabledPlanIds: [plan('sites-1'), plan('mail-1')] };
    assert.deepEqual(planTransfer(smallCatalog, between('standard'), seats(1), [group]).moves[0]?.disabledPlanIds, ['mail-1', 'sites-1']);
    assert.deepEqual(planTransfer(smallCatalog, between('suite'), seats(1), [group]).moves[0]?.disabledPlanIds, []);
  });
});

describe('leaveEveryone', () => {
  test('all stay, told that nobody was asked to move', () => {
    assert.deepEqual(leaveEveryone([movable('ada'), movable('bob')]).leftBehind, [
      { userIds: ['ada', 'bob'], reasons: [{ code: 'transfer_not_requested' }] },
    ]);
  });
  test('with no users there is nothing to leave', () => assert.deepEqual(leaveEveryone([]), { moves: [], leftBehind: [] }));
});
