import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lockFolder, readOwner } from './folder-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'upseat lock '));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a folder has one owner at a time, also within a process', async () => {
  const lock = await lockFolder(folder);
  await assert.rejects(lockFolder(folder, 0), new RegExp(`${folder} is in use by process ${process.pid}, started at 20`));
  lock.release();
  assert.equal(readOwner(folder), null);
  (await lockFolder(folder)).release();
});

test('what the owner records can be read by others', async () => {
  const lock = await lockFolder(folder);
  lock.record({ connectionString: 'postgres://somewhere' });
  assert.equal(readOwner(folder)?.connectionString, 'postgres://somewhere');
  assert.equal(readOwner(folder)?.pid, process.pid);
  lock.release();
});

test('a folder that cannot be made is refused in a sentence that names it', async () => {
  await assert.rejects(
    lockFolder('/dev/null/data'),
    /The data folder \/dev\/null\/data cannot be written by this user \(.*\)\. Set DATA_DIR/,
  );
});

test('an owner that is about to leave is waited for', async () => {
  const lock = await lockFolder(folder);
  lock.record({ leaving: true });
  const next = lockFolder(folder);
  setTimeout(lock.release, 2500);
  (await next).release();
});

test('the lock ends with a process that is killed, and the next owner hears of it', async () => {
  const code = `const { lockFolder } = await import(${JSON.stringify(new URL('folder-lock.ts', import.meta.url).href)});
    (await lockFolder(process.argv[1])).record({ socketFolder: 'somewhere' }); console.log('locked'); setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', code, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(owner.stdout, 'data');
  await assert.rejects(lockFolder(folder, 0), new RegExp(`in use by process ${owner.pid},`));
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const lock = await lockFolder(folder);
  assert.equal(lock.previous?.pid, owner.pid);
  assert.equal(lock.previous?.socketFolder, 'somewhere');
  lock.release();
});
