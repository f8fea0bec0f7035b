import { parseArgs } from 'node:util';
import { storyOf } from '../src/platform/operator-error.ts';
import { progress } from '../src/platform/progress.ts';
import { benchCampaigns } from './campaigns.ts';
import { benchConsole } from './console.ts';
import { benchExports } from './exports.ts';
import { prepareGround, type Ground } from './ground.ts';
import { benchGrowth } from './growth.ts';
import { benchLists } from './lists.ts';
import { benchPages } from './pages.ts';
import { findPgbench, PGBENCH_ADVICE } from './pgbench.ts';
import { benchPortfolio } from './portfolio.ts';
import { benchReads } from './reads.ts';
import { describeMachine, flatReport, machineLoad, type Details, type Report } from './report.ts';
import { textReport } from './report-text.ts';
import { benchSeats } from './seats.ts';
import { openSite, type Site } from './site.ts';
import { FULL, QUICK, type Size } from './size.ts';
import { benchSoak } from './soak.ts';
import { benchStart } from './start.ts';
import { benchTransfers } from './transfers.ts';
import { benchUpgrades } from './upgrades.ts';

/** The parts in their order: growth first, while the world is small; what needs the large portfolio together. */
const PARTS: Readonly<Record<string, (site: Site, pgbench: string | null) => Promise<Details>>> = {
  growth: benchGrowth,
  upgrades: benchUpgrades,
  seats: benchSeats,
  reads: benchReads,
  transfers: benchTransfers,
  pages: benchPages,
  campaigns: benchCampaigns,
  portfolio: benchPortfolio,
  lists: benchLists,
  exports: benchExports,
  console: benchConsole,
  soak: benchSoak,
  start: benchStart,
};

const USAGE = `npm run bench -- [--quick] [--json] [--only PART,…] [--soak MINUTES] [--profile FOLDER]
  --quick           in under two minutes, with fewer rounds
  --json            the report as JSON
  --only PART,…     of ${Object.keys(PARTS).join(', ')}
  --soak MINUTES    how long the server stays under a mixed load: ${FULL.soakMinutes} where nothing is said, none with --quick
  --profile FOLDER  writes a processor profile of the server there (https://nodejs.org/api/cli.html#--cpu-prof)
`;

/** Measures the program beside what the same database can do without it, in one run. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: Object.keys(PARTS).join(',') },
      soak: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const parts = values.only.split(',');
  const size = values.quick ? QUICK : FULL;
  const soakMinutes = values.soak === undefined ? size.soakMinutes : Number(values.soak);
  if (values.help || !parts.every((part) => Object.hasOwn(PARTS, part)) || !(soakMinutes >= 0)) {
    (values.help ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const ground = await progress('Preparing a durable database', () => prepareGround(process.env['DATABASE_URL']));
  try {
    const nodeWords = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
    const report = await measure(ground, { ...size, soakMinutes }, { parts, nodeWords });
    process.stdout.write(values.json ? `${JSON.stringify(flatReport(report), null, 2)}\n` : textReport(report));
  } finally {
    await ground.close();
  }
}

async function measure(
  ground: Ground,
  size: Size,
  { parts, nodeWords }: { readonly parts: readonly string[]; readonly nodeWords: readonly string[] },
): Promise<Report> {
  const pgbench = findPgbench();
  if (pgbench === null) process.stderr.write(`There is no pgbench here, so the measures beside it are left out. ${PGBENCH_ADVICE}\n`);
  const loadBefore = machineLoad();
  const site = await openSite(ground, size, nodeWords);
  try {
    const details: Details[] = [];
    const partSeconds: Record<string, number> = {};
    for (const [name, bench] of Object.entries(PARTS).filter(([part]) => parts.includes(part))) {
      const from = performance.now();
      details.push(await bench(site, pgbench));
      partSeconds[name] = (performance.now() - from) / 1000;
      process.stderr.write(`${name}: ${partSeconds[name].toFixed(1)} s in all\n`);
    }
    return {
      machine: describeMachine(ground, pgbench),
      size: size.name,
      rounds: size.rounds,
      load: { before: loadBefore, after: machineLoad() },
      partSeconds,
      details: Object.assign({}, ...details),
      ratios: Object.assign({}, ...details.map(({ ratios }) => ratios)),
    };
  } finally {
    await site.program.stop();
  }
}

// What runs beside us ends with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().catch((error: unknown) => {
  process.stderr.write(`${storyOf(error)}\n`);
  process.exitCode = 1;
});
