import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { dropLicenses, dropProducts } from '../../src/licenses/assignment/store.ts';
import { newId } from '../../src/platform/clock.ts';
import { openDb } from '../../src/platform/db.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { changeRoutes } from '../../src/subscriptions/change/routes.ts';
import { testDatabase, testDatabaseUrl } from '../database.ts';
import { agentOf, clock, plantTenant } from '../tenant.ts';
import { openWire } from './proxy.ts';
import { openSeatCallers } from './seat-callers.ts';

const main = await testDatabase();
const tenant = await plantTenant(main);
const { rows } = await main.read<{ name: string }>('select current_database() as name');
const wire = await openWire(testDatabaseUrl(rows[0]?.name ?? ''));
const db = openDb({ connectionString: wire.url, connectMillisecondsMax: 1000 });
const ANSWER_MS_MAX = 1500;
const app = createHttpServer({ newId, log: false, answerMillisecondsMax: ANSWER_MS_MAX });
app.addHook('onRequest', async (request) => void (request.caller = agentOf(tenant.partnerId, 'admin_agent')));
await app.register(changeRoutes({ db, catalog: tenant.catalog, clock, newId, licenses: { dropLicenses, dropProducts } }));
const origin = await app.listen({ port: 0, host: '127.0.0.1' });
after(async () => {
  app.server.closeAllConnections();
  await app.close();
  await wire.close();
  await db.close();
});

const CALLERS = 8;
const CHANGES = 12;

const faults: readonly [name: string, fault: () => void][] = [
  ['is gone: every connection is cut, and none can be made', wire.cut],
  ['stands still: connections are open, and nothing comes back', wire.block],
];

describe('while the database', () => {
  for (const [name, fault] of faults) {
    test(`${name}: 503 with Retry-After in time, and all is done once when it is back`, async () => {
      // Much longer than the database is away.
      const callers = openSeatCallers({ db: main, tenant, origin, patienceMs: 20_000 });
      const working = callers.work(CALLERS, CHANGES);
      await wait(200);
      fault();
      await wait(3000);
      wire.mend();
      await callers.requireAll(await working, CHANGES);
      const { answers, longestMs } = callers.seen();
      assert.deepEqual(Object.keys(answers).sort(), ['200', '503 2'], JSON.stringify(answers));
      assert.ok(longestMs < ANSWER_MS_MAX + 3000, `somebody waited ${Math.round(longestMs)} ms`);
    });
  }
});
