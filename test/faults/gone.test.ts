import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { dropLicenses, dropProducts } from '../../src/licenses/assignment/store.ts';
import { newId } from '../../src/platform/clock.ts';
import { openDb } from '../../src/platform/db.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { changeRoutes } from '../../src/subscriptions/change/routes.ts';
import { testDatabase, testDatabaseUrl } from '../database.ts';
import { agentOf, clock, plantCustomer, plantSubscription, plantTenant } from '../tenant.ts';
import { openWire } from './proxy.ts';

const main = await testDatabase();
const tenant = await plantTenant(main);
const { rows } = await main.read<{ name: string }>('select current_database() as name');
const wire = await openWire(testDatabaseUrl(rows[0]?.name ?? ''));
const db = openDb({ connectionString: wire.url, connectMillisecondsMax: 1000 });
const ANSWER_MS_MAX = 1500;
const app = createHttpServer({ newId, log: false, answerMillisecondsMax: ANSWER_MS_MAX });
app.addHook('onRequest', async (request) => void (request.caller = agentOf(tenant.partnerId, 'admin_agent')));
await app.register(changeRoutes({ db, catalog: tenant.catalog, clock, newId, licenses: { dropLicenses, dropProducts } }));
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
after(async () => {
  app.server.closeAllConnections();
  await app.close();
  await wire.close();
  await db.close();
});

const CALLERS = 8;
const CHANGES = 12;
/** Ten seconds of trying: much longer than the database is away. */
const TRIES_MAX = 200;
/** How each request was answered on the way, and the longest anybody waited. */
let seen: Record<string, number> = {};
let longestMs = 0;
beforeEach(() => ([seen, longestMs] = [{}, 0]));

async function ask(path: string, requestId: string, quantity: number): Promise<boolean> {
  const from = performance.now();
  const answer = await fetch(`${origin}${path}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'MS-RequestId': requestId },
    body: JSON.stringify({ quantity }),
  });
  await answer.text();
  longestMs = Math.max(longestMs, performance.now() - from);
  const said = `${answer.status} ${answer.headers.get('retry-after') ?? ''}`.trim();
  seen[said] = (seen[said] ?? 0) + 1;
  return answer.status === 200;
}

/** One caller, one customer: seats up by one each time; every change is repeated until it is answered. */
async function work(): Promise<string> {
  const customerId = await plantCustomer(main, tenant.partnerId);
  const id = await plantSubscription(main, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('m365-business-basic') });
  for (let change = 1; change <= CHANGES; change += 1) {
    const requestId = newId();
    let tries = 0;
    while (!(await ask(`/v1/customers/${customerId}/subscriptions/${id}`, requestId, 10 + change))) {
      assert.ok((tries += 1) < TRIES_MAX, `no change after ${tries} tries: ${JSON.stringify(seen)}`);
      await wait(50);
    }
    await wait(30);
  }
  return customerId;
}

/** Every change is there once: seats, version, audit entries, and events of the ledger. */
async function requireAll(customerIds: readonly string[]): Promise<void> {
  const { rows: found } = await main.read(
    `select quantity, version, (select count(*) from audit_entry a where a.customer_id = s.customer_id) as audits,
            (select count(distinct event_id) from charge c where c.customer_id = s.customer_id) as events
       from subscription s where customer_id = any($1::uuid[])`,
    [customerIds],
  );
  const each = { quantity: 10 + CHANGES, version: 1 + CHANGES, audits: CHANGES, events: CHANGES };
  assert.deepEqual(
    found,
    customerIds.map(() => each),
  );
}

const faults: readonly [name: string, fault: () => void][] = [
  ['is gone: every connection is cut, and none can be made', wire.cut],
  ['stands still: connections are open, and nothing comes back', wire.block],
];

describe('while the database', () => {
  for (const [name, fault] of faults) {
    test(`${name}: 503 with Retry-After in time, and all is done once when it is back`, async () => {
      const working = Promise.all(Array.from({ length: CALLERS }, work));
      await wait(200);
      fault();
      await wait(3000);
      wire.mend();
      await requireAll(await working);
      assert.deepEqual(Object.keys(seen).sort(), ['200', '503 2'], JSON.stringify(seen));
      assert.ok(longestMs < ANSWER_MS_MAX + 3000, `somebody waited ${Math.round(longestMs)} ms`);
    });
  }
});
