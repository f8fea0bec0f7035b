import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { day } from '../../kit/dates.ts';
import { monthsOver, monthStart } from './month.ts';

test('the month of a day begins on its first', () => {
  assert.deepEqual(
    ['2026-06-01', '2026-06-30', '2028-02-29'].map((on) => monthStart(day(on))),
    ['2026-06-01', '2026-06-01', '2028-02-01'],
  );
});

describe('the months that are over', () => {
  const over = (from: string, now: string) => monthsOver(day(from), new Date(now)).map((month) => `${month.from} ${month.until}`);
  const cases: [name: string, from: string, now: string, expected: string[]][] = [
    ['none in the last second of the first', '2026-06-11', '2026-06-30T23:59:59Z', []],
    ['one when it ends', '2026-06-11', '2026-07-01T00:00:00Z', ['2026-06-01 2026-07-01']],
    [
      'all since, over the end of a year, the oldest first',
      '2026-11-30',
      '2027-02-03T09:00:00Z',
      ['2026-11-01 2026-12-01', '2026-12-01 2027-01-01', '2027-01-01 2027-02-01'],
    ],
    ['none of what is to come', '2026-08-01', '2026-07-01T00:00:00Z', []],
  ];
  for (const [name, from, now, expected] of cases) test(name, () => assert.deepEqual(over(from, now), expected));
});
