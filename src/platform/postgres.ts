import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { lockFolder } from './folder-lock.ts';
import { operatorError } from './operator-error.ts';
import { connectionString, ensurePassword, listenSettings, newAddress, removeSocketFolder, type Address } from './postgres-address.ts';
import { findBinaries, program } from './postgres-binaries.ts';
import { stopLeftover } from './postgres-leftover.ts';
import { choosePlace, type Place } from './postgres-place.ts';
import { runServer, type Server } from './postgres-server.ts';
import { commandAs, postgresEnvironment } from './postgres-user.ts';

/** A PostgreSQL of our own. */
export type OwnPostgres = {
  /** Leads to the database `upseat`. */
  readonly connectionString: string;
  /** Shuts the database down and gives the data folder free. */
  readonly stop: () => Promise<void>;
};

export type OwnPostgresOptions = {
  /** The data folder; the database lies in it, under `postgres`. One process owns it at a time. */
  readonly folder: string;
  /** Whether a commit survives a power cut. False is for tests, which begin anew anyway. */
  readonly durable?: boolean;
  /** False makes root use the user `nobody` even where user namespaces are allowed. */
  readonly namespaces?: boolean;
  readonly listen?: Address['kind'];
  readonly onTrouble?: (sentence: string) => void;
};

const DATABASE = 'upseat';
const LOG_BYTES_MAX = 10_000_000;

/**
 * Starts our own PostgreSQL on the data folder, making the database first if there is none. A server that a killed
 * process left behind is stopped; a folder that another process owns is refused in a sentence that names it.
 */
export async function startPostgres(options: OwnPostgresOptions): Promise<OwnPostgres> {
  const lock = await lockFolder(options.folder);
  let address: Address | undefined;
  let server: Server | undefined;
  let released: Promise<void> | undefined;
  const release = (): Promise<void> => (released ??= letGo());
  const letGo = async (): Promise<void> => {
    lock.record({ leaving: true });
    await server?.stop();
    if (address?.kind === 'socket') removeSocketFolder(address.folder);
    lock.release();
  };
  try {
    const place = choosePlace(options.folder, findBinaries(), options.namespaces);
    await stopLeftover(place.databaseFolder);
    removeSocketFolder(lock.previous?.socketFolder);
    makeDatabaseFiles(place, options.durable ?? true);
    shortenLog(place.logFile);
    address = await newAddress(place.runAs, options.listen ?? (process.platform === 'win32' ? 'loopback' : 'socket'));
    server = await runServer({
      postgres: program(place.binaries, 'postgres'),
      runAs: place.runAs,
      databaseFolder: place.databaseFolder,
      settings: { ...listenSettings(address), ...SETTINGS, ...(options.durable === false ? NOT_DURABLE : DURABLE) },
      connectionString: connectionString(address, 'postgres', place.passwordFile),
      logFile: place.logFile,
      onTrouble: options.onTrouble ?? (() => {}),
    });
    await ensureDatabase(connectionString(address, 'postgres', place.passwordFile));
    const url = connectionString(address, DATABASE, place.passwordFile);
    lock.record({ connectionString: url, ...(address.kind === 'socket' ? { socketFolder: address.folder } : {}) });
    return { connectionString: url, stop: release };
  } catch (error) {
    await release();
    throw error;
  }
}

const SETTINGS = {
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '1GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
} as const;
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' } as const;
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } as const;

/** Makes the files in a folder beside and renames it, so that a half-made database is never taken for one. */
function makeDatabaseFiles(place: Place, durable: boolean): void {
  if (existsSync(place.databaseFolder)) return requireSameVersion(place);
  const { runAs } = place;
  const fresh = `${place.databaseFolder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (runAs.kind === 'other') chownSync(fresh, runAs.uid, runAs.gid);
  ensurePassword(place.passwordFile, runAs);
  // The order of text is PostgreSQL's own, so that it is the same on every system.
  const { command, words, user } = commandAs(runAs, program(place.binaries, 'initdb'), [
    ...['-D', fresh, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${place.passwordFile}`, ...(durable ? [] : ['--no-sync'])],
  ]);
  const { status, stderr, error } = spawnSync(command, words, { ...user, encoding: 'utf8', env: postgresEnvironment() });
  if (status !== 0) throw operatorError(`The database files cannot be made in ${place.databaseFolder}: ${stderr?.trim() || String(error)}`);
  renameSync(fresh, place.databaseFolder);
}

function requireSameVersion({ databaseFolder, binaries }: Place): void {
  let made: string;
  try {
    made = readFileSync(join(databaseFolder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    throw operatorError(`${databaseFolder} cannot be read as the files of a database: ${(error as Error).message}`, error);
  }
  const ours = binaries.version.split('.')[0];
  if (made !== ours)
    throw operatorError(`The database in ${databaseFolder} is of PostgreSQL ${made}, but this Upseat brings PostgreSQL ${ours}.`);
}

function shortenLog(logFile: string): void {
  const bytes = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > LOG_BYTES_MAX) truncateSync(logFile);
}

async function ensureDatabase(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
