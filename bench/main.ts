import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { storyOf } from '../src/platform/operator-error.ts';
import { progress } from '../src/platform/progress.ts';
import { prepareGround, type Ground } from './ground.ts';
import { benchCampaigns } from './campaigns.ts';
import { benchExports } from './exports.ts';
import { benchPortfolio } from './portfolio.ts';
import { benchGrowth } from './growth.ts';
import { findPgbench, PGBENCH_ADVICE } from './pgbench.ts';
import { databaseTime } from './processor-time.ts';
import { startProgram, tokenFrom } from './program.ts';
import { benchPages } from './pages.ts';
import { benchReads } from './reads.ts';
import { describeMachine, textReport, type Report } from './report.ts';
import { customerMaker } from './site.ts';
import { FULL, QUICK, type Size } from './size.ts';
import { benchStart } from './start.ts';
import { benchTransfers } from './transfers.ts';
import { benchUpgrades } from './upgrades.ts';
import { plantWorld } from './world.ts';

const USAGE = `npm run bench -- [--quick] [--json] [--only PART,…] [--profile FOLDER]
  --quick           in under two minutes, with fewer rounds
  --json            the report as JSON
  --only PART,…     of upgrades, reads, transfers, pages, campaigns, portfolio, exports, growth, start
  --profile FOLDER  writes a processor profile of the server there (https://nodejs.org/api/cli.html#--cpu-prof)
`;

/** Measures the program beside what the same database can do without it, in one run. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: 'upgrades,reads,transfers,pages,campaigns,portfolio,exports,growth,start' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const ground = await progress('Preparing a durable database', () => prepareGround(process.env['DATABASE_URL']));
  try {
    const report = await measure(ground, values.quick ? QUICK : FULL, { parts: values.only.split(','), profileFolder: values.profile });
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : textReport(report));
  } finally {
    await ground.close();
  }
}

async function measure(
  ground: Ground,
  size: Size,
  { parts, profileFolder }: { readonly parts: readonly string[]; readonly profileFolder: string | undefined },
): Promise<Report> {
  const pgbench = findPgbench();
  if (pgbench === null) process.stderr.write(`There is no pgbench here, so the measures beside it are left out. ${PGBENCH_ADVICE}\n`);
  const world = await plantWorld(ground.db);
  const program = await progress('Starting the server', () =>
    startProgram({
      environment: { DATABASE_URL: ground.connectionString, DATA_DIR: join(ground.folder, 'server') },
      nodeWords: profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`],
    }),
  );
  try {
    const headers = { authorization: `Bearer ${await tokenFrom(program.origin, world)}` };
    const databaseMs = await databaseTime(ground.db);
    const site = { ground, world, program, headers, size, databaseMs, makeCustomers: customerMaker(ground, world) };
    // First, while the world is small.
    const growth = parts.includes('growth') ? await benchGrowth(site) : {};
    const upgrades = parts.includes('upgrades') ? await benchUpgrades(site, pgbench) : {};
    const reads = parts.includes('reads') ? await benchReads(site) : {};
    const transfers = parts.includes('transfers') ? await benchTransfers(site) : {};
    const pages = parts.includes('pages') ? await benchPages(site) : {};
    const campaigns = parts.includes('campaigns') ? await benchCampaigns(site, pgbench) : {};
    const portfolio = parts.includes('portfolio') ? await progress('Reading a large portfolio', () => benchPortfolio(site)) : {};
    const exports = parts.includes('exports') ? await benchExports(site, { isPlanted: parts.includes('portfolio') }) : {};
    const start = parts.includes('start') ? await benchStart(site) : {};
    return {
      machine: describeMachine(ground, pgbench),
      size: size.name,
      rounds: size.rounds,
      ...upgrades,
      ...reads,
      ...transfers,
      ...pages,
      ...campaigns,
      ...portfolio,
      ...exports,
      ...growth,
      ...start,
    };
  } finally {
    await program.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${storyOf(error)}\n`);
  process.exitCode = 1;
});
