import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { dropLicenses, dropProducts } from '../../src/licenses/assignment/store.ts';
import { newId } from '../../src/platform/clock.ts';
import { openDb } from '../../src/platform/db.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { changeRoutes } from '../../src/subscriptions/change/routes.ts';
import { testDatabase, testDatabaseUrl } from '../database.ts';
import { agentOf, clock, plantTenant } from '../tenant.ts';
import { openSeatCallers } from './seat-callers.ts';

// A disk that takes its time makes every commit slow, while the customer is held. Here each commit of a change waits by itself,
// whatever the disk of this machine is like.

const main = await testDatabase();
const tenant = await plantTenant(main);
await main.read(
  `create function slow_disk() returns trigger language plpgsql as $$ begin perform pg_sleep(tg_argv[0]::float); return null; end $$`,
);
const { rows } = await main.read<{ name: string }>('select current_database() as name');
const connectionString = testDatabaseUrl(rows[0]?.name ?? '');
const CONNECTIONS = 4;

/** How long each commit takes from now on. */
async function slowBy(seconds: number): Promise<void> {
  await main.read('drop trigger if exists slow on charge');
  if (seconds === 0) return;
  await main.read(
    `create constraint trigger slow after insert on charge deferrable initially deferred for each row execute function slow_disk(${seconds})`,
  );
}

async function serve(answerMillisecondsMax: number) {
  const db = openDb({ connectionString, connectionsMax: CONNECTIONS, connectMillisecondsMax: 1000 });
  const app = createHttpServer({ newId, log: false, answerMillisecondsMax });
  app.addHook('onRequest', async (request) => void (request.caller = agentOf(tenant.partnerId, 'admin_agent')));
  await app.register(changeRoutes({ db, catalog: tenant.catalog, clock, newId, licenses: { dropLicenses, dropProducts } }));
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  after(async () => {
    app.server.closeAllConnections();
    await app.close();
    await db.close();
  });
  return { db, origin };
}

describe('while the disk is slow', () => {
  test('more callers than connections: all are answered, each change is there once, and every connection comes free', async () => {
    const { db, origin } = await serve(30_000);
    const callers = openSeatCallers({ db: main, tenant, origin, patienceMs: 30_000 });
    // Two or three lines are charged with a change: its commit takes some tenths of a second.
    await slowBy(0.1);
    await callers.requireAll(await callers.work(4 * CONNECTIONS, 3), 3);
    const { answers } = callers.seen();
    assert.ok(
      Object.keys(answers).every((said) => ['200', '503 2'].includes(said)),
      JSON.stringify(answers),
    );
    assert.deepEqual([db.connections().waiting, db.connections().open - db.connections().idle], [0, 0]);
  });

  test('so slow that nobody waits for it: 503 with Retry-After; what was asked is done once, and a repeat finds it', async () => {
    const { db, origin } = await serve(700);
    const callers = openSeatCallers({ db: main, tenant, origin, patienceMs: 60_000 });
    await slowBy(0.6);
    const working = callers.work(2 * CONNECTIONS, 2);
    setTimeout(() => void slowBy(0), 4000);
    await callers.requireAll(await working, 2);
    const { answers } = callers.seen();
    assert.deepEqual(Object.keys(answers).sort(), ['200', '503 2'], JSON.stringify(answers));
    assert.deepEqual([db.connections().waiting, db.connections().open - db.connections().idle], [0, 0]);
  });
});
