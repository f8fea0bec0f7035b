import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFailovers } from '../drill/failovers.ts';

// The long run of the same is `npm run drill -- --failovers 20`; docs/reliability.md tells more.
const SEED = 20_261_122;

test('changes survive the loss of the primary: its standby goes on with all that was acknowledged, once', async () => {
  const report = await runFailovers({ failovers: 1, seed: SEED, processes: 1, isSynchronous: true });
  assert.deepEqual(report.problems, [], `seed ${SEED}`);
  assert.ok(report.acknowledged > 20, `only ${report.acknowledged} changes`);
});

test('the drill sees what is lost: with a standby that nobody waits for, it fails', async () => {
  const { problems } = await runFailovers({ failovers: 1, seed: SEED, processes: 1, isSynchronous: false });
  assert.ok(
    problems.some((problem) => problem.includes('acknowledged, but lost')),
    JSON.stringify(problems),
  );
});
