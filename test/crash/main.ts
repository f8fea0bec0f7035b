import { parseArgs } from 'node:util';
import { POINTS } from './points.ts';
import { runCrashTest } from './run.ts';

const USAGE = 'Usage: npm run crash -- [--kills N] [--points TIMES] [--processes N] [--seed S]\n';

/** The long run: `npm run crash -- --kills 200 --points 5 --seed 7`. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      points: { type: 'string', default: '0' },
      processes: { type: 'string', default: '1' },
      seed: { type: 'string' },
    },
  });
  const [kills, times, processes] = [Number(values.kills), Number(values.points), Number(values.processes)];
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (![kills, times, processes, seed].every((each) => Number.isInteger(each) && each >= 0) || kills + times === 0 || processes === 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  process.stdout.write(`Seed ${seed}: --seed ${seed} repeats the moments and the victims.\n`);
  const report = await runCrashTest({
    kills,
    seed,
    processes,
    // Under this load no month ends.
    points: { names: POINTS.filter((point) => point !== 'while_writing_invoice'), times },
    onKill: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  return report.problems.length === 0 ? 0 : 1;
}

process.exitCode = await main();
