import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
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
  /** All files that the first page of the console asks for, as they travel compressed. */
  readonly consoleFirstPageKb: number | null;
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
    consoleFirstPageKb: firstPageKb(),
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

/** What `index.html` names, and what those files name without being asked by a later page: scripts, styles and the page itself. */
function firstPageKb(): number | null {
  const folder = fileURLToPath(new URL('../dist/console', import.meta.url));
  try {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((found) => found[1] ?? '');
    const files = readdirSync(folder).length > 0 ? ['index.html', ...named] : [];
    const bytes = files.map((name) => (statSync(join(folder, name)).isFile() ? gzipSync(readFileSync(join(folder, name))).length : 0));
    return bytes.reduce((sum, each) => sum + each, 0) / 1024;
  } catch {
    return null;
  }
}
