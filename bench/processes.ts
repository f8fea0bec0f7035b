import { readFileSync, readdirSync } from 'node:fs';
import type { Db } from '../src/platform/db.ts';

/** Processor time in milliseconds since a process began, with that of its ended children. Linux only; null elsewhere. */
export function processorMs(pid: number): number | null {
  const words = statOf(pid);
  return words === null ? null : words.slice(11, 15).reduce((sum, word) => sum + Number(word), 0) * MS_PER_TICK;
}

/** The processes of the database server, the first one first: empty where it is not of this machine. */
export async function databaseProcesses(db: Db): Promise<() => readonly number[]> {
  const { rows } = await db.read<{ pid: number }>(
    `select pg_backend_pid() as pid where inet_client_addr() is null or inet_client_addr() = inet_server_addr()`,
  );
  const postmaster = Number(statOf(rows[0]?.pid ?? -1)?.[1] ?? 0);
  return postmaster <= 1 ? () => [] : () => [postmaster, ...childrenOf(postmaster)];
}

/** A function that reads the processor time of the whole database server; null where it is not of this machine. */
export async function databaseTime(db: Db): Promise<() => number | null> {
  const processes = await databaseProcesses(db);
  return () => {
    const [postmaster = -1, ...others] = processes();
    const own = processorMs(postmaster);
    return own === null ? null : others.reduce((sum, pid) => sum + (processorMs(pid) ?? 0), own);
  };
}

/** The memory of processes in megabytes, what they share counted once; null where it cannot be told. */
export function memoryMb(pids: readonly number[]): number | null {
  const kilobytes = pids.flatMap((pid) => memoryKb(pid) ?? []);
  return kilobytes.length === 0 ? null : kilobytes.reduce((sum, each) => sum + each, 0) / KB_PER_MB;
}

const KB_PER_MB = 1024;

function memoryKb(pid: number): number | null {
  try {
    const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

const MS_PER_TICK = 10;

/** The words of /proc/PID/stat behind the name of the program: state, parent, … */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(statOf(pid)?.[1]) === parent);
}
