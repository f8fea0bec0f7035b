import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { standings } from './contest.ts';
import { courseOf, slopeOf } from './course.ts';
import { figuresOf, median, noiseOf, quantile, ratioOf, runCallers, type Leg } from './measure.ts';
import { sameStatements } from './pgbench.ts';
import { flatReport, noiseIn } from './report.ts';
import { textReport } from './report-text.ts';
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
    const ratio = ratioOf([leg(100, 1), leg(100, 10), leg(100, 1)], [leg(200, 1), leg(200, 10), leg(100, 1)]);
    assert.deepEqual(ratio, { middle: 0.5, least: 0.5, most: 1 });
  });
  test('noise is half of what the rounds lie apart, as a share of the middle one', () => {
    assert.equal(noiseOf({ middle: 0.5, least: 0.4, most: 0.6 }).toFixed(3), '0.200');
    assert.equal(noiseOf({ middle: 2, least: 2, most: 2 }), 0);
  });
  test('a slope is that of the nearest line, whatever single points do', () => {
    const points = [0, 1, 2, 3].map((at) => ({ at, value: 100 + 5 * at + (at % 2 === 0 ? 1 : -1) * (at < 2 ? 1 : -1) }));
    assert.equal(slopeOf(points), 5);
    assert.equal(slopeOf([{ at: 1, value: 7 }]), 0);
  });
  test('figures are the middle of the rounds', () => {
    const { perSecond, p50Ms, processorMs } = figuresOf([leg(10, 1, 5), leg(30, 1, 7), leg(20, 1, 6)]);
    assert.deepEqual({ perSecond, p50Ms, processorMs }, { perSecond: 20, p50Ms: 6, processorMs: { client: null, database: null } });
  });
  test('the memory of the first half says nothing about how it rises', () => {
    const filling = [100, 150, 200].map((value, i) => ({ at: i / 10, value }));
    const settled = [200, 201, 202].map((value, i) => ({ at: 0.3 + i / 10, value }));
    const { beforeMb, afterMb, mbPerHour } = courseOf([...filling, ...settled]);
    assert.deepEqual([beforeMb, afterMb, mbPerHour?.toFixed(3)], [100, 202, '10.000']);
  });
  test('what rises in seconds says nothing about hours', () => {
    const seconds = [0, 1, 2, 3].map((second) => ({ at: second / 3600, value: 100 + second }));
    assert.deepEqual(courseOf(seconds), { beforeMb: 100, afterMb: 103, mbPerHour: null });
    assert.deepEqual(courseOf([]), { beforeMb: null, afterMb: null, mbPerHour: null });
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

describe('what a contest found', () => {
  const tasks = [
    { callers: 1, count: 2 },
    { callers: 32, count: 2 },
  ];
  const legs = new Map([
    ['ours', [[leg(10, 1, 5, 5)], [leg(30, 1, 5, 5)]]],
    ['theirs', [[leg(20, 1, 5, 5)], [leg(40, 1, 5, 5)]]],
    ['only with many callers', [[], [leg(60, 1, 5, 5)]]],
  ]);

  test('whoever took no part with so many callers is not there', () => {
    const [one, many] = standings(legs, tasks);
    assert.deepEqual(Object.keys(one?.by ?? {}), ['ours', 'theirs']);
    assert.deepEqual(one?.ratios, { theirs: { middle: 0.5, least: 0.5, most: 0.5 } });
    assert.deepEqual(many?.ratios['only with many callers']?.middle, 0.5);
  });

  const report = {
    machine: { cores: 2, processor: 'x', memoryGiB: 4, node: 'v24', pgbench: null, database: { fsync: 'on' } },
    size: 'quick',
    rounds: 3,
    load: { before: 0.25, after: 2 },
    partSeconds: { reads: 7 },
    details: { getUpgrades: standings(legs, tasks), startWarmSeconds: 1.5 },
    ratios: { getUpgradesVsBare: { middle: 0.5, least: 0.4, most: 0.7 }, upgradesVsSameSql: null },
  };

  test('the JSON has the middle of each ratio under its key, and how far the rounds lie apart beside', () => {
    assert.equal(noiseIn(report)?.toFixed(3), '0.300');
    const { getUpgradesVsBare, upgradesVsSameSql, startWarmSeconds, ratios, noise } = flatReport(report) as Record<string, unknown>;
    assert.deepEqual(
      { getUpgradesVsBare, upgradesVsSameSql, startWarmSeconds, ratios, noise },
      { getUpgradesVsBare: 0.5, upgradesVsSameSql: null, startWarmSeconds: 1.5, ratios: report.ratios, noise: noiseIn(report) },
    );
  });
  test('the text names each figure with its spread, and what was left out not at all', () => {
    const text = textReport(report);
    for (const line of ['getUpgradesVsBare: 0.50 (0.40-0.70)', 'startWarmSeconds: 1.50', '±30 %']) assert.ok(text.includes(line), line);
    assert.ok(!/undefined|NaN|upgradesVsSameSql/.test(text), text);
  });
  test('without a ratio there is no noise to tell', () => {
    assert.equal(noiseIn({ ratios: {} }), null);
    assert.ok(!textReport({ ...report, ratios: {} }).includes('noise'));
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
      sql: 'select $1, $2, $3::jsonb, $4 where $1 is not null',
      values: [`c-${digits}`, null, `[{"a":null,"b":"it's \\\\ ${digits}"}]`, [`p-${digits}`, 'x,y']],
      types: ['uuid', 'text', 'jsonb', 'text[]'],
    },
  ];
  const script = sameStatements({ asked, written: [{ sql: 'update x set y = $1', values: ['12:30'], types: ['text'] }], digits });
  const id = `replace(E'c-${digits}', '${digits}', :digits::text)::uuid`;
  const json = `replace(E'[{"a"\\x3anull,"b"\\x3a"it''s \\\\\\\\ ${digits}"}]', '${digits}', :digits::text)::jsonb`;
  const list = `replace(E'{"p-${digits}","x,y"}', '${digits}', :digits::text)::text[]`;
  assert.deepEqual(script.split('\n'), [
    '\\startpipeline',
    'begin;',
    `select ${id}, null::text, ${json}::jsonb, ${list} where ${id} is not null;`,
    '\\endpipeline',
    '\\startpipeline',
    `update x set y = E'12\\x3a30'::text;`,
    'commit;',
    '\\endpipeline',
  ]);
});
