import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sku, smallCatalog } from '../../../test/small-catalog.ts';
import type { GroupId } from '../../kit/ids.ts';
import type { License, Person, ProductSeats } from './decision.ts';
import { freeSeats, grantEach } from './grant.ts';

const has = (key: string): License => ({ skuId: sku(key), groupId: null, disabledPlanIds: [] });
const byGroup = (key: string): License => ({ ...has(key), groupId: 'front desk' as GroupId });
const person = (...licenses: License[]): Person => ({ usageLocation: 'US', state: 'active', licenses });
const seats = (key: string, count: number, consumed = 0): ProductSeats => ({ skuId: sku(key), isHeld: true, seats: count, consumed });
const setting = (...products: ProductSeats[]) => ({
  catalog: smallCatalog,
  products: new Map(products.map((product) => [product.skuId, product])),
});

/** Gives out licences to one after the other: what each has then, why not the rest, and the seats that are left. */
function given(around: ReturnType<typeof setting>, wanted: readonly License[], ...people: Person[]) {
  const free = freeSeats(around);
  const granted = people.map((each) => grantEach(around, free, each, wanted));
  return {
    after: granted.map(({ after }) => after.map(({ skuId }) => skuId)),
    refused: granted.map(({ refused }) => refused.map(({ license, refusals }) => [license.skuId, ...refusals.map(({ code }) => code)])),
    free: [...free.values()],
  };
}

describe('licences that can be had are given, one by one', () => {
  test('a seat for each person, and the last ones get none', () => {
    assert.deepEqual(given(setting(seats('basic', 3, 1)), [has('basic')], person(), person(), person()), {
      after: [[sku('basic')], [sku('basic')], []],
      refused: [[], [], [[sku('basic'), 'count_violation']]],
      free: [0],
    });
  });
  test('of too few seats it is told how many there are', () => {
    const around = setting(seats('basic', 2, 5));
    assert.deepEqual(grantEach(around, freeSeats(around), person(), [has('basic')]).refused, [
      { license: has('basic'), refusals: [{ code: 'count_violation', skuId: sku('basic'), seats: 2 }] },
    ]);
  });
  test('one that cannot be had does not keep the others back', () => {
    assert.deepEqual(given(setting(seats('suite', 5), seats('apps-only', 5)), [has('standard'), has('apps-only')], person()), {
      after: [[sku('apps-only')]],
      refused: [[[sku('standard'), 'product_not_held']]],
      free: [5, 4],
    });
  });
  test('an add-on waits for what it builds on, and is refused where that does not come', () => {
    const around = setting(seats('basic', 1), seats('analytics', 5));
    assert.deepEqual(given(around, [has('analytics'), has('basic')], person(), person()), {
      after: [[sku('basic'), sku('analytics')], []],
      refused: [
        [],
        [
          [sku('analytics'), 'dependency_violation'],
          [sku('basic'), 'count_violation'],
        ],
      ],
      free: [0, 4],
    });
  });
  test('who has the product already, in another way, needs no second seat', () => {
    assert.deepEqual(given(setting(seats('basic', 1, 1)), [has('basic')], person(byGroup('basic'))), {
      after: [[sku('basic'), sku('basic')]],
      refused: [[]],
      free: [0],
    });
  });
});
