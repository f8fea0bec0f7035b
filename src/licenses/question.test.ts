import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../platform/clock.ts';
import { writeToken } from '../platform/paging.ts';
import { readQuestion } from './question.ts';

// Anybody can make a token with a right checksum: what it says is held to what can be asked for openly.
const whole = {
  state: 'active',
  skuId: null,
  prefix: { field: 'any', text: '' },
  sort: { field: 'displayName', direction: 'ascending' },
  size: 100,
  after: { value: 'kim', userId: newId() },
};

describe('how a list of users goes on', () => {
  test('by the token of the page before', () => {
    assert.equal(readQuestion({}, writeToken('users', whole)).kind, 'question');
  });

  const forged: readonly [what: string, change: object][] = [
    ['more on a page than can be asked for', { size: 501 }],
    ['fewer than one', { size: -1 }],
    ['a product that has no id', { skuId: 'x' }],
    ['a user who has no id', { after: { value: 'kim', userId: 'x' } }],
    ['a state that is none', { state: 'gone' }],
    ['an order by something else', { sort: { field: 'password', direction: 'ascending' } }],
  ];
  for (const [what, change] of forged) {
    test(`not by a forged token: ${what}`, () => {
      const read = readQuestion({}, writeToken('users', { ...whole, ...change }));
      assert.deepEqual(read, { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is not one of this list' });
    });
  }
});
