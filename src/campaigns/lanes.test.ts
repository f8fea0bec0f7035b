import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLanes } from './lanes.ts';

/** Work that is under way until somebody ends it, and what was begun so far. */
function workshop() {
  const begun: number[] = [];
  const ends = new Map<number, (error?: Error) => void>();
  const work = (piece: number) =>
    new Promise<void>((resolve, reject) => {
      begun.push(piece);
      ends.set(piece, (error) => (error === undefined ? resolve() : reject(error)));
    });
  const end = async (piece: number, error?: Error): Promise<void> => {
    ends.get(piece)?.(error);
    await new Promise((turn) => setImmediate(turn));
  };
  return { begun, work, end };
}

const pieces = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i);
const isStopped = () => false;

test('as many are under way as there are lanes, and each that ends makes room for the next', async () => {
  const { begun, work, end } = workshop();
  const lanes = openLanes(work, { lanes: 3, isStopped });
  void lanes.take(pieces(5));
  assert.deepEqual(begun, [1, 2, 3]);
  await end(2);
  assert.deepEqual(begun, [1, 2, 3, 4]);
});

test('more is asked for while the lanes are still full', async () => {
  const { begun, work, end } = workshop();
  const lanes = openLanes(work, { lanes: 2, isStopped });
  let isAskedForMore = false;
  const taking = lanes.take(pieces(6)).then(() => (isAskedForMore = true));
  await end(1);
  assert.equal(isAskedForMore, false, 'three wait for two lanes');
  await end(2);
  await taking;
  assert.deepEqual(begun, [1, 2, 3, 4], 'two wait, and both lanes are at work');
  void lanes.take(pieces(2, 7));
  for (const piece of [3, 4, 5, 6]) await end(piece);
  assert.deepEqual(begun, pieces(8));
});

test('finishing waits for the last one, and tells whether any was done since, even before it was asked', async () => {
  const { work, end } = workshop();
  const lanes = openLanes(work, { lanes: 2, isStopped });
  assert.equal(await lanes.finish(), false);
  await lanes.take(pieces(2));
  const finishing = lanes.finish();
  await end(1);
  await end(2);
  assert.equal(await finishing, true);
  assert.equal(await lanes.finish(), false);
  await lanes.take([3]);
  await end(3);
  assert.equal(await lanes.finish(), true, 'it was over before anybody waited');
});

test('closing waits for what is under way and gives back what was not begun', async () => {
  const { begun, work, end } = workshop();
  const lanes = openLanes(work, { lanes: 2, isStopped });
  void lanes.take(pieces(5));
  const closing = lanes.close();
  await end(1);
  await end(2);
  assert.deepEqual(
    [begun, await closing],
    [
      [1, 2],
      [3, 4, 5],
    ],
  );
});

test('once stopped nothing more begins, and nobody waits for what never will', async () => {
  const { begun, work, end } = workshop();
  let stopped = false;
  const lanes = openLanes(work, { lanes: 2, isStopped: () => stopped });
  const taking = lanes.take(pieces(6));
  stopped = true;
  await end(1);
  await end(2);
  await taking;
  assert.deepEqual(
    [begun, await lanes.close()],
    [
      [1, 2],
      [3, 4, 5, 6],
    ],
  );
});

test('what one throws is thrown to whoever waits, and nothing more begins', async () => {
  const { begun, work, end } = workshop();
  const lanes = openLanes(work, { lanes: 2, isStopped });
  const refusing = assert.rejects(lanes.take(pieces(6)), /no database/);
  await end(1, new Error('no database'));
  await end(2);
  await refusing;
  assert.deepEqual(
    [begun, await lanes.close()],
    [
      [1, 2],
      [3, 4, 5, 6],
    ],
  );
});
