import { progress } from '../src/platform/progress.ts';
import { EXPORTS } from '../src/portfolio/exports/kinds/contract.ts';
import { residentMb } from './program.ts';
import type { Site } from './site.ts';

/** One file: how many rows it has, how long it took, and the most memory that the server had meanwhile. */
export type ExportTime = {
  readonly kind: string;
  readonly rows: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly memoryMb: number | null;
};

export type ExportReport = {
  readonly exports: { readonly memoryBeforeMb: number | null; readonly files: readonly ExportTime[] };
  /** Rows of all files, one file after the other, per second. */
  readonly exportRowsPerSecond: number;
  /** The most memory of the serving process meanwhile, without its database; null where it cannot be told. */
  readonly exportMemoryMb: number | null;
};

const LOOK_MS = 20;
const LINE_END = 10;
const BYTES_OF_MEGABYTE = 1024 * 1024;

/** Exports everything of a large portfolio as CSV. */
export async function benchExports(site: Site): Promise<ExportReport> {
  await site.plantPortfolio();
  const memoryBeforeMb = residentMb(site.program);
  const files: ExportTime[] = [];
  await progress('Exporting all of it', async () => {
    for (const { kind } of EXPORTS) files.push(await exportOne(site, kind));
  });
  const memories = files.flatMap(({ memoryMb }) => (memoryMb === null ? [] : [memoryMb]));
  return {
    exports: { memoryBeforeMb, files },
    exportRowsPerSecond: sum(files.map(({ rows }) => rows)) / sum(files.map(({ seconds }) => seconds)),
    exportMemoryMb: memories.length === 0 ? null : Math.max(...memories),
  };
}

/** Reads a file as it comes and keeps nothing of it. No field of this world has a line end within it. */
async function exportOne({ program, headers }: Site, kind: string): Promise<ExportTime> {
  let memoryMb = residentMb(program);
  const looking = setInterval(() => {
    const now = residentMb(program);
    if (now !== null) memoryMb = Math.max(memoryMb ?? 0, now);
  }, LOOK_MS);
  try {
    const began = performance.now();
    const answer = await fetch(`${program.origin}/v1/exports/${kind}`, { headers });
    if (answer.status !== 200 || answer.body === null) throw new Error(`${kind} was answered with ${answer.status}`);
    let [lines, bytes] = [0, 0];
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      lines += lineEnds(chunk);
    }
    // The first line names the columns.
    return { kind, rows: lines - 1, seconds: (performance.now() - began) / 1000, megabytes: bytes / BYTES_OF_MEGABYTE, memoryMb };
  } finally {
    clearInterval(looking);
  }
}

function lineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) count += 1;
  return count;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
