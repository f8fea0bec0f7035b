import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import type { CampaignReport } from './campaigns.ts';
import type { ConsoleReport } from './console.ts';
import type { ExportReport } from './exports.ts';
import type { Ground } from './ground.ts';
import type { GrowthReport } from './growth.ts';
import type { ListReport } from './lists.ts';
import { noiseOf, type Ratio } from './measure.ts';
import type { PageReport } from './pages.ts';
import type { PortfolioReport } from './portfolio.ts';
import type { ReadReport } from './reads.ts';
import type { SeatReport } from './seats.ts';
import type { SoakReport } from './soak.ts';
import type { StartReport } from './start.ts';
import type { TransferReport } from './transfers.ts';
import type { UpgradeReport } from './upgrades.ts';

export type Machine = {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly pgbench: string | null;
  readonly database: Readonly<Record<string, string>>;
};

type Parts = [
  UpgradeReport,
  SeatReport,
  ReadReport,
  TransferReport,
  PageReport,
  CampaignReport,
  PortfolioReport,
  ListReport,
  ExportReport,
  GrowthReport,
  ConsoleReport,
  SoakReport,
  StartReport,
];
type All<Reports> = Reports extends [infer First, ...infer Rest] ? Omit<First, 'ratios'> & All<Rest> : unknown;

/** What the parts that ran have measured. */
export type Details = Partial<All<Parts>> & { readonly ratios?: Readonly<Record<string, Ratio | null>> };

export type Report = {
  readonly machine: Machine;
  readonly size: string;
  readonly rounds: number;
  /** How many processes wanted a core during the last minute: before the benchmark began, what else the machine had to do. */
  readonly load: { readonly before: number; readonly after: number };
  /** How long each part took. */
  readonly partSeconds: Readonly<Record<string, number>>;
  readonly details: Details;
  readonly ratios: Readonly<Record<string, Ratio | null>>;
};

export function machineLoad(): number {
  return loadavg()[0] ?? 0;
}

/** How far apart the rounds of the ratio lie whose rounds are least alike; null where nothing was measured in rounds. */
export function noiseIn({ ratios }: Pick<Report, 'ratios'>): number | null {
  const noises = Object.values(ratios).flatMap((ratio) => (ratio === null ? [] : [noiseOf(ratio)]));
  return noises.length === 0 ? null : Math.max(...noises);
}

/** The report as JSON has it: every figure under its own key, and of each ratio also the least and the most of its rounds. */
export function flatReport(report: Report): object {
  const { details, ratios, ...rest } = report;
  const middles = Object.fromEntries(Object.entries(ratios).map(([name, ratio]) => [name, ratio?.middle ?? null]));
  return { ...rest, noise: noiseIn(report), ...details, ...middles, ratios };
}

export function describeMachine(ground: Ground, pgbench: string | null): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    pgbench: pgbench === null ? null : spawnSync(pgbench, ['--version'], { encoding: 'utf8' }).stdout.trim(),
    database: ground.settings,
  };
}
