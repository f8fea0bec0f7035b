import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { connectionString, newAddress } from '../../src/platform/postgres-address.ts';
import { findBinaries, program } from '../../src/platform/postgres-binaries.ts';
import { choosePlace, type Place } from '../../src/platform/postgres-place.ts';
import { commandAs, postgresEnvironment } from '../../src/platform/postgres-user.ts';
import { processesIn } from '../crash/site.ts';

/** A PostgreSQL as an operator runs it: on its own port, with settings of its own, and started again by nobody. */
export type Server = {
  readonly place: Place;
  /** Leads to the database `upseat`. */
  readonly url: string;
  /** Asks the server itself, also while it only reads. */
  readonly ask: <Row extends object>(sql: string) => Promise<readonly Row[]>;
  /** Ends all its processes at once, as when the machine loses its power; resolves when they have ended. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type Settings = Readonly<Record<string, string>>;

const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  // A standby that is being made finds here what has happened meanwhile.
  wal_keep_size: '512MB',
  wal_retrieve_retry_interval: '100ms',
};

/** Where the product has put the database of a data folder, as whom it runs, and by which programs. */
export function placeOf(dataFolder: string): Place {
  return choosePlace(dataFolder, findBinaries());
}

/** Starts a server on the files of a place and waits until it can be read. */
export async function startServer(place: Place, settings: Settings): Promise<Server> {
  const address = await newAddress(place.runAs, 'loopback');
  const port = address.kind === 'loopback' ? String(address.port) : '';
  const words = Object.entries({ ...SETTINGS, port, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const line = commandAs(place.runAs, program(place.binaries, 'postgres'), ['-D', place.databaseFolder, ...words]);
  const log = openSync(place.logFile, 'a', 0o600);
  const child = spawn(line.command, line.words, { ...line.user, detached: true, stdio: ['ignore', log, log], env: postgresEnvironment() });
  closeSync(log);
  const kill = (): void => killAll(child, place.databaseFolder);
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve(void process.removeListener('exit', kill))));
  const ask: Server['ask'] = (sql) => askAt(connectionString(address, 'postgres', place.passwordFile), sql);
  await untilItAnswers(child, ask, place.logFile);
  return {
    place,
    url: connectionString(address, 'upseat', place.passwordFile),
    ask,
    kill: () => {
      kill();
      return ended;
    },
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

const START_SECONDS_MAX = 60;

async function untilItAnswers(child: ChildProcess, ask: Server['ask'], logFile: string): Promise<void> {
  const deadline = performance.now() + START_SECONDS_MAX * 1000;
  for (;;) {
    const answers = await ask('select 1').then(
      () => true,
      () => false,
    );
    if (answers) return;
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline)
      throw new Error(`PostgreSQL does not start: ${readFileSync(logFile, 'utf8').slice(-2000)}`);
    await wait(20);
  }
}

async function askAt<Row extends object>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The first process dies first, so that nobody puts in order what the others leave. */
function killAll(child: ChildProcess, databaseFolder: string): void {
  const others = processesIn(databaseFolder).filter((pid) => pid !== child.pid);
  child.kill('SIGKILL');
  for (const pid of others) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended with its first process.
    }
  }
}
