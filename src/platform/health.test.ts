import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { testServer } from '../../test/server.ts';
import { openDb } from './db.ts';
import { canServe, healthRoutes } from './health.ts';

test('with a database that answers, the program can serve', async () => {
  const server = await testServer([healthRoutes({ db: await testDatabase() })]);
  const answer = await server.ask('/health');
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, { status: 'ok' });
});

test('without, it says 503 and when to ask again, and that it is alive', async () => {
  const db = openDb({ connectionString: 'postgres://postgres@127.0.0.1:1/none' });
  const server = await testServer([healthRoutes({ db })]);
  const answer = await server.ask('/health');
  assert.equal(answer.status, 503);
  assert.deepEqual(answer.body, { status: 'unavailable' });
  assert.equal(answer.headers.get('retry-after'), '1');
  const alive = await server.ask('/live');
  assert.equal(alive.status, 200);
  assert.deepEqual(alive.body, { status: 'alive' });
  await db.close();
});

test('a database that never answers counts as none after two seconds', async () => {
  const from = performance.now();
  assert.equal(await canServe({ read: () => new Promise(() => {}) }), false);
  assert.ok(performance.now() - from < 4000);
});
