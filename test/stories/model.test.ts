import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../database.ts';
import { apply } from '../model/model.ts';
import { runModel } from '../model/run.ts';

// The long run of the same is `npm run model`; docs/reliability.md tells more.
// The same each time, so that a change is judged by itself; another one is tried by naming it.
const SEED = Number(process.env['SEED'] ?? 20_261_122);

test('whatever is done to customers, one after the other and at once: the program does what the model does', async (t) => {
  const report = await runModel({ commands: 600, seed: SEED, db: await testDatabase() });
  t.diagnostic(JSON.stringify(report));
  assert.equal(report.problem, null);
  assert.ok((report.done['upgrade'] ?? 0) > 5 && report.together > 20, JSON.stringify(report));
});

test('the test sees a difference: against a model that forgets to count seats it fails, with a short history', async () => {
  const forgetful: typeof apply = (model, command, made) =>
    apply(
      command.kind === 'assign' ? { ...model, subs: model.subs.map((sub) => ({ ...sub, seats: sub.seats + 1 })) } : model,
      command,
      made,
    );
  const report = await runModel({ commands: 2000, seed: 7, db: await testDatabase(), law: forgetful });
  assert.match(report.problem ?? '', /for other reasons|different things/);
});
