import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCrashTest } from '../crash/run.ts';

// The long run of the same is `npm run crash`; docs/reliability.md tells more.
// With it, the first kill is of server and database, the second of one of two serving processes.
const SEED = 11;
const KILLS_MAX = 4;
const KILLS = { server: 0, database: 0, both: 1, process: 1 };

test('changes survive the sudden death of server, database and one of several processes: what was acknowledged is there, once', async () => {
  const points = { names: ['after_commit_before_reply'], times: 1 } as const;
  const report = await runCrashTest({ kills: 2, processes: 2, points, seed: SEED });
  assert.deepEqual(report.problems, [], `seed ${SEED}`);
  assert.deepEqual(report.kills, KILLS);
  assert.deepEqual(report.points, { after_commit_before_reply: 1 });
  assert.ok(report.acknowledged > 50, `only ${report.acknowledged} changes`);
});

test('the test sees what is lost: with commits acknowledged before they are on the disk, it fails', async () => {
  const reports: object[] = [];
  // What is not on the disk yet is written there five times a second: a kill right after that finds nothing to lose.
  for (let kills = 1; kills <= KILLS_MAX; kills += 1) {
    const report = await runCrashTest({ kills, seed: SEED + kills, only: 'database', durable: false });
    if (report.problems.some((problem) => problem.includes('acknowledged, but lost'))) return;
    reports.push(report);
  }
  assert.fail(JSON.stringify(reports));
});
