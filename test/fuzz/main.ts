import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzCatalogs } from './catalogs.ts';
import { ownDatabases } from './databases.ts';
import { runFuzz } from './run.ts';

/** One damaged catalogue file for so many requests. */
const REQUESTS_PER_FILE = 100;

/** The long run: `npm run fuzz -- --requests 100000 --seed 7`. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string' } } });
  const requests = Number(values.requests);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isInteger(requests) || requests < 1 || !Number.isInteger(seed)) {
    process.stderr.write('Usage: npm run fuzz -- [--requests N] [--seed S]\n');
    return 2;
  }
  process.stdout.write(`Seed ${seed}: --seed ${seed} repeats the requests.\n`);
  const folder = mkdtempSync(join(tmpdir(), 'upseat-fuzz-'));
  const databases = await ownDatabases(folder);
  try {
    const report = await runFuzz({ requests, seed, database: databases.next, onLine: (line) => process.stdout.write(`${line}\n`) });
    const files = Math.ceil(requests / REQUESTS_PER_FILE);
    const catalogs = await fuzzCatalogs(await databases.next(), { files, seed });
    process.stdout.write(`${JSON.stringify({ ...report, catalogs }, null, 2)}\n`);
    return report.problems.length + catalogs.problems.length === 0 ? 0 : 1;
  } finally {
    await databases.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
