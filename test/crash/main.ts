import { parseArgs } from 'node:util';
import { runCrashTest } from './run.ts';

/** The long run: `npm run crash -- --kills 200 --seed 7`. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' }, seed: { type: 'string' } } });
  const kills = Number(values.kills);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
    process.stderr.write('Usage: npm run crash -- [--kills N] [--seed S]\n');
    return 2;
  }
  process.stdout.write(`Seed ${seed}: --seed ${seed} repeats the moments and the victims.\n`);
  const report = await runCrashTest({ kills, seed, onKill: (line) => process.stdout.write(`${line}\n`) });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  return report.problems.length === 0 ? 0 : 1;
}

process.exitCode = await main();
