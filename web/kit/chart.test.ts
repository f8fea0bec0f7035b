import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf } from './chart.ts';

const CASES: readonly [what: string, values: readonly number[], expected: Omit<ReturnType<typeof barsOf>, 'gridlines'>][] = [
  ['no months have no bars', [], { zero: 100, bars: [] }],
  ['a month without charges is flat on the ground', [0], { zero: 100, bars: [{ top: 100, height: 0 }] }],
  [
    'the dearest month fills the height, the others in proportion',
    [50, 200],
    {
      zero: 100,
      bars: [
        { top: 75, height: 25 },
        { top: 0, height: 100 },
      ],
    },
  ],
  [
    'a month of credits hangs below zero',
    [300, -100],
    {
      zero: 75,
      bars: [
        { top: 0, height: 75 },
        { top: 75, height: 25 },
      ],
    },
  ],
  ['credits alone hang from above', [-10], { zero: 0, bars: [{ top: 0, height: 100 }] }],
];

for (const [what, values, expected] of CASES)
  test(what, () => {
    const { bars, zero } = barsOf(values);
    assert.deepEqual({ bars, zero }, expected);
  });

const GRIDS: readonly [values: readonly number[], expected: readonly number[]][] = [
  [
    [50, 200],
    [0, 50, 100, 150, 200],
  ],
  [
    [300, -100],
    [-100, 0, 100, 200, 300],
  ],
  [
    [8, 173.4],
    [0, 50, 100, 150, 200],
  ],
  [[0.03], [0, 0.01, 0.02, 0.03]],
  [[12_345_678], [0, 5_000_000, 10_000_000, 15_000_000]],
  [[0], [0, 1]],
];
for (const [values, expected] of GRIDS)
  test(`the gridlines of ${values.join(', ')} are at round amounts, from edge to edge`, () => {
    const { gridlines } = barsOf(values);
    assert.deepEqual(
      gridlines.map(({ value }) => Number(value.toFixed(6))),
      expected,
    );
    assert.deepEqual([gridlines[0]?.top, gridlines.at(-1)?.top], [100, 0]);
  });
