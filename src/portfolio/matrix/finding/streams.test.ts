import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { UNKNOWN_UPLIFT } from '../order.ts';
import { partsFrom, rangesFrom } from './streams.ts';

describe('partsFrom', () => {
  const begins: readonly (number | null)[] = [null, 1, 2, 3, 4, 5, 16, 17, 1_000_000, 0, -1, -500, UNKNOWN_UPLIFT];
  for (const begin of begins)
    test(`from ${begin}: every amount lies in one part, the largest first, and what nobody knows behind them`, () => {
      const parts = partsFrom(begin);
      assert.equal(parts.at(-1)?.kind, 'unknown');
      const known = parts.flatMap((part) => (part.kind === 'known' ? [part] : []));
      assert.equal(known.length, parts.length - 1);
      for (const [i, { from, to }] of known.entries()) {
        assert.ok(from !== null && to !== null && from <= to);
        assert.ok(from < 1 || to <= 4 * from, 'it ends at a quarter of where it begins');
        assert.equal(known[i + 1]?.to ?? from - 1, from - 1);
      }
      const whole = rangesFrom(begin, null)[0];
      assert.equal(known[0]?.to ?? null, whole?.kind === 'known' ? whole.to : null);
    });
});
