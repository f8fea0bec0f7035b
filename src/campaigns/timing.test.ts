import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../kit/dates.ts';
import { readTiming } from './timing.ts';

test('when the upgrades of a campaign happen: at once, on a day after today, at renewal', () => {
  const today = day('2026-06-11');
  const table: readonly [Parameters<typeof readTiming>[0], string][] = [
    [{}, 'now'],
    [{ when: 'now' }, 'now'],
    [{ when: 'renewal' }, 'renewal'],
    [{ date: '2026-06-12' }, 'date'],
    [{ when: 'date', date: '2026-06-12' }, 'date'],
    [{ when: 'date', date: '2026-06-11' }, 'malformed'],
    [{ when: 'date', date: '2029-06-11' }, 'date'],
    [{ when: 'date', date: '2029-06-12' }, 'malformed'],
    [{ when: 'date' }, 'malformed'],
    [{ when: 'date', date: 'soon' }, 'malformed'],
    [{ when: 'renewal', date: '2026-06-12' }, 'malformed'],
    [{ when: 'now', date: '2026-06-12' }, 'malformed'],
  ];
  assert.deepEqual(
    table.map(([asked]) => readTiming(asked, today).kind),
    table.map(([, kind]) => kind),
  );
});
