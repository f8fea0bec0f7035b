import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minor } from '../../kit/money.ts';
import { BASIS_POINTS, resaleOf, resaleOfLines } from './margin.ts';

const cases: readonly [amountMinor: number, basisPoints: number, resale: number][] = [
  [1000, 0, 1000],
  [1000, 1250, 1125],
  [1000, -2500, 750],
  [1000, -10_000, 0],
  [1000, 100_000, 11_000],
  [10, 400, 10],
  [10, 500, 11],
  [-10, 500, -11],
];
for (const [amountMinor, basisPoints, resale] of cases) {
  test(`${amountMinor} with ${basisPoints} hundredths of a percent on top is ${resale}`, () =>
    assert.equal(resaleOf(minor(amountMinor), basisPoints), resale));
}

test('a margin is between giving everything away and ten times the bill on top', () => {
  assert.deepEqual(BASIS_POINTS, { minimum: -10_000, maximum: 100_000 });
});

test('of some lines each has the margin on it, rounded by itself', () => {
  assert.equal(resaleOfLines([minor(10), minor(10)], 500), 22);
});
