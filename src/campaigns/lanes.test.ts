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
const LONG_MS = 60_000;

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

test('going on waits for one of them, and tells whether there may be more, even where it was over before anybody waited', async () => {
  const { work, end } = workshop();
  const lanes = openLanes(work, { lanes: 2, isStopped });
  assert.equal(await lanes.goOn(LONG_MS), false);
  await lanes.take(pieces(2));
  const goingOn = lanes.goOn(LONG_MS);
  await end(1);
  assert.equal(await goingOn, true);
  await end(2);
  assert.equal(await lanes.goOn(LONG_MS), true, 'it was over before anybody waited');
  assert.equal(await lanes.goOn(LONG_MS), false);
});

test('what takes long is not waited for longer than patience lasts', async () => {
  const { work, end } = workshop();
  const lanes = openLanes(work, { lanes: 2, isStopped });
  await lanes.take([1]);
  assert.equal(await lanes.goOn(1), true, 'it is under way');
  await end(1);
});

test('pieces that are kept apart occupy one lane, and nobody waits for them to take others', async () => {
  const { begun, work, end } = workshop();
  const lanes = openLanes(work, { lanes: 2, isStopped, apart: (piece) => (piece < 10 ? 'held' : String(piece)) });
  await lanes.take(pieces(6));
  assert.deepEqual([begun, lanes.waiting((piece) => piece < 10)], [[1], 5]);
  await lanes.take([10]);
  assert.deepEqual(begun, [1, 10], 'another goes on beside them');
  await end(1);
  assert.deepEqual(begun, [1, 10, 2]);
});

test('what was dropped before it was begun never begins', async () => {
  const { begun, work, end } = workshop();
  const lanes = openLanes(work, { lanes: 1, isStopped });
  void lanes.take(pieces(5));
  assert.deepEqual([lanes.drop((piece) => piece % 2 === 0), lanes.drop((piece) => piece === 1)], [[2, 4], []]);
  await end(1);
  await end(3);
  assert.deepEqual(begun, [1, 3, 5]);
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
