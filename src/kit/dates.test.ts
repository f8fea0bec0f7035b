import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addDays, addMonths, day, daysBetween, toIso } from './dates.ts';

describe('addMonths', () => {
  const cases: [from: string, months: number, expected: string][] = [
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-31', 13, '2027-06-30'],
  ];
  for (const [from, months, expected] of cases) test(`${from} and ${months}`, () => assert.equal(addMonths(day(from), months), expected));
});

test('days are counted across leap days and years', () => {
  assert.equal(daysBetween(day('2028-02-28'), day('2028-03-01')), 2);
  assert.equal(daysBetween(day('2026-01-01'), day('2027-01-01')), 365);
  assert.equal(addDays(day('2026-12-31'), 1), '2027-01-01');
});

for (const bad of ['2026-02-30', '2026-1-1', '', '2026-13-01']) test(`"${bad}" is no day`, () => assert.throws(() => day(bad), RangeError));

test('an instant of the database becomes one of the wire', () => {
  assert.equal(toIso('2026-11-22 08:15:00.25+00'), '2026-11-22T08:15:00.25Z');
});
