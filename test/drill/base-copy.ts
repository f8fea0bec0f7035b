import { constants } from 'node:fs';
import { chmod, chown, copyFile, lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Place } from '../../src/platform/postgres-place.ts';
import type { RunAs } from '../../src/platform/postgres-user.ts';
import type { Server } from './server.ts';

/** What is made anew at every start, belongs to one server alone, or comes from the primary or the archive afterwards. */
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'standby.signal',
  'recovery.signal',
  'backup_label',
  'tablespace_map',
  'pg_internal.init',
]);
const LEFT_EMPTY = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_stat_tmp',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_subtrans',
  'pg_dynshmem',
]);

/**
 * Copies the files of a running server as `pg_basebackup` does, and says what else the copy is to begin with: `standby.signal`
 * for one that follows, `recovery.signal` for one that is brought to an instant. The log in it is not copied.
 */
export async function copyRunning({ url, place }: Server, databaseFolder: string, signal: string): Promise<Place> {
  const client = new Client({ connectionString: url });
  // The server may be killed meanwhile; then the copy fails with the statement.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`select pg_backup_start('copy', true)`);
    await copyFiles(place.databaseFolder, databaseFolder, { runAs: place.runAs, which: 'lasting' });
    const { rows } = await client.query<{ label: string }>('select labelfile as label from pg_backup_stop(false)');
    await giveFile(join(databaseFolder, 'backup_label'), rows[0]?.label ?? '', place.runAs);
  } finally {
    await client.end();
  }
  await giveFile(join(databaseFolder, signal), '', place.runAs);
  return { ...place, databaseFolder, logFile: `${databaseFolder}.log` };
}

/** As whom the copy is used, and whether it is of all files or of those that a running server would not make anew. */
export type Copying = { readonly runAs: RunAs; readonly which: 'all' | 'lasting' };

/** Copies files that may be written meanwhile; what goes away is left out, since the log knows of it. */
export async function copyFiles(from: string, to: string, copying: Copying): Promise<void> {
  const { runAs, which } = copying;
  await makeFolder(to, runAs);
  const isWanted = (name: string): boolean => which === 'all' || (!LEFT_OUT.has(name) && !name.startsWith('pgsql_tmp'));
  // What says where recovery may begin comes last.
  for (const name of (await readdir(from)).filter(isWanted).toSorted(byControlLast)) {
    const [source, target] = [join(from, name), join(to, name)];
    const found = await lstat(source).catch(() => null);
    if (found?.isDirectory() === true)
      await (which === 'lasting' && LEFT_EMPTY.has(name) ? makeEmpty(target, name, runAs) : copyFiles(source, target, copying));
    else if (found !== null) await copyOne(source, target, runAs);
  }
}

function byControlLast(one: string, other: string): number {
  return Number(isLast(one)) - Number(isLast(other));
}

function isLast(name: string): boolean {
  return name === 'global' || name === 'pg_control';
}

async function makeEmpty(target: string, name: string, runAs: RunAs): Promise<void> {
  await makeFolder(target, runAs);
  if (name !== 'pg_wal') return;
  for (const within of ['archive_status', 'summaries']) await makeFolder(join(target, within), runAs);
}

async function copyOne(source: string, target: string, runAs: RunAs): Promise<void> {
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await own(target, runAs);
}

/** Writes a file for the server's user. */
export async function giveFile(file: string, text: string, runAs: RunAs): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  await own(file, runAs);
}

/** Makes a folder that a server of this user may use, and nobody else. */
export async function makeFolder(folder: string, runAs: RunAs): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  await own(folder, runAs);
}

async function own(path: string, runAs: RunAs): Promise<void> {
  if (runAs.kind === 'other') await chown(path, runAs.uid, runAs.gid);
}
