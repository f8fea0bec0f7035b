import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../src/platform/clock.ts';
import { openDb, type Db } from '../../src/platform/db.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { startPostgres } from '../../src/platform/postgres.ts';
import { openAddress } from '../drill/address.ts';
import { openPair } from '../drill/pair.ts';
import { runProgram } from '../program.ts';

// A primary and a standby of their own, behind one address.
const folder = mkdtempSync(join(tmpdir(), 'upseat-standby-'));
await (await startPostgres({ folder })).stop();
const pair = await openPair(folder, false);
const admin = openDb({ connectionString: pair.primary().url, connectionsMax: 1 });
await admin.read('create table thing (id integer primary key)');
await admin.close();
const address = await openAddress(pair.primary().url);
const dbs: Db[] = [];
after(async () => {
  for (const db of dbs) await db.close();
  await address.close();
  await pair.close();
  rmSync(folder, { recursive: true, force: true });
});
const open = (options: Partial<Parameters<typeof openDb>[0]> = {}): Db => {
  const db = openDb({ connectionString: address.url(), connectionsMax: 2, ...options });
  dbs.push(db);
  return db;
};

/** An address that leads to the first of these databases once, and to the last one from then on. */
async function openSeveral(urls: readonly string[]) {
  const left = urls.map((url) => new URL(url));
  const near = createServer((one) => {
    const target = left.length > 1 ? left.shift() : left[0];
    const other = connect(Number(target?.port), target?.hostname);
    one.on('error', () => other.destroy()).pipe(other);
    other.on('error', () => one.destroy()).pipe(one);
  }).unref();
  await new Promise<void>((resolve) => near.listen(0, '127.0.0.1', resolve));
  const url = new URL(pair.primary().url);
  url.port = String((near.address() as AddressInfo).port);
  return { url: url.href };
}

/** A server on the address; what it says to reading and to writing. */
async function serve() {
  const db = open();
  const app = createHttpServer({ newId, log: false });
  const config = { right: 'public' } as const;
  app.get('/things', { config }, async () => (await db.read('select id from thing')).rows);
  app.post('/things/:id', { config }, async (request) => {
    const { id } = request.params as { id: string };
    await db.transaction(async (tx) => tx.send('insert into thing values ($1) on conflict do nothing', [id]));
    return {};
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  after(() => app.close());
  return async (method: string, path: string): Promise<string> => {
    const answer = await fetch(`${origin}${path}`, { method });
    await answer.text();
    return `${answer.status} ${answer.headers.get('retry-after') ?? ''}`.trim();
  };
}

describe('a connection', () => {
  test('that may only read is thrown away when somebody wants to write', async () => {
    const db = open({ connectionsMax: 1 });
    await db.read('set default_transaction_read_only = on');
    const write = (): Promise<unknown> => db.transaction(async (tx) => tx.send('insert into thing values (100) on conflict do nothing'));
    await assert.rejects(write(), { code: '25006' });
    await write();
  });

  test('to a server that died without a word is given up when the address leads elsewhere', async () => {
    const db = open({ connectionsMax: 1, silenceMilliseconds: 400 });
    const { rows } = await db.read<{ pid: number }>('select pg_backend_pid() as pid');
    address.freeze();
    await pair.primary().ask(`select pg_terminate_backend(${rows[0]?.pid})`);
    await assert.rejects(db.read('select 1'), /does not know/);
    assert.deepEqual((await db.read('select 1 as one')).rows, [{ one: 1 }]);
  });

  test('that takes long is kept', async () => {
    const db = open({ connectionsMax: 1, silenceMilliseconds: 200 });
    assert.deepEqual((await db.read('select 1 as one from pg_sleep(1.5)')).rows, [{ one: 1 }]);
    const between = db.transaction(async (tx) => {
      await tx.query('select 1');
      await wait(1000);
      return (await tx.query('select 2 as two')).rows;
    });
    assert.deepEqual(await between, [{ two: 2 }]);
  });

  for (const isStandbyEnough of [true, false])
    test(`whose address leads to several servers ${isStandbyEnough ? 'is kept while it works, where a standby is enough' : 'is given up where only the primary will do'}`, async () => {
      const several = await openSeveral([pair.primary().url, pair.standby().url]);
      const db = open({ connectionString: several.url, connectionsMax: 1, isStandbyEnough, silenceMilliseconds: 200 });
      const answer = db.read('select 1 as one from pg_sleep(1)');
      if (isStandbyEnough) assert.deepEqual((await answer).rows, [{ one: 1 }]);
      else await assert.rejects(answer, /does not know/);
    });
});

describe('where the address leads to a standby', () => {
  test('nobody is served from it, and a program that starts waits; when it is promoted, all go on', async () => {
    const ask = await serve();
    assert.deepEqual([await ask('POST', '/things/1'), await ask('GET', '/things')], ['200', '200']);
    address.leadTo(pair.standby().url);
    assert.deepEqual([await ask('GET', '/things'), await ask('POST', '/things/2')], ['503 2', '503 2']);
    const reading = open({ isStandbyEnough: true });
    assert.deepEqual((await reading.read('select pg_is_in_recovery() as "isStandby"')).rows, [{ isStandby: true }]);
    const starting = runProgram('src/main.ts', ['migrate'], { DATABASE_URL: address.url(), DATA_DIR: join(folder, 'data') });
    while (!starting.written().words.includes('Bringing the schema up to date')) await wait(50);
    await wait(500);
    await pair.primary().kill();
    await pair.promote();
    assert.deepEqual([await ask('POST', '/things/2'), await ask('GET', '/things')], ['200', '200']);
    assert.equal(await starting.ended, 0, starting.written().words);
    await pair.replace();
  });
});
