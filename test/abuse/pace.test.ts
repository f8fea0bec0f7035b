import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgePace, type Pace } from './pace.ts';

const spread = (median: number, p99: number) => ({ median, p99, max: p99 });
const kept: Pace = { peak: 1000, done: 900, doneMs: spread(200, 500), refused: 2000, refusedMs: spread(20, 100) };

const cases: readonly [name: string, change: Partial<Pace>, problems: number][] = [
  ['all is kept', {}, 0],
  ['less than nine in ten of the peak are made', { done: 899 }, 1],
  ['refusals take just less than 50 ms', { refusedMs: spread(49, 400) }, 0],
  ['refusals take 50 ms', { refusedMs: spread(50, 60) }, 1],
  ['nothing is refused', { refused: 0 }, 1],
  // 256 at a time, 900 a second: 284 ms, and twice as much is borne.
  ['the slowest of those made take twice their turn', { doneMs: spread(200, 569) }, 0],
  ['the slowest of those made take longer', { doneMs: spread(200, 570) }, 1],
];

describe('the pace while there is too much to do', () => {
  for (const [name, change, problems] of cases)
    test(`${name}: ${problems === 0 ? 'all is well' : 'is found'}`, () => {
      assert.equal(judgePace({ ...kept, ...change }, 1, 0.1).problems.length, problems);
    });
});

test('with two processes twice as many are let in, and may take twice as long', () => {
  assert.deepEqual(judgePace({ ...kept, doneMs: spread(200, 1138) }, 2, 0).problems, []);
});

test('a machine on which others work proves nothing, and the report says so', () => {
  const { problems, sentences } = judgePace({ ...kept, done: 1 }, 1, 0.5);
  assert.deepEqual(problems, []);
  assert.match(sentences[0] ?? '', /^Not kept: 1 a second/);
  assert.match(sentences.at(-1) ?? '', /^Not judged: others took 50 in a hundred/);
});
