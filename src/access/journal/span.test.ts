import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSpan } from './span.ts';

const now = new Date('2026-06-11T21:30:00Z');
const end = new Date('2026-07-01T00:00:00Z');

describe('the time of which an audit list is asked for', () => {
  const cases: [name: string, query: { startDate?: string; endDate?: string }, expected: string][] = [
    ['nothing said: the last 30 days', {}, '2026-05-12T21:30:00.000Z 2026-07-01T00:00:00.000Z'],
    [
      'a last day counts as a whole',
      { startDate: '2026-06-01', endDate: '2026-06-02' },
      '2026-06-01T00:00:00.000Z 2026-06-03T00:00:00.000Z',
    ],
    [
      'an end at an instant',
      { startDate: '2026-06-01', endDate: '2026-06-02T08:00:00Z' },
      '2026-06-01T00:00:00.000Z 2026-06-02T08:00:00.000Z',
    ],
    ['the first day that is shown', { startDate: '2026-03-13' }, '2026-03-13T00:00:00.000Z 2026-07-01T00:00:00.000Z'],
    ['the day before it', { startDate: '2026-03-12' }, 'startDate can be 90 days back at most'],
    ['an end before the beginning', { startDate: '2026-06-02', endDate: '2026-06-01' }, 'endDate lies before startDate'],
    ['no beginning that is a date', { startDate: 'soon' }, 'startDate is no date'],
    ['no end that is a date', { endDate: 'soon' }, 'endDate is no date'],
  ];
  for (const [name, query, expected] of cases) {
    test(name, () => {
      const read = readSpan(query, now, end);
      assert.equal(
        read.kind === 'span' ? `${read.from.toISOString()} ${read.until.toISOString()}` : `${read.member} ${read.why}`,
        expected,
      );
    });
  }
});
