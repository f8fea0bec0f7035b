import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../src/platform/clock.ts';
import { openDb } from '../../src/platform/db.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { startPostgres } from '../../src/platform/postgres.ts';

// A server of its own: the setting concerns every commit of all its databases.
const folder = mkdtempSync(join(tmpdir(), 'upseat-standby-'));
const postgres = await startPostgres({ folder });
const db = openDb({ connectionString: postgres.connectionString });
const admin = openDb({ connectionString: postgres.connectionString, connectionsMax: 1 });
const app = createHttpServer({ newId, log: false });
app.post('/things/:id', { config: { right: 'public' } }, async (request) => {
  const { id } = request.params as { id: string };
  await db.transaction(async (tx) => tx.send('insert into thing values ($1) on conflict do nothing', [id]));
  return { id };
});
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
after(async () => {
  await app.close();
  await db.close();
  await admin.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});
await admin.read('create table thing (id integer primary key)');

async function requireStandby(name: string): Promise<void> {
  await admin.dedicated((client) => client.query(`alter system set synchronous_standby_names = '${name}'`));
  await admin.read('select pg_reload_conf()');
}

/** The process that waits for a standby. */
async function waiting(): Promise<number> {
  for (;;) {
    const { rows } = await admin.read<{ pid: number }>(`select pid from pg_stat_activity where wait_event = 'SyncRep'`);
    if (rows[0] !== undefined) return rows[0].pid;
    await wait(20);
  }
}

test('a commit whose wait for a standby is cut short is no success: 503, and the repeat is', async () => {
  assert.equal((await fetch(`${origin}/things/1`, { method: 'POST' })).status, 200);
  await requireStandby('"missing"');
  // The setting reaches a connection at its next statement.
  await wait(200);
  const asked = fetch(`${origin}/things/2`, { method: 'POST' });
  await admin.read('select pg_cancel_backend($1)', [await waiting()]);
  const answer = await asked;
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '2']);
  assert.match(((await answer.json()) as { description: string }).description, /Repeat the request with the same MS-RequestId/);
  // It is there, but only here.
  assert.deepEqual((await admin.read('select id from thing order by id')).rows, [{ id: 1 }, { id: 2 }]);

  await requireStandby('');
  await wait(200);
  assert.equal((await fetch(`${origin}/things/2`, { method: 'POST' })).status, 200);
  assert.deepEqual((await admin.read('select id from thing order by id')).rows, [{ id: 1 }, { id: 2 }]);
});
