import { readFileSync, readdirSync } from 'node:fs';
import type { Db } from '../src/platform/db.ts';

/** Processor time in milliseconds since a process began, with that of its ended children. Linux only; null elsewhere. */
export function processorMs(pid: number): number | null {
  const words = statOf(pid);
  return words === null ? null : words.slice(11, 15).reduce((sum, word) => sum + Number(word), 0) * MS_PER_TICK;
}

/** A function that reads the processor time of the whole database server; null where it is not of this machine. */
export async function databaseTime(db: Db): Promise<() => number | null> {
  const { rows } = await db.read<{ pid: number }>(
    `select pg_backend_pid() as pid where inet_client_addr() is null or inet_client_addr() = inet_server_addr()`,
  );
  const postmaster = Number(statOf(rows[0]?.pid ?? -1)?.[1] ?? 0);
  if (postmaster <= 1) return () => null;
  return () => {
    const own = processorMs(postmaster);
    return own === null ? null : childrenOf(postmaster).reduce((sum, pid) => sum + (processorMs(pid) ?? 0), own);
  };
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
