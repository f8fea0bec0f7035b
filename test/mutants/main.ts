import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AREAS } from './areas.ts';
import { runMutants, type Tried } from './run.ts';

/** What must be noticed of the mistakes in each area, in hundredths. */
const NOTICED_MIN = 90;

/** The long run: `npm run mutants -- --area billing`, or `--file src/billing/period.ts --sample 5 --seed 2`. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      area: { type: 'string', multiple: true, default: Object.keys(AREAS) },
      file: { type: 'string', multiple: true },
      sample: { type: 'string', default: '1' },
      seed: { type: 'string', default: '0' },
      'at-once': { type: 'string', default: '2' },
    },
  });
  const [sample, seed, atOnce] = [values.sample, values.seed, values['at-once']].map(Number);
  const areas =
    values.file === undefined ? values.area.map((name) => ({ name, files: AREAS[name] })) : [{ name: 'files', files: values.file }];
  if (!sample || seed === undefined || !Number.isInteger(seed) || !atOnce || areas.some(({ files }) => files === undefined)) {
    process.stderr.write(`Usage: npm run mutants -- [--area ${Object.keys(AREAS).join('|')}] [--file F] [--sample N] [--seed S]\n`);
    return 2;
  }
  // What is compiled once is there for all children; only the file with the mistake is new.
  const cache = mkdtempSync(join(tmpdir(), 'upseat-mutants-'));
  process.env['NODE_COMPILE_CACHE'] = cache;
  try {
    let isEnough = true;
    for (const { name, files = [] } of areas) {
      const start = Date.now();
      const tried = await runMutants({ files, sample, seed, atOnce, onTried: tell });
      isEnough = summary(name, tried, Date.now() - start) >= NOTICED_MIN && isEnough;
    }
    return isEnough ? 0 : 1;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function tell({ outcome, file, line, what }: Tried): void {
  if (outcome === 'alive') process.stdout.write(`alive  ${file}:${line}  ${what}\n`);
}

/** Prints what was seen in an area; returns how much was noticed of what could be, in hundredths. */
function summary(name: string, tried: readonly Tried[], tookMs: number): number {
  const files = Map.groupBy(tried, ({ file }) => file);
  for (const [file, each] of files) process.stdout.write(`${totals(file, each)}\n`);
  process.stdout.write(`${totals(name.toUpperCase(), tried)}, ${Math.round(tookMs / 1000)} s\n`);
  return score(tried);
}

function totals(name: string, tried: readonly Tried[]): string {
  const [late, equal] = (['timed_out', 'equivalent'] as const).map((outcome) => tried.filter((each) => each.outcome === outcome).length);
  return `${name}: ${tried.length} mutants, ${score(tried).toFixed(1)} % noticed, ${late} of them by time, ${equal} equivalent`;
}

function score(tried: readonly Tried[]): number {
  const real = tried.filter(({ outcome }) => outcome !== 'equivalent');
  return real.length === 0 ? 100 : (100 * real.filter(({ outcome }) => outcome !== 'alive').length) / real.length;
}

process.exitCode = await main();
