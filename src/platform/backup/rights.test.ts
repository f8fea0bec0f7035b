import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { emptyDatabase, testDatabaseUrl } from '../../../test/database.ts';
import { openDb } from '../db.ts';
import { migrate, migrationFiles } from '../migrate.ts';
import { backUpTo, checkBackup } from './worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'upseat rights '));
const file = join(folder, 'all.upseat');
const owner = `upseat_owner_${process.pid}`;
const administrator = openDb({ connectionString: testDatabaseUrl('postgres'), connectionsMax: 1 });
await administrator.read(`create role ${owner} login password '${owner}' nosuperuser nocreatedb nocreaterole`);
const url = new URL(await emptyDatabase(`owner ${owner}`));
[url.username, url.password] = [owner, owner];
const db = openDb({ connectionString: url.href });
after(async () => {
  await db.close();
  // Its database was dropped before.
  await administrator.read(`drop role ${owner}`);
  await administrator.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a user of the database who owns nothing but this one', () => {
  test('brings its schema up to date and backs it up', async () => {
    assert.deepEqual(await migrate(db), migrationFiles());
    const sums = await backUpTo(file, db, { version: 'test', at: new Date('2026-06-11T09:00:00Z') });
    assert.ok(Object.keys(sums).length > 40);
  });

  test('is told what is missing for checking a backup', async () => {
    const outcome = await checkBackup(file, db, url.href, `upseat_check_${process.pid}`);
    assert.match(outcome.kind === 'refused' ? outcome.problem : outcome.kind, /may not make databases.*CREATEDB/);
  });

  test('checks it with the right to make databases', async () => {
    await administrator.read(`alter role ${owner} createdb`);
    const outcome = await checkBackup(file, db, url.href, `upseat_check_${process.pid}`);
    assert.equal(outcome.kind, 'restored');
  });
});
