import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basisPointsIn, percentText } from './percent.ts';

const CASES: readonly [text: string, expected: number | null][] = [
  ['12.5', 1250],
  ['12,5', 1250],
  [' 0 ', 0],
  ['-100', -10_000],
  ['−3.25 %', -325],
  ['1000', 100_000],
  ['7％', 700],
  ['1000.01', null],
  ['-100.01', null],
  ['12.345', null],
  ['', null],
  ['much', null],
  ['1e3', null],
];
for (const [text, expected] of CASES) test(`"${text}" is ${expected ?? 'no margin'}`, () => assert.equal(basisPointsIn(text), expected));

test('what is shown can be typed', () => {
  for (const points of [-10_000, -1, 0, 5, 1250, 100_000]) assert.equal(basisPointsIn(percentText(points)), points);
});
