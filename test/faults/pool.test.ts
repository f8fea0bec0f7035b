import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { newId } from '../../src/platform/clock.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { openDb } from '../../src/platform/db.ts';
import { answerTo } from '../../src/platform/faults.ts';
import { testDatabase, testDatabaseUrl } from '../database.ts';

const main = await testDatabase();
const { rows } = await main.read<{ name: string }>('select current_database() as name');
const connectionString = testDatabaseUrl(rows[0]?.name ?? '');
const db = openDb({ connectionString, connectionsMax: 2, connectMillisecondsMax: 1000 });
const app = createHttpServer({ newId, log: false, answerMillisecondsMax: 2500 });
const config = { right: 'public' } as const;
app.get('/one', { config }, async () => (await db.read('select 1 as one')).rows);
app.get('/slow', { config }, async () => (await db.read('select pg_sleep(4)')).rows);
app.get('/long', { config }, async (_request, reply) => reply.send(slowly()));
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
after(async () => {
  await app.close();
  await db.close();
});

async function ask(path: string) {
  const from = performance.now();
  const answer = await fetch(`${origin}${path}`);
  const text = await answer.text();
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text, ms: performance.now() - from };
}

async function* slowlyMade() {
  for (let part = 0; part < 4; part += 1) {
    yield `part ${part}\n`;
    await new Promise((resolve) => setTimeout(resolve, 800));
  }
}
const slowly = () => ReadableStream.from(slowlyMade());

describe('when all connections are taken', () => {
  test('who waits too long for one is told to come again, and all is well when they are free', async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const taken = [1, 2].map(() => db.transaction(async (tx) => (await tx.query('select 1'), released)));
    const waiting = await Promise.all(Array.from({ length: 30 }, () => ask('/one')));
    assert.deepEqual(new Set(waiting.map(({ status, retryAfter }) => `${status} ${retryAfter}`)), new Set(['503 2']));
    assert.ok(
      waiting.every(({ ms }) => ms < 4000),
      `waited up to ${Math.max(...waiting.map(({ ms }) => ms))} ms`,
    );
    release();
    await Promise.all(taken);
    const served = await Promise.all(Array.from({ length: 30 }, () => ask('/one')));
    assert.deepEqual(new Set(served.map(({ status }) => status)), new Set([200]));
    assert.deepEqual(db.connections().waiting, 0);
  });
});

describe('when the database stands still', () => {
  test('nobody waits for longer than a request may take; later the connection serves again', async () => {
    const slow = await ask('/slow');
    assert.deepEqual([slow.status, slow.retryAfter], [503, '2']);
    assert.ok(slow.ms < 3900, `answered after ${slow.ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    assert.equal((await ask('/one')).status, 200);
  });
  test('an answer that has begun is not cut off', async () => {
    const { status, text, ms } = await ask('/long');
    assert.deepEqual([status, text], [200, 'part 0\npart 1\npart 2\npart 3\n']);
    assert.ok(ms > 2500, `took ${ms} ms`);
  });
});

test('a process that stands still in the middle of a transaction is cut off, and its work is undone', async () => {
  await main.read('create table held (id integer primary key)');
  const stuck = openDb({ connectionString, connectionsMax: 1 });
  const standing = stuck.transaction(async (tx) => {
    await tx.query(`set local idle_in_transaction_session_timeout = '200ms'`);
    await tx.query('insert into held values (1)');
    await new Promise((resolve) => setTimeout(resolve, 600));
    tx.send('insert into held values (2)');
  });
  await assert.rejects(standing);
  assert.deepEqual((await main.read('select id from held')).rows, []);
  assert.deepEqual((await stuck.read('select 1 as one')).rows, [{ one: 1 }]);
  const { rows: limits } = await stuck.read<{ idle: string; lock: string }>(
    `select current_setting('idle_in_transaction_session_timeout') as idle, current_setting('lock_timeout') as lock`,
  );
  assert.deepEqual(limits, [{ idle: '1min', lock: '30s' }]);
  await stuck.close();
});

describe('what passes by itself is answered with 503 and Retry-After', () => {
  const passing: readonly [code: string, what: string][] = [
    ['08007', 'nobody knows whether it was committed'],
    ['25006', 'only reading is possible: a standby'],
    ['25P03', 'cut off in the middle of a transaction'],
    ['53100', 'the disk is full'],
    ['53200', 'out of memory'],
    ['53300', 'too many connections'],
    ['55P03', 'a lock that did not come free'],
    ['57014', 'a statement that took too long'],
    ['57P01', 'the server is stopped'],
    ['58030', 'the disk cannot be read'],
    ['57P03', 'the server is coming up'],
    ['EAI_AGAIN', 'the name is not known at the moment'],
    ['ECONNREFUSED', 'nobody answers'],
    ['EHOSTUNREACH', 'the machine is gone'],
    ['ENETUNREACH', 'the way there is gone'],
    ['ETIMEDOUT', 'no answer in time'],
  ];
  for (const [code, what] of passing) {
    test(`${code}: ${what}`, () => {
      const { status, retryAfterSeconds } = answerTo(Object.assign(new Error(what), { code }));
      assert.deepEqual([status, retryAfterSeconds], [503, 2]);
    });
  }
  test('a broken rule of the data is none of these', () =>
    assert.equal(answerTo(Object.assign(new Error(), { code: '23505' })).status, 500));
});
