import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../database.ts';
import { fuzzCatalogs } from '../fuzz/catalogs.ts';
import { runFuzz } from '../fuzz/run.ts';

// The long run of the same is `npm run fuzz`; docs/reliability.md tells more.
// The same each time, so that a change is judged by itself; another one is tried by naming it.
const SEED = Number(process.env['SEED'] ?? 20_261_122);
const REQUESTS = 600;
const FILES = 30;

test('no request makes the program fail, hang, tell of others, or write what it refuses', async (t) => {
  const report = await runFuzz({ requests: REQUESTS, seed: SEED, database: () => testDatabase() });
  t.diagnostic(JSON.stringify(report));
  assert.deepEqual(report.problems, [], `seed ${SEED}`);
  assert.ok(report.routes.succeeded > 40, `only ${report.routes.succeeded} routes were asked anything sensible`);
  assert.ok((report.mutations['raw'] ?? 0) > REQUESTS / 20, 'bytes that are no request are among them');
});

test('no catalogue file makes the import fail, and one that is refused leaves nothing behind', async (t) => {
  const report = await fuzzCatalogs(await testDatabase(), { files: FILES, seed: SEED });
  t.diagnostic(JSON.stringify(report));
  assert.deepEqual(report.problems, [], `seed ${SEED}`);
  assert.ok(report.refused > 0 && report.imported > 0, JSON.stringify(report));
});
