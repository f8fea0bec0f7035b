import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { newId } from '../platform/clock.ts';
import { writeAll } from '../platform/write.ts';
import { readAnswer, rememberAnswer } from './store.ts';
import { forgetAnswers } from './worker.ts';

const db = await testDatabase();
const NOW = new Date('2026-06-11T09:00:00Z');
const before = (ms: number) => new Date(NOW.getTime() - ms);
const DAY = 86_400_000;

/** An answer that was given at an instant; tells whether it is still known. */
async function answered(at: Date): Promise<() => Promise<boolean>> {
  const customerId = newId();
  const question = { callerId: newId(), requestId: newId(), question: 'q' };
  await db.transaction(async (tx) => writeAll(tx, customerId, [rememberAnswer(question, { status: 200, body: {} }, at)]));
  return () => db.transaction(async (tx) => (await readAnswer(tx, customerId, question)) !== null);
}

describe('an answer', () => {
  test('is known for seven days and then forgotten', async () => {
    const young = await answered(before(7 * DAY));
    const old = await answered(before(7 * DAY + 1));
    assert.equal(await forgetAnswers(db, NOW), 1);
    assert.deepEqual([await young(), await old()], [true, false]);
  });

  test('is forgotten once, whoever looks', async () => {
    const old = await Promise.all([1, 2, 3, 4].map((days) => answered(before((7 + days) * DAY))));
    const counts = await Promise.all([forgetAnswers(db, NOW), forgetAnswers(db, NOW)]);
    assert.equal(counts[0] + counts[1], 4);
    assert.deepEqual(await Promise.all(old.map((isKnown) => isKnown())), [false, false, false, false]);
  });
});
