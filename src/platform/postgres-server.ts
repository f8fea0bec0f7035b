import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { operatorError } from './operator-error.ts';
import { commandAs, postgresEnvironment, type RunAs } from './postgres-user.ts';

/** What a database server is started with. */
export type ServerOptions = {
  readonly postgres: string;
  readonly runAs: RunAs;
  readonly databaseFolder: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Leads to the database that every server has, for asking whether it answers. */
  readonly connectionString: string;
  readonly logFile: string;
  /** Hears of a server that died, and of one that could not be started again. */
  readonly onTrouble: (sentence: string) => void;
};

/** A database server that is started again whenever it dies without being asked to. */
export type Server = { readonly stop: () => Promise<void> };

const START_SECONDS = 60;
const RESTART_PAUSE_MS = 500;
const STOP_SECONDS = 30;

/** Starts the server and waits until it answers. */
export async function runServer(options: ServerOptions): Promise<Server> {
  let stopping = false;
  let restart: Promise<void> = Promise.resolve();
  let child: ChildProcess;

  const watch = (): void => {
    const died = (): void => {
      if (stopping) return;
      options.onTrouble(`PostgreSQL ended unexpectedly (${child.signalCode ?? `code ${child.exitCode}`}); starting it again.`);
      restart = beginAgain();
    };
    // It can have died right after its first answer.
    if (hasEnded(child)) died();
    else child.once('exit', died);
  };
  const begin = async (): Promise<void> => {
    child = await launch(options, () => stopping);
    watch();
  };
  // It may be killed again while it starts, or the disk may be full for a while: whoever serves needs it in the end.
  const beginAgain = async (): Promise<void> => {
    if (stopping) return;
    try {
      await begin();
    } catch (error) {
      options.onTrouble((error as Error).message);
      await wait(RESTART_PAUSE_MS);
      await beginAgain();
    }
  };
  await begin();

  return {
    stop: async () => {
      stopping = true;
      await restart;
      await end(child);
    },
  };
}

/** Starts one process. Processes of a killed server hold its memory for a moment longer; then it is tried again. */
async function launch(options: ServerOptions, givenUp: () => boolean): Promise<ChildProcess> {
  const deadline = performance.now() + START_SECONDS * 1000;
  for (;;) {
    const logStart = sizeOf(options.logFile);
    const child = spawnServer(options);
    if (await answers(child, options.connectionString, deadline)) return child;
    if (child.pid === undefined) throw operatorError(`${options.postgres} cannot be started.`);
    const ended = hasEnded(child);
    await end(child);
    const story = readFileSync(options.logFile, 'utf8').slice(logStart);
    const passing = /pre-existing shared memory block|lock file ".*" already exists/.test(story);
    if (givenUp() || !passing || performance.now() > deadline) {
      throw operatorError(
        `PostgreSQL ${ended ? 'does not start' : `did not answer within ${START_SECONDS} seconds`}. ${lastLines(story)} (${options.logFile})`,
      );
    }
    await wait(100);
  }
}

function spawnServer(options: ServerOptions): ChildProcess {
  const settings = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { command, words, user } = commandAs(options.runAs, options.postgres, ['-D', options.databaseFolder, ...settings]);
  const log = openSync(options.logFile, 'a', 0o600);
  // Its own process group: Ctrl-C is for us, and the database must outlive the requests that still run.
  const child = spawn(command, words, { ...user, detached: true, stdio: ['ignore', log, log], env: postgresEnvironment() });
  closeSync(log);
  // Where the system does not stop it at our death, this does at least when we exit by ourselves.
  child.on('error', () => {});
  const onExit = (): void => void child.kill('SIGINT');
  process.once('exit', onExit);
  child.once('exit', () => process.removeListener('exit', onExit));
  return child;
}

async function answers(child: ChildProcess, connectionString: string, deadline: number): Promise<boolean> {
  // A program that cannot be started at all never gets a number.
  while (child.pid !== undefined && !hasEnded(child) && performance.now() < deadline) {
    const client = new Client({ connectionString, connectionTimeoutMillis: 5000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await wait(15);
    }
  }
  return false;
}

/** Ends a process: without waiting for sessions, and without rollback if even that takes too long. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_SECONDS * 1000);
  await ended;
  clearTimeout(timer);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function lastLines(story: string): string {
  return story.trim().split('\n').slice(-3).join(' | ');
}
