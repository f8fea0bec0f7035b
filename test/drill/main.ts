import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openSite } from '../crash/site.ts';
import { runFailovers } from './failovers.ts';
import { restoreInstants } from './instants.ts';
import { customersForRestores, restoreUnderLoad } from './restores.ts';
import { takeOver } from './take-over.ts';

const USAGE = `Usage: npm run drill -- --old FOLDER [--seconds N] [--seed S]
       npm run drill -- --restores N [--seed S]
       npm run drill -- --instants N [--seed S]
       npm run drill -- --failovers N [--asynchronous] [--processes N] [--seed S]
FOLDER holds the version before, with its packages (git worktree add FOLDER v1.2.3, npm install there).
`;

/**
 * A new version takes over from an old one under load (`--old ../before`); backups under load are restored (`--restores 10`), a
 * database is brought to instants by its archived log (`--instants 10`), or its primary is lost (`--failovers 20`).
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      old: { type: 'string' },
      restores: { type: 'string' },
      instants: { type: 'string' },
      failovers: { type: 'string' },
      asynchronous: { type: 'boolean', default: false },
      processes: { type: 'string', default: '2' },
      seconds: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
    },
  });
  const kinds = [values.old, values.restores, values.instants, values.failovers].filter((each) => each !== undefined);
  const times = Number(values.restores ?? values.instants ?? values.failovers ?? 0);
  const [processes, seconds, seed] = [Number(values.processes), Number(values.seconds), Number(values.seed)];
  const isWhole = [times, processes, seed].every((each) => Number.isInteger(each) && each >= 0);
  if (kinds.length !== 1 || !(seconds > 0) || !isWhole || processes === 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const drill = async (): Promise<{ readonly problems: readonly string[] }> => {
    if (values.old !== undefined) return takeOver({ oldFolder: resolve(values.old), seconds, seed, say });
    if (values.restores !== undefined) return restoring(times, seed);
    if (values.instants !== undefined) return restoreInstants({ times, seed });
    return runFailovers({ failovers: times, seed, processes, isSynchronous: !values.asynchronous, say });
  };
  const report = await drill();
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
