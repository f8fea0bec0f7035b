import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ownDatabases } from '../fuzz/databases.ts';
import { runYears } from './run.ts';

const OPTIONS = {
  subscriptions: { type: 'string', default: '1000' },
  months: { type: 'string', default: '36' },
  from: { type: 'string', default: '2026-07-01' },
  seed: { type: 'string' },
} as const;

/** The long run: `npm run years -- --subscriptions 1000 --months 36 --seed 7`. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const [subscriptions, months, seed] = [
    Number(values.subscriptions),
    Number(values.months),
    Number(values.seed ?? Date.now() % 1_000_000),
  ];
  if (![subscriptions, months, seed].every((each) => Number.isInteger(each) && each > 0) || !/^\d{4}-\d{2}-01$/.test(values.from)) {
    process.stderr.write('Usage: npm run years -- [--subscriptions N] [--months M] [--from YYYY-MM-01] [--seed S]\n');
    return 2;
  }
  const began = performance.now();
  process.stdout.write(`Seed ${seed}, time zone ${Intl.DateTimeFormat().resolvedOptions().timeZone}.\n`);
  const folder = mkdtempSync(join(tmpdir(), 'upseat-years-'));
  const databases = await ownDatabases(folder);
  try {
    const onLine = (line: string) => process.stdout.write(`${line}\n`);
    const report = await runYears({ db: await databases.next(), subscriptions, months, seed, from: values.from, onLine });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n${Math.round((performance.now() - began) / 1000)} s\n`);
    return report.problem === null ? 0 : 1;
  } finally {
    await databases.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
