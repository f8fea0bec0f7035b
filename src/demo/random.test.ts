import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isGuid } from '../kit/ids.ts';
import { guidOf, randomFor } from './random.ts';

const numbers = (seed: number, name: string) => {
  const random = randomFor(seed, name);
  return Array.from({ length: 50 }, () => random.fraction());
};

describe('chance', () => {
  test('repeats itself for the same seed and name, and for nothing else', () => {
    assert.deepEqual(numbers(1, 'a'), numbers(1, 'a'));
    assert.notDeepEqual(numbers(1, 'a'), numbers(2, 'a'));
    assert.notDeepEqual(numbers(1, 'a'), numbers(1, 'b'));
    // Seed 1 with the name 1/a is not seed 11 with the name a.
    assert.notDeepEqual(numbers(1, '1/a'), numbers(11, 'a'));
  });

  test('is even: every tenth is hit about as often as the others', () => {
    const random = randomFor(7, 'even');
    const hits = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 20_000; i += 1) {
      const tenth = Math.floor(random.fraction() * 10);
      hits[tenth] = (hits[tenth] ?? 0) + 1;
    }
    for (const count of hits) assert.ok(count > 1_800 && count < 2_200, String(hits));
  });

  test('draws whole numbers with both ends', () => {
    const random = randomFor(7, 'dice');
    const seen = new Set(Array.from({ length: 500 }, () => random.whole(1, 6)));
    assert.deepEqual([...seen].toSorted(), [1, 2, 3, 4, 5, 6]);
  });

  test('weighs: three to one comes out three to one, weight nought never', () => {
    const random = randomFor(7, 'weights');
    const drawn = Array.from({ length: 8_000 }, () =>
      random.weighted([
        [3, 'often'],
        [1, 'seldom'],
        [0, 'never'],
      ]),
    );
    const often = drawn.filter((item) => item === 'often').length;
    assert.ok(often > 5_800 && often < 6_200, String(often));
    assert.ok(!drawn.includes('never'));
  });
});

describe('ids by name', () => {
  test('are random ids in shape, the same again, and all different', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => guidOf(2020, `customer ${i}`));
    assert.ok(ids.every((id) => isGuid(id) && /^.{14}4.{4}[89ab]/.test(id)));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(guidOf(2020, 'customer 17'), ids[17]);
    assert.notEqual(guidOf(2021, 'customer 17'), ids[17]);
  });
});
