import { join } from 'node:path';
import { progress } from '../src/platform/progress.ts';
import { residentMb, startProgram } from './program.ts';
import type { Site } from './site.ts';

export type StartReport = {
  /** From starting the process in an empty data folder to its first answer: database made, world loaded. */
  readonly startColdSeconds: number;
  /** The same with what is there already. */
  readonly startWarmSeconds: number;
  /** Memory of the serving process when it has answered once, without its database; null where it cannot be told. */
  readonly memoryAtRestMb: number | null;
};

/** Starts the program as a newcomer does, twice, with a database of its own. */
export async function benchStart({ ground }: Site): Promise<StartReport> {
  const folder = join(ground.folder, 'newcomer');
  const cold = await progress('Starting in an empty folder', () => startOnce(folder));
  const warm = await progress('Starting again', () => startOnce(folder));
  return {
    startColdSeconds: cold.seconds,
    startWarmSeconds: warm.seconds,
    memoryAtRestMb: warm.memoryMb,
  };
}

async function startOnce(folder: string): Promise<{ readonly seconds: number; readonly memoryMb: number | null }> {
  const began = performance.now();
  const program = await startProgram({ environment: { DATA_DIR: folder } });
  try {
    await (await fetch(`${program.origin}/health`)).text();
    const seconds = (performance.now() - began) / 1000;
    return { seconds, memoryMb: residentMb(program) };
  } finally {
    await program.stop();
  }
}
