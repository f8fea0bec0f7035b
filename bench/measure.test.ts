import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { figuresOf, median, quantile, ratioOf, runCallers, type Leg } from './measure.ts';
import { sameStatements } from './pgbench.ts';
import { customerAt, digitsOf } from './world.ts';

const leg = (operations: number, seconds: number, ...milliseconds: number[]): Leg => ({
  operations,
  seconds,
  milliseconds: Float64Array.from(milliseconds),
});

describe('what was measured', () => {
  test('the middle of an odd and of an even number', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
  });
  test('a quantile is a value that occurred', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.equal(quantile(values, 0.5), 51);
    assert.equal(quantile(values, 0.99), 100);
    assert.equal(quantile(Float64Array.of(7), 0.99), 7);
  });
  test('ratios are taken round by round, so that a slow round of the machine falls on both', () => {
    assert.equal(ratioOf([leg(100, 1), leg(100, 10), leg(100, 1)], [leg(200, 1), leg(200, 10), leg(100, 1)]), 0.5);
  });
  test('figures are the middle of the rounds', () => {
    const { perSecond, p50Ms, processorMs } = figuresOf([leg(10, 1, 5), leg(30, 1, 7), leg(20, 1, 6)]);
    assert.deepEqual({ perSecond, p50Ms, processorMs }, { perSecond: 20, p50Ms: 6, processorMs: { client: null, database: null } });
  });
  test('the callers do every operation once between them', async () => {
    const done: number[] = [];
    const { operations, milliseconds } = await runCallers(3, 10, async () => ({
      run: async (operation) => void done.push(operation),
      close: () => {},
    }));
    assert.deepEqual(
      done.toSorted((a, b) => a - b),
      Array.from({ length: 10 }, (_, i) => i),
    );
    assert.deepEqual([operations, milliseconds.length], [10, 10]);
  });
});

test('every customer has one turn', () => {
  const range = { first: 5, count: 1536 };
  const turns = Array.from({ length: range.count }, (_, turn) => customerAt(range, turn));
  assert.equal(new Set(turns).size, range.count);
  assert.deepEqual([Math.min(...turns), Math.max(...turns)], [5, 1540]);
});

test('a recorded statement becomes a script of pgbench that fits every customer', () => {
  const digits = digitsOf(1);
  const asked = [
    {
      sql: 'select $1, $2, $3::jsonb where $1 is not null',
      values: [`c-${digits}`, null, `[{"a":null,"b":"it's \\\\ ${digits}"}]`],
      types: ['uuid', 'text', 'jsonb'],
    },
  ];
  const script = sameStatements({ asked, written: [{ sql: 'update x set y = $1', values: ['12:30'], types: ['text'] }], digits });
  const id = `replace(E'c-${digits}', '${digits}', :digits::text)::uuid`;
  const json = `replace(E'[{"a"\\x3anull,"b"\\x3a"it''s \\\\\\\\ ${digits}"}]', '${digits}', :digits::text)::jsonb`;
  assert.deepEqual(script.split('\n'), [
    '\\startpipeline',
    'begin;',
    `select ${id}, null::text, ${json}::jsonb where ${id} is not null;`,
    '\\endpipeline',
    '\\startpipeline',
    `update x set y = E'12\\x3a30'::text;`,
    'commit;',
    '\\endpipeline',
  ]);
});
