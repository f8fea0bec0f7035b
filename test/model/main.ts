import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ownDatabases } from '../fuzz/databases.ts';
import { runModel } from './run.ts';

/** The long run: `npm run model -- --commands 100000 --seed 7`. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { commands: { type: 'string', default: '20000' }, seed: { type: 'string' }, together: { type: 'boolean', default: false } },
  });
  const { together } = values;
  const commands = Number(values.commands);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isInteger(commands) || commands < 1 || !Number.isInteger(seed)) {
    process.stderr.write('Usage: npm run model -- [--commands N] [--seed S] [--together]\n');
    return 2;
  }
  process.stdout.write(`Seed ${seed}: --seed ${seed}${together ? ' --together' : ''} repeats the commands.\n`);
  const folder = mkdtempSync(join(tmpdir(), 'upseat-model-'));
  const databases = await ownDatabases(folder);
  try {
    const onLine = (line: string) => process.stdout.write(`${line}\n`);
    const report = await runModel({ commands, seed, together, db: await databases.next(), onLine });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return report.problem === null ? 0 : 1;
  } finally {
    await databases.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
