import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openCatalog } from '../../src/catalog/worker.ts';
import { DEMO_SEED, demoCast } from '../../src/demo/cast.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import type { PartnerId, CustomerId } from '../../src/kit/ids.ts';
import { lockCustomer } from '../../src/subscriptions/tenant/store.ts';
import { testDatabase, testDatabaseUrl } from '../database.ts';
import { runProgram } from '../program.ts';

const db = await testDatabase();
const { rows: names } = await db.read<{ name: string }>('select current_database() as name');
const folder = mkdtempSync(join(tmpdir(), 'upseat stop '));
after(() => rmSync(folder, { recursive: true, force: true }));

for (const processes of ['1', '2']) {
  describe(`a program of ${processes} serving process(es) that is asked to stop`, () => {
    test('takes no more requests, answers the one that runs, then stops its workers, and ends well', async () => {
      const program = runProgram('src/main.ts', ['serve'], {
        DATABASE_URL: testDatabaseUrl(names[0]?.name ?? ''),
        DATA_DIR: folder,
        PORT: '0',
        WEB_CONCURRENCY: processes,
      });
      after(() => program.process.kill('SIGKILL'));
      const url = /http:\S+/.exec(await program.says(/Upseat is ready at http:\S+\n/))?.[0] ?? '';
      const { scope, rename } = await subscriptionToRename(url);

      const held = await holdCustomer(scope);
      const renaming = rename(`Renamed beside ${processes}`);
      renaming.catch(() => {});
      await waitUntil(async () => (await waitingForLocks()) > 0);
      program.process.kill('SIGTERM');
      await waitUntil(() => refusesConnections(url));

      // Only a worker hands an announcement on, and it looks every other second.
      const announced = await announceSomething(scope);
      await waitUntil(() => wasHandedOn(announced));
      assert.equal(program.process.exitCode, null);

      await held.release();
      const answer = await renaming;
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      assert.equal(answer.body.friendlyName, `Renamed beside ${processes}`);
      assert.equal(await program.ended, 0, program.written().words);
    });
  });
}

type CustomerScope = { readonly partnerId: PartnerId; readonly customerId: CustomerId };

/** A subscription of the demo world, and how to give it another name by a request of its own. */
async function subscriptionToRename(url: string) {
  const catalog = await openCatalog(db, systemClock);
  const { signIns, examples } = demoCast({ seed: DEMO_SEED, catalog: catalog.current(), baseUrl: url });
  catalog.close();
  const example = Object.values(examples)[0] ?? assert.fail('the demo world has no examples');
  const agent = signIns.find(({ role, partner }) => role === 'admin_agent' && partner === example.partner) ?? assert.fail('no admin agent');
  const form = new URLSearchParams({
    grant_type: 'password',
    username: agent.username ?? '',
    password: agent.password ?? '',
    client_id: agent.clientId,
    client_secret: agent.clientSecret,
    scope: 'https://api.partnercenter.microsoft.com/.default',
  });
  const { access_token: token } = (await (await fetch(agent.tokenUrl, { method: 'POST', body: form })).json()) as { access_token: string };
  const address = `${url}/v1/customers/${example.customerId}/subscriptions/${example.subscriptionId}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const subscription = (await (await fetch(address, { headers })).json()) as object;
  const rename = async (friendlyName: string) => {
    const answer = await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ ...subscription, friendlyName }) });
    return { status: answer.status, body: (await answer.json()) as { readonly friendlyName?: string } };
  };
  return { scope: { partnerId: agent.partnerId, customerId: example.customerId } as CustomerScope, rename };
}

/** Holds the lock that every change to a customer's subscriptions takes. */
async function holdCustomer(scope: CustomerScope): Promise<{ readonly release: () => Promise<void> }> {
  const [locked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = db.transaction(async (tx) => {
    await lockCustomer(tx, scope);
    locked.resolve();
    await released.promise;
  });
  await Promise.race([locked.promise, holding]);
  return {
    release: () => {
      released.resolve();
      return holding;
    },
  };
}

async function waitingForLocks(): Promise<number> {
  const { rows } = await db.read<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ 'from customer c'`,
  );
  return rows[0]?.count ?? 0;
}

async function announceSomething({ partnerId, customerId }: CustomerScope): Promise<string> {
  const eventId = newId();
  await db.read(
    `insert into announcement (customer_id, event_id, partner_id, event_name, resource_name, resource_uri, announced_at)
     values ($1, $2, $3, 'subscription-updated', 'subscription', '/v1/nothing', now())`,
    [customerId, eventId, partnerId],
  );
  return eventId;
}

async function wasHandedOn(eventId: string): Promise<boolean> {
  const { rows } = await db.read('select 1 from announcement where event_id = $1 and delivered_at is not null', [eventId]);
  return rows.length === 1;
}

/** Over a connection of its own: whether nobody listens any more. */
function refusesConnections(url: string): Promise<boolean> {
  return fetch(`${url}/openapi.json`, { headers: { connection: 'close' } }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return false;
    },
    () => true,
  );
}

const PATIENCE_MS = 9_000;

/** Gives up before the program itself does: what runs may take ten seconds once it was asked to stop. */
async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > until) assert.fail(`not within ${PATIENCE_MS} ms: ${holds.toString()}`);
    await wait(50);
  }
}
