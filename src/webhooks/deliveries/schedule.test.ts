import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nextAttempt, settlementOf, TRIES_MAX } from './schedule.ts';

const at = new Date('2026-06-11T09:00:00Z');
const minutes = (next: Date | null) => (next === null ? null : (next.getTime() - at.getTime()) / 60_000);

describe('after so many tries that failed', () => {
  const table: [tries: number, minutes: number | null][] = [
    [1, 1],
    [2, 4],
    [3, 16],
    [4, 64],
    [5, 256],
    [6, 1024],
    [7, 1440],
    [8, 1440],
    [9, 1440],
    [10, null],
    [11, null],
  ];
  for (const [tries, expected] of table) {
    test(`${tries}: ${expected === null ? 'it is given up' : `again in ${expected} minutes`}`, () => {
      assert.equal(minutes(nextAttempt({ tries, triesMax: TRIES_MAX, at, retryAfter: null })), expected);
    });
  }

  test('all ten tries lie within four days', () => {
    const waits = table.slice(0, 9).reduce((sum, [, wait]) => sum + (wait ?? 0), 0);
    assert.ok(waits > 3 * 1440 && waits < 4 * 1440, String(waits));
  });
});

describe('a receiver that says when', () => {
  const table: [retryAfter: string, minutes: number][] = [
    ['30', 1],
    ['60', 1],
    ['61', 61 / 60],
    [' 600 ', 10],
    ['86400', 1440],
    ['86401', 1440],
    ['999999999', 1440],
    ['Thu, 11 Jun 2026 09:30:00 GMT', 30],
    ['Thu, 11 Jun 2026 08:30:00 GMT', 1],
    ['Fri, 12 Jun 2126 08:30:00 GMT', 1440],
    ['-5', 1],
    ['soon', 1],
    ['', 1],
  ];
  for (const [retryAfter, expected] of table) {
    test(`Retry-After: ${retryAfter || 'nothing'}`, () => {
      assert.equal(minutes(nextAttempt({ tries: 1, triesMax: TRIES_MAX, at, retryAfter })), expected);
    });
  }
});

describe('what a try leads to', () => {
  const answered = (status: number) => ({ kind: 'answered' as const, status, excerpt: '', retryAfter: null });
  const table: [status: number, state: string][] = [
    [199, 'waiting'],
    [200, 'delivered'],
    [204, 'delivered'],
    [299, 'delivered'],
    [300, 'waiting'],
    [302, 'waiting'],
    [400, 'waiting'],
    [410, 'waiting'],
    [500, 'waiting'],
  ];
  for (const [status, state] of table) {
    test(`${status}: ${state}`, () => assert.equal(settlementOf('subscription-updated', 1, answered(status), at).state, state));
  }

  const nothing = { kind: 'unreachable' as const, cause: 'timed_out' as const, detail: '' };
  test('no answer: tried again, and given up after the tenth', () => {
    assert.equal(settlementOf('subscription-updated', 9, nothing, at).state, 'waiting');
    assert.equal(settlementOf('subscription-updated', 10, nothing, at).state, 'given_up');
    assert.equal(settlementOf('subscription-updated', 10, answered(200), at).state, 'delivered');
  });

  test('a test event is tried once', () => {
    assert.equal(settlementOf('test-created', 1, nothing, at).state, 'given_up');
    assert.equal(settlementOf('test-created', 1, answered(200), at).state, 'delivered');
  });
});
