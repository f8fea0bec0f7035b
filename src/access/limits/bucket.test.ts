import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fullAt, take, type Bucket } from './bucket.ts';

const limit = { burst: 3, perMinute: 60 };

describe('a bucket of three requests that fills by one each second', () => {
  const cases: readonly [name: string, bucket: Bucket | null, now: number, expected: string | number][] = [
    ['new', null, 0, 'taken'],
    ['with one left', { free: 1, at: 0 }, 0, 'taken'],
    ['with nothing left', { free: 0, at: 0 }, 0, 1],
    ['with nothing left, 999 milliseconds on', { free: 0, at: 0 }, 999, 1],
    ['with nothing left, a second on', { free: 0, at: 0 }, 1000, 'taken'],
    ['with nothing left, on a clock that went back', { free: 0, at: 5000 }, 1000, 1],
  ];
  for (const [name, bucket, now, expected] of cases) {
    test(`${name}: ${expected}`, () => {
      const taken = take(bucket, limit, now);
      assert.equal(taken.kind === 'taken' ? 'taken' : taken.waitSeconds, expected);
    });
  }
  test('holds no more than three, however long nobody asks', () =>
    assert.deepEqual(take({ free: 0, at: 0 }, limit, 3_600_000).bucket, { free: 2, at: 3_600_000 }));
  test('is full again after three seconds', () => assert.equal(fullAt({ free: 0, at: 0 }, limit), 3000));
  test('fills again after a clock that was an hour ahead was set right', () => {
    const ahead = take({ free: 0, at: 0 }, limit, 3_600_000).bucket;
    const emptied = take(take(ahead, limit, 1000).bucket, limit, 1000).bucket;
    assert.equal(take(emptied, limit, 1000).kind, 'empty');
    assert.equal(take(emptied, limit, 2000).kind, 'taken');
  });
  test('waits long where little comes free', () => {
    const taken = take({ free: 0, at: 0 }, { burst: 1, perMinute: 1 }, 0);
    assert.equal(taken.kind === 'empty' ? taken.waitSeconds : 0, 60);
  });
});

test('whatever the times, never more pass than the burst and what came free', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 60 }), (gaps) => {
      let [bucket, now, passed]: [Bucket | null, number, number] = [null, 0, 0];
      for (const gap of gaps) {
        now += gap;
        const taken = take(bucket, limit, now);
        bucket = taken.bucket;
        if (taken.kind === 'taken') passed += 1;
        // Whoever waits as long as told is let in.
        else assert.equal(take(bucket, limit, now + taken.waitSeconds * 1000).kind, 'taken');
      }
      assert.ok(passed <= limit.burst + (now * limit.perMinute) / 60_000 + 1e-9);
    }),
  );
});
