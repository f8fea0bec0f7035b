import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openResting } from './resting.ts';

const START = new Date('2026-06-11T09:00:00Z');

test('what fails again and again rests for longer each time, and five minutes at most', () => {
  const time = { now: START };
  const resting = openResting<string>({ now: () => time.now }, (thing) => thing);
  for (const seconds of [5, 20, 80, 300, 300]) {
    resting.add('it');
    time.now = new Date(time.now.getTime() + seconds * 1_000 - 1);
    assert.deepEqual(resting.all(), ['it'], `${seconds} seconds are not over`);
    time.now = new Date(time.now.getTime() + 1);
    assert.deepEqual(resting.all(), [], `${seconds} seconds are over`);
  }
});

test('what went well for a while begins anew', () => {
  const time = { now: START };
  const resting = openResting<string>({ now: () => time.now }, (thing) => thing);
  resting.add('it');
  resting.add('it');
  time.now = new Date(time.now.getTime() + 20_000 + 300_001);
  assert.deepEqual(resting.all(), []);
  resting.add('it');
  time.now = new Date(time.now.getTime() + 5_000);
  assert.deepEqual(resting.all(), []);
});

test('each rests for itself', () => {
  const resting = openResting<string>({ now: () => START }, (thing) => thing);
  resting.add('one');
  resting.add('other');
  assert.deepEqual(resting.all(), ['one', 'other']);
});
