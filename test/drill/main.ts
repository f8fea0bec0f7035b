import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openSite } from '../crash/site.ts';
import { customersForRestores, restoreUnderLoad } from './restores.ts';
import { takeOver } from './take-over.ts';

const USAGE = `Usage: npm run drill -- --old FOLDER [--seconds N] [--seed S]
       npm run drill -- --restores N [--seed S]
FOLDER holds the version before, with its packages (git worktree add FOLDER v1.2.3, npm install there).
`;

/** A new version takes over from an old one under load (`--old ../before`); backups under load are restored (`--restores 10`). */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      old: { type: 'string' },
      restores: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [times, seconds, seed] = [Number(values.restores ?? 0), Number(values.seconds), Number(values.seed)];
  const isOne = (values.old === undefined) !== (values.restores === undefined);
  if (!isOne || !(seconds > 0) || ![times, seed].every((each) => Number.isInteger(each) && each >= 0)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const report =
    values.old === undefined ? await restoring(times, seed) : await takeOver({ oldFolder: resolve(values.old), seconds, seed, say });
  say(JSON.stringify(report, null, 2));
  return report.problems.length === 0 ? 0 : 1;
}

async function restoring(times: number, seed: number): ReturnType<typeof restoreUnderLoad> {
  const site = await openSite({ customers: customersForRestores(times), durable: true });
  try {
    return await restoreUnderLoad(site, { times, seed });
  } finally {
    await site.stop();
  }
}

process.exitCode = await main();
