import { totalmem } from 'node:os';

const MB = 1024 * 1024;
const LEAST_MB = 128;
const MOST_MB = 8192;

/**
 * How much of a machine's memory the own PostgreSQL keeps pages in, as its setting `shared_buffers`: an eighth, since the machine is
 * the program's too, between 128 MB and 8 GB. Memory is taken as pages come in, not before. Where a portfolio does not fit, a change touches pages that
 * must be fetched first.
 */
export function sharedBuffers(memoryBytes: number): string {
  return `${Math.min(Math.max(Math.floor(memoryBytes / 8 / MB), LEAST_MB), MOST_MB)}MB`;
}

/** The memory of this machine or, where that is less, what its container may have, in bytes. */
export function memoryOfMachine(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}
