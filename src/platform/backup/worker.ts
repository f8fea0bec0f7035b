import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { openDb, type Db } from '../db.ts';
import { writeBackup } from './backup.ts';
import type { BackupEnd } from './format.ts';
import { restoreBackup, type RestoreOutcome } from './restore.ts';

/** Writes a backup into a file that appears only when it is whole. */
export async function backUpTo(file: string, db: Db, about: { readonly version: string; readonly at: Date }): Promise<BackupEnd['end']> {
  const unfinished = `${file}.unfinished`;
  // The whole of everybody's data: for its owner alone.
  const target = createWriteStream(unfinished, { mode: 0o600 });
  await once(target, 'open');
  const zip = createGzip();
  const written = finished(zip.pipe(target));
  written.catch(() => {});
  target.on('error', (error) => zip.destroy(error));
  try {
    const sums = await Promise.race([writeBackup(db, zip, about), written.then(() => Promise.reject(new Error('the file ended')))]);
    zip.end();
    await written;
    await rename(unfinished, file);
    return sums;
  } catch (error) {
    zip.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Puts a backup file into a database; `holdsData` is a statement that tells, in `value`, whether somebody works there. */
export async function restoreFrom(file: string, db: Db, holdsData: string): Promise<RestoreOutcome> {
  if (await isUsed(db, holdsData))
    return {
      kind: 'refused',
      problem: 'This database already holds data. A backup is restored into an empty one (DATA_DIR or DATABASE_URL).',
    };
  return readFrom(file, db);
}

/** Restores a backup file into a database of its own beside this one, compares, and drops it again. */
export async function checkBackup(file: string, db: Db, connectionString: string, name: string): Promise<RestoreOutcome> {
  try {
    await db.dedicated((client) => client.query(`create database ${name}`));
  } catch (error) {
    if ((error as { readonly code?: string }).code === NO_RIGHT) return { kind: 'refused', problem: NEEDS_CREATEDB };
    throw error;
  }
  try {
    const scratch = openDb({ connectionString: besides(connectionString, name), connectionsMax: 2, applicationName: 'upseat-check' });
    try {
      return await readFrom(file, scratch);
    } finally {
      await scratch.close();
    }
  } finally {
    await db.dedicated((client) => client.query(`drop database if exists ${name} with (force)`));
  }
}

const NO_RIGHT = '42501';
const NEEDS_CREATEDB =
  'This user of the database may not make databases, and a backup is checked in one of its own. Give it CREATEDB, or set DATABASE_URL to another server for the check.';

async function isUsed(db: Db, holdsData: string): Promise<boolean> {
  const { rows: found } = await db.read<{ there: boolean }>(`select to_regclass('schema_migration') is not null as there`);
  if (found[0]?.there !== true) return false;
  const { rows } = await db.read<{ value: boolean }>(holdsData);
  return rows[0]?.value === true;
}

async function readFrom(file: string, db: Db): Promise<RestoreOutcome> {
  const raw = createReadStream(file);
  const source = raw.pipe(createGunzip());
  raw.on('error', (error) => source.destroy(error));
  try {
    return await restoreBackup(db, source as AsyncIterable<Buffer>);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES') return { kind: 'refused', problem: `${file} cannot be read (${code}).` };
    // A gzip that ends too early or is none.
    if (code.startsWith('Z_')) return { kind: 'refused', problem: `${file} is damaged: ${message}. Nothing was restored.` };
    throw error;
  } finally {
    raw.destroy();
  }
}

/** The address of another database on the same server. */
function besides(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}
