import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCrashTest } from '../crash/run.ts';

// The long run of the same is `npm run crash`; docs/reliability.md tells more.
const SEED = 20_261_122;

test('upgrades survive the sudden death of server and database: what was acknowledged is there, once', async () => {
  const report = await runCrashTest({ kills: 3, seed: SEED });
  assert.deepEqual(report.problems, [], `seed ${SEED}`);
  assert.ok(report.acknowledged > 50, `only ${report.acknowledged} upgrades`);
});

test('the test sees what is lost: with commits acknowledged before they are on the disk, it fails', async () => {
  const report = await runCrashTest({ kills: 1, seed: SEED, only: 'database', durable: false });
  assert.ok(
    report.problems.some((problem) => problem.includes('acknowledged, but lost')),
    JSON.stringify(report),
  );
});
