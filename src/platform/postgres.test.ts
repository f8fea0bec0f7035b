import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { readOwner } from './folder-lock.ts';
import { startPostgres, type OwnPostgres, type OwnPostgresOptions } from './postgres.ts';

const top = mkdtempSync(join(tmpdir(), 'upseat-postgres-test-'));
const started: OwnPostgres[] = [];
const owners: ChildProcess[] = [];
after(async () => {
  for (const owner of owners) owner.kill('SIGKILL');
  for (const postgres of started) await postgres.stop();
  rmSync(top, { recursive: true, force: true });
});

describe('our own PostgreSQL', () => {
  // A path that is deep and has spaces, as a checkout may have.
  const folder = join(top, 'a folder of somebody', 'x'.repeat(100), 'data');
  const databaseFolder = join(folder, 'postgres');

  test('is made at the first start, durable, and reachable by nobody else', async () => {
    const postgres = await start({ folder });
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
      assert.equal(await ask(postgres.connectionString, `show ${setting}`), 'on', setting);
    assert.equal(await ask(postgres.connectionString, 'show listen_addresses'), '');
    assert.equal(statSync(socketFolderOf(folder)).mode & 0o777, 0o700);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, 'owner.json')).mode & 0o777, 0o600);
    assert.equal(await ask(postgres.connectionString, 'select current_database()'), 'upseat');
    assert.equal(await ask(postgres.connectionString, `select 'é' < 'f'`), false, 'text is ordered by code point');
    await ask(postgres.connectionString, 'create table kept as select 1 as one');
    await postgres.stop();
  });

  test('leaves nothing running and nothing in the folder for temporary files when it is stopped', async () => {
    const postgres = await start({ folder });
    const socketFolder = socketFolderOf(folder);
    const pid = postmasterPid(databaseFolder);
    assert.ok(isAlive(pid));
    await postgres.stop();
    assert.ok(!isAlive(pid));
    assert.ok(!existsSync(socketFolder));
    assert.equal(readOwner(folder), null);
  });

  test('keeps its data from start to start', async () => {
    const postgres = await start({ folder });
    assert.equal(await ask(postgres.connectionString, 'select one from kept'), 1);
    await postgres.stop();
  });

  test('refuses a second owner in a sentence that names the first, which is not disturbed', async () => {
    const owner = await startOwner(folder);
    await assert.rejects(startPostgres({ folder }), (error: Error) => {
      assert.match(error.message, new RegExp(`is in use by process ${owner.process.pid}, started at `));
      return true;
    });
    assert.equal(await ask(owner.connectionString, 'select one from kept'), 1);
    owner.process.kill('SIGTERM');
    await once(owner.process, 'exit');
  });

  test('starts again after its owner was killed; nothing of the old one is left', async () => {
    const owner = await startOwner(folder);
    const pid = postmasterPid(databaseFolder);
    const socketFolder = socketFolderOf(folder);
    owner.process.kill('SIGKILL');
    await once(owner.process, 'exit');
    const postgres = await start({ folder });
    assert.equal(await ask(postgres.connectionString, 'select one from kept'), 1);
    await ended(pid);
    assert.ok(!existsSync(socketFolder));
    await postgres.stop();
  });

  test('stops a server that was left behind and waits for its end', async () => {
    const owner = await startOwner(folder);
    const pid = postmasterPid(databaseFolder);
    // Held like this, the old server cannot obey any signal until it is let go.
    process.kill(pid, 'SIGSTOP');
    owner.process.kill('SIGKILL');
    await once(owner.process, 'exit');
    const coming = start({ folder });
    await wait(300);
    assert.ok(isAlive(pid));
    process.kill(pid, 'SIGCONT');
    const postgres = await coming;
    await ended(pid);
    assert.notEqual(postmasterPid(databaseFolder), pid);
    await postgres.stop();
  });

  test('is not deceived by a process that has the number of a server gone long ago', async () => {
    writeFileSync(join(databaseFolder, 'postmaster.pid'), `${process.pid}\n${databaseFolder}\n1795338147\n5432\n\n\n1 1\n`);
    const postgres = await start({ folder });
    assert.equal(await ask(postgres.connectionString, 'select one from kept'), 1);
    await postgres.stop();
  });

  test('comes back by itself at the same address when the server is killed', async () => {
    const troubles: string[] = [];
    const postgres = await start({ folder, onTrouble: (sentence) => troubles.push(sentence) });
    const pid = postmasterPid(databaseFolder);
    process.kill(pid, 'SIGKILL');
    await eventually(async () => assert.equal(await ask(postgres.connectionString, 'select one from kept'), 1));
    assert.notEqual(postmasterPid(databaseFolder), pid);
    assert.deepEqual(troubles, ['PostgreSQL ended unexpectedly (SIGKILL); starting it again.']);
    await postgres.stop();
  });

  test('says so when the files are of another version, and leaves them alone', async () => {
    const file = join(databaseFolder, 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '12\n');
    await assert.rejects(startPostgres({ folder }), /is of PostgreSQL 12, but this Upseat brings PostgreSQL 18/);
    writeFileSync(file, version);
  });

  test('shows what PostgreSQL itself says when it does not start, and gives the folder free', async () => {
    const file = join(databaseFolder, 'postgresql.conf');
    const settings = readFileSync(file, 'utf8');
    writeFileSync(file, `${settings}\nno_such_setting = 1\n`);
    await assert.rejects(startPostgres({ folder }), /PostgreSQL does not start.*no_such_setting/s);
    writeFileSync(file, settings);
    const postgres = await start({ folder });
    await postgres.stop();
  });
});

test('database files that were left half made are made anew', async () => {
  const folder = join(top, 'half');
  mkdirSync(join(folder, 'postgres.new'), { recursive: true });
  writeFileSync(join(folder, 'postgres.new', 'PG_VERSION'), '18\n');
  const postgres = await start({ folder, durable: false });
  assert.equal(await ask(postgres.connectionString, 'show fsync'), 'off');
  await postgres.stop();
  assert.ok(!existsSync(join(folder, 'postgres.new')));
});

test('where there are no sockets, a port of this machine is used and asks for a password', async () => {
  const postgres = await start({ folder: join(top, 'port'), durable: false, listen: 'loopback' });
  assert.equal(await ask(postgres.connectionString, 'show listen_addresses'), '127.0.0.1');
  const wrong = new URL(postgres.connectionString);
  wrong.password = 'guessed';
  await assert.rejects(ask(wrong.href, 'select 1'), /password authentication failed/);
  await postgres.stop();
});

const isRoot = process.getuid?.() === 0;
test('root runs it as nobody where user namespaces are forbidden', { skip: isRoot ? false : 'only root can do this' }, async () => {
  const folder = join(top, 'nobody');
  const first = await start({ folder, durable: false, namespaces: false });
  const { uid } = statSync(String(await ask(first.connectionString, 'show data_directory')));
  assert.notEqual(uid, 0);
  await ask(first.connectionString, 'create table kept as select 1 as one');
  await first.stop();
  // A database stays with the user that it was made by, also when namespaces are allowed later.
  const second = await start({ folder, durable: false });
  assert.equal(await ask(second.connectionString, 'select one from kept'), 1);
  const place = String(await ask(second.connectionString, 'show data_directory'));
  await second.stop();
  if (!place.startsWith(folder)) rmSync(join(place, '..'), { recursive: true, force: true });
});

async function start(options: OwnPostgresOptions): Promise<OwnPostgres> {
  const postgres = await startPostgres(options);
  started.push(postgres);
  return postgres;
}

/** Owns a data folder in a process of its own, which can be killed. */
async function startOwner(folder: string): Promise<{ process: ChildProcess; connectionString: string }> {
  const code = `const { startPostgres } = await import(${JSON.stringify(new URL('postgres.ts', import.meta.url).href)});
    const postgres = await startPostgres({ folder: process.argv[1] });
    process.once('SIGTERM', async () => { await postgres.stop(); process.exit(0); });
    console.log(postgres.connectionString);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', code, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  owners.push(owner);
  const line = await Promise.race([once(owner.stdout, 'data'), once(owner, 'exit').then(() => assert.fail('the owner ended'))]);
  return { process: owner, connectionString: String(line[0]).trim() };
}

async function ask(connectionString: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function eventually(check: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(50);
    }
  }
}

/** A process without a parent is collected by the system a moment after it ended. */
async function ended(pid: number): Promise<void> {
  await eventually(async () => assert.ok(!isAlive(pid), `process ${pid} still runs`));
}

function postmasterPid(databaseFolder: string): number {
  return Number.parseInt(readFileSync(join(databaseFolder, 'postmaster.pid'), 'utf8'), 10);
}

function socketFolderOf(folder: string): string {
  return readOwner(folder)?.socketFolder ?? assert.fail('no socket folder is recorded');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
