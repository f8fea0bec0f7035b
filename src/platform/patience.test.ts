import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isComingUp, patiently } from './patience.ts';

const PATIENCE = { seconds: 0.01, everyMs: 2 };
const failing = (times: number, error: object) => {
  const seen = { tries: 0 };
  const work = async (): Promise<string> => {
    seen.tries += 1;
    if (seen.tries <= times) throw Object.assign(new Error('failed'), error);
    return 'done';
  };
  return { seen, work };
};

describe('a start whose database goes away', () => {
  const away: readonly [string, object][] = [
    ['refuses connections', { code: 'ECONNREFUSED' }],
    ['was shut down', { code: '57P01' }],
    ['is starting up', { code: '57P03' }],
    ['only reads, as a standby that is about to be promoted', { code: '25006' }],
    ['has no room for another connection', { code: '53300' }],
    ['failed within a migration', { cause: Object.assign(new Error('gone'), { code: 'ECONNRESET' }) }],
  ];
  for (const [name, error] of away)
    test(`begins again while it ${name}`, async () => {
      const { seen, work } = failing(2, error);
      assert.equal(await patiently(work, PATIENCE), 'done');
      assert.equal(seen.tries, 3);
    });

  test('waits for a database that is there and comes up, where nothing else is worth waiting for', async () => {
    const [coming, nobody] = [failing(2, { cause: { code: '57P03' } }), failing(2, { cause: { code: 'ECONNREFUSED' } })];
    assert.equal(await patiently(coming.work, PATIENCE, isComingUp), 'done');
    await assert.rejects(patiently(nobody.work, PATIENCE, isComingUp));
    assert.equal(nobody.seen.tries, 1);
  });

  test('gives up in the end, with the failure itself', async () => {
    const { seen, work } = failing(99, { code: 'ECONNREFUSED' });
    await assert.rejects(patiently(work, PATIENCE), { code: 'ECONNREFUSED' });
    assert.equal(seen.tries, 5);
  });

  test('does not begin again over a mistake of its own', async () => {
    const { seen, work } = failing(1, { code: '42601' });
    await assert.rejects(patiently(work, PATIENCE), { code: '42601' });
    assert.equal(seen.tries, 1);
  });
});
