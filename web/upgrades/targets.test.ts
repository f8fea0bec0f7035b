import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Upgrade } from '../../src/upgrades/contract.ts';
import { refusalsOverall, targetsOf } from './targets.ts';

const error = (code: string, remedies: readonly string[] = [], facts: Record<string, unknown> = {}) => ({
  code: 0,
  description: code,
  reason: { code, facts, remedies: remedies.map((kind) => ({ kind })) },
  attributes: { objectType: 'UpgradeError' as const },
});
const noRights = error('insufficient_granular_admin_permissions', ['upgrade_without_moving_users', 'ask_role']);
const tooMany = error('quantity_out_of_range', ['change_quantity']);
const suspended = error('subscription_status_not_active', ['reactivate']);

function upgrade(
  id: string,
  errors: readonly ReturnType<typeof error>[] = [],
  upgradeType: Upgrade['upgradeType'] = 'upgrade_with_license_transfer',
): Upgrade {
  // Of the offer only its id counts here.
  const targetOffer = { id, name: id } as Upgrade['targetOffer'];
  return {
    targetOffer,
    upgradeType,
    isEligible: errors.length === 0,
    quantity: 25,
    upgradeErrors: [...errors],
    attributes: { objectType: 'Upgrade' },
  };
}

describe('what can be chosen', () => {
  const cases: [what: string, upgrades: readonly Upgrade[], state: string, openTypes: readonly string[]][] = [
    ['a target with nothing against it, both ways', [upgrade('E3')], 'open', ['upgrade_with_license_transfer', 'upgrade_only']],
    [
      'a sales agent’s target, without moving users',
      [upgrade('E3', [], 'upgrade_only'), upgrade('E3', [noRights])],
      'open',
      ['upgrade_only'],
    ],
    ['a target with another number of seats', [upgrade('E3', [tooMany])], 'adjustable', ['upgrade_with_license_transfer', 'upgrade_only']],
    ['a target with another number of seats, by a sales agent', [upgrade('E3', [tooMany, noRights])], 'adjustable', ['upgrade_only']],
    ['not a target of a suspended subscription', [upgrade('E3', [suspended])], 'closed', ['upgrade_with_license_transfer', 'upgrade_only']],
    [
      'not a target with one reason that another number of seats does not help',
      [upgrade('E3', [tooMany, suspended])],
      'closed',
      ['upgrade_with_license_transfer', 'upgrade_only'],
    ],
  ];
  for (const [what, upgrades, state, openTypes] of cases) {
    test(what, () => {
      const [target, ...others] = targetsOf(upgrades);
      assert.deepEqual(others, []);
      assert.deepEqual({ state: target?.state, openTypes: target?.openTypes }, { state, openTypes });
    });
  }
});

test('what can be chosen comes first, otherwise the server’s order stays', () => {
  const targets = targetsOf([upgrade('A', [suspended]), upgrade('B', [tooMany]), upgrade('C'), upgrade('D')]);
  assert.deepEqual(
    targets.map(({ offer }) => offer.id),
    ['C', 'D', 'B', 'A'],
  );
});

test('a reason that all targets share is told once, the others with their target', () => {
  const held = error('concurrency_conflicts', [], { holders: ['x'] });
  const { shared, single } = refusalsOverall(targetsOf([upgrade('A', [suspended]), upgrade('B', [suspended, held])]));
  assert.deepEqual(
    shared.map(({ reason }) => reason.code),
    ['subscription_status_not_active'],
  );
  assert.deepEqual(
    single.map(({ target, refusals }) => [target.offer.id, refusals.map(({ reason }) => reason.code)]),
    [['B', ['concurrency_conflicts']]],
  );
});

test('the same reason with other facts is another reason', () => {
  const { shared, single } = refusalsOverall(
    targetsOf([upgrade('A', [error('price_missing', [], { offerId: 'A' })]), upgrade('B', [error('price_missing', [], { offerId: 'B' })])]),
  );
  assert.deepEqual([shared.length, single.length], [0, 2]);
});
