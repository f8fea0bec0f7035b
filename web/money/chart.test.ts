import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf } from './chart.ts';

const CASES: readonly [what: string, values: readonly number[], expected: ReturnType<typeof barsOf>][] = [
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

for (const [what, values, expected] of CASES) test(what, () => assert.deepEqual(barsOf(values), expected));
