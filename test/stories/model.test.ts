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

/** It forgets to count the seats for licences by one. */
const forgetful: typeof apply = (model, command, made) =>
  apply(command.kind === 'assign' ? { ...model, subs: model.subs.map((sub) => ({ ...sub, seats: sub.seats + 1 })) } : model, command, made);

test('the test sees a difference: against a model that forgets to count seats it fails, with a short history', async () => {
  const report = await runModel({ commands: 2000, seed: 7, db: await testDatabase(), law: forgetful });
  assert.match(report.problem ?? '', /for other reasons|different things/);
});

test('the command that is printed with a difference begins with the round that showed it, also where several called at once', async () => {
  let rounds = 0;
  const first = await runModel({
    ...{ commands: 2000, seed: 11, db: await testDatabase() },
    // The third round is the first in which several call at once.
    law: (...about) => (rounds < 2 ? apply : forgetful)(...about),
    onLine: () => (rounds += 1),
  });
  const [command = '', ...history] = (first.problem ?? '').split('\n');
  assert.equal(command, 'npm run model -- --seed 13 --together');
  const again = await runModel({ commands: 2000, seed: 13, together: true, db: await testDatabase(), law: forgetful });
  assert.equal(again.customers.sequential, 0);
  const [sameCommand, ...sameHistory] = (again.problem ?? '').split('\n');
  assert.equal(sameCommand, command);
  assert.deepEqual(withoutIds(sameHistory), withoutIds(history));
});

function withoutIds(history: readonly string[]): readonly string[] {
  return history.map((line) => line.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'));
}
