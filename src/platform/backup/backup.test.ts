import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { after, describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { emptyDatabase, testDatabase } from '../../../test/database.ts';
import { openDb } from '../db.ts';
import { sumTables, writeBackup } from './backup.ts';
import { differences } from './format.ts';
import { backUpTo, checkBackup, restoreFrom } from './worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'upseat backup '));
after(() => rmSync(folder, { recursive: true, force: true }));
const HOLDS_DATA = 'select exists (select from partner) as value';
const about = { version: 'test', at: new Date('2026-06-11T09:00:00Z') };
const PARTNER = 'aaaaaaaa-0000-4000-8000-000000000001';

const db = await testDatabase();
// A name with everything that a line of COPY must escape, and line ends that only some readers know.
const NAME = 'A\tb\\.\r\nc\u2028 島嶼雲端 \\. "x"';
await db.read(
  `insert into partner (partner_id, name, kind, country, currency, domain, mpn_id, standing, created_at)
   values ($1, $2, 'direct', 'US', 'USD', 'a.example', '1', 'good', '2020-02-29T23:59:59.123456Z')`,
  [PARTNER, NAME],
);
// Keys that no two collations bring into the same order.
await db.read(
  `insert into trusted_issuer (issuer, partner_id, created_at) select 'https://' || name, $1, now() from unnest('{a-b,aC,ab,B,a}'::text[]) name`,
  [PARTNER],
);
const file = join(folder, 'whole.upseat');
const sums = await backUpTo(file, db, about);
const text = gunzipSync(readFileSync(file)).toString();
const emptied = async () => {
  const restored = openDb({ connectionString: await emptyDatabase() });
  after(() => restored.close());
  return restored;
};

describe('a backup', () => {
  test('is for its owner alone, and holds every table', () => {
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(Object.keys(sums).length > 40);
    assert.equal(sums['partner']?.rows, 1);
  });

  test('restored into an empty database gives the same rows, to the byte', async () => {
    const restored = await emptied();
    const outcome = await restoreFrom(file, restored, HOLDS_DATA);
    assert.equal(outcome.kind, 'restored');
    assert.deepEqual(differences(sums, await sumTables(restored)), []);
    const { rows } = await restored.read<{ name: string }>('select name from partner');
    assert.equal(rows[0]?.name, NAME);
  });

  test('is not restored over the data of others', async () => {
    const outcome = await restoreFrom(file, db, HOLDS_DATA);
    assert.match(outcome.kind === 'refused' ? outcome.problem : outcome.kind, /already holds data/);
  });

  const damaged: readonly [string, Buffer, RegExp][] = [
    ['that was cut off between lines', gzipSync(text.slice(0, text.lastIndexOf('{"end"'))), /cut off/],
    ['that was cut off within a table', gzipSync(text.slice(0, text.indexOf(PARTNER) + 20)), /cut off/],
    ['whose bytes end too early', readFileSync(file).subarray(0, -30), /damaged/],
    ['that is no gzip', Buffer.from('hello'), /damaged/],
    ['that is something else', gzipSync('hello\n'), /no backup of Upseat/],
    ['of a newer version', gzipSync(text.replace('"migrations":[', '"migrations":["9999_later.sql",')), /newer than this program/],
  ];
  for (const [name, bytes, expected] of damaged)
    test(`${name} is refused, and leaves the database without data`, async () => {
      const path = join(folder, `${name}.upseat`);
      writeFileSync(path, bytes);
      const restored = await emptied();
      const outcome = await restoreFrom(path, restored, HOLDS_DATA);
      assert.match(outcome.kind === 'refused' ? outcome.problem : outcome.kind, expected);
      const { rows } = await restored.read<{ there: string | null }>(`select to_regclass('partner') as there`);
      if (rows[0]?.there !== null) assert.deepEqual((await restored.read('select 1 from partner')).rows, []);
    });

  test('with a row changed since is found different, and taken out again', async () => {
    const path = join(folder, 'changed.upseat');
    writeFileSync(path, gzipSync(text.replace('a.example', 'b.example')));
    const restored = await emptied();
    const outcome = await restoreFrom(path, restored, HOLDS_DATA);
    assert.match(outcome.kind === 'different' ? outcome.differences.join() : outcome.kind, /^partner: 1 rows in the backup/);
    assert.deepEqual((await restored.read('select 1 from partner')).rows, []);
  });

  test('is checked in a database of its own, which is gone afterwards', async () => {
    const connectionString = await emptyDatabase();
    const beside = openDb({ connectionString });
    after(() => beside.close());
    const name = `check_${process.pid}`;
    assert.equal((await checkBackup(file, beside, connectionString, name)).kind, 'restored');
    assert.deepEqual((await beside.read('select 1 from pg_database where datname = $1', [name])).rows, []);
  });

  test('that is not there is a refusal, not a crash', async () => {
    const outcome = await restoreFrom(join(folder, 'none'), await emptied(), HOLDS_DATA);
    assert.match(outcome.kind === 'refused' ? outcome.problem : outcome.kind, /cannot be read \(ENOENT\)/);
  });

  test('into a folder that is not there fails, and leaves nothing behind', async () => {
    await assert.rejects(backUpTo(join(folder, 'no such', 'x'), db, about), /ENOENT/);
  });

  test('that breaks off because the disk is full lets go of the database', async () => {
    // More than the connection holds back: the server is still in the middle of a table.
    await db.read(
      `insert into answered_request (customer_id, caller_id, request_id, question, status, answer, answered_at)
       select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '', 200, repeat('x', 2000), now() from generate_series(1, 5000)`,
    );
    let bytes = 0;
    const full = new Writable({
      write: (chunk: Buffer, _, done) => {
        bytes += chunk.length;
        if (bytes > 1_000_000) done(new Error('the disk is full'));
        else setImmediate(done);
      },
    });
    full.on('error', () => {});
    await assert.rejects(writeBackup(db, full, about), /the disk is full|any further/);
    const { open, idle } = db.connections();
    assert.equal(open, idle, 'no connection is held back');
    await db.read('truncate answered_request');
  });
});

describe('a server with other habits', () => {
  const habits: readonly [name: string, create: string, set: string][] = [
    ['that writes days another way', 'template template0', `set datestyle = 'SQL, DMY'`],
    [
      'that sorts texts another way',
      `template template0 locale_provider icu icu_locale 'en-US-u-ka-shifted' locale 'C'`,
      `set work_mem = '8MB'`,
    ],
  ];
  for (const [name, create, set] of habits)
    test(`${name} gets the same rows`, async () => {
      const connectionString = await emptyDatabase(create);
      const restored = openDb({ connectionString });
      after(() => restored.close());
      await restored.dedicated((client) => client.query(`alter database ${new URL(connectionString).pathname.slice(1)} ${set}`));
      const again = openDb({ connectionString });
      after(() => again.close());
      assert.equal((await restoreFrom(file, again, HOLDS_DATA)).kind, 'restored');
    });
});
