import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { operatorError } from './operator-error.ts';

const FAST_STOP_SECONDS = 30;
const IMMEDIATE_STOP_SECONDS = 10;

/**
 * Stops the database server that a killed owner left running on these files. Only whoever holds the lock of the
 * data folder may call it: then a running server is nobody's.
 */
export async function stopLeftover(databaseFolder: string): Promise<void> {
  const pidFile = join(databaseFolder, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === null || !isAlive(pid)) return;
  if (!isServerOf(pid, databaseFolder)) {
    // The number was given to another program since; PostgreSQL would take that one for its own and refuse to start.
    rmSync(pidFile, { force: true });
    return;
  }
  if (await endsBy(pid, databaseFolder, 'SIGINT', FAST_STOP_SECONDS)) return;
  if (await endsBy(pid, databaseFolder, 'SIGQUIT', IMMEDIATE_STOP_SECONDS)) return;
  throw operatorError(`A PostgreSQL left behind in ${databaseFolder} (process ${pid}) does not stop. End it by hand and start again.`);
}

function readPid(pidFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** PostgreSQL works inside the folder of its files, which tells its process from any other. */
function isServerOf(pid: number, databaseFolder: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(databaseFolder);
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(databaseFolder);
  } catch {
    return false;
  }
}

/** A process that has ended but was not yet collected by its parent works nowhere any more, so it counts as ended. */
async function endsBy(pid: number, databaseFolder: string, signal: 'SIGINT' | 'SIGQUIT', seconds: number): Promise<boolean> {
  for (let waited = 0; waited < seconds * 1000; waited += 50) {
    if (!isServerOf(pid, databaseFolder)) return true;
    if (waited === 0) process.kill(pid, signal);
    await wait(50);
  }
  return false;
}
