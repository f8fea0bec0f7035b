import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Ground } from './ground.ts';
import type { Standing } from './contest.ts';
import type { CampaignReport } from './campaigns.ts';
import type { ExportReport } from './exports.ts';
import type { GrowthReport } from './growth.ts';
import type { PageReport } from './pages.ts';
import type { PortfolioReport } from './portfolio.ts';
import type { ReadReport } from './reads.ts';
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

export type Report = { readonly machine: Machine; readonly size: string; readonly rounds: number } & Partial<
  UpgradeReport & ReadReport & TransferReport & PageReport & PortfolioReport & ExportReport & CampaignReport & GrowthReport & StartReport
>;

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

/** The report for people. */
export function textReport(report: Report): string {
  const { machine } = report;
  const settings = Object.entries(machine.database).map(([name, value]) => `${name} ${value}`);
  const lines = [
    `${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.pgbench ?? 'no pgbench'}`,
    `database: ${settings.join(', ')}`,
    `the middle of ${report.rounds} rounds; CPU is processor time of one operation in milliseconds, by the process that asks and by the database`,
    ...table('Durable upgrades', report.upgrades ?? []),
    ...table('What a subscription can be upgraded to', report.getUpgrades ?? []),
    ...(report.transfers === undefined ? [] : ['', 'One upgrade that moves many users']),
    ...(report.transfers ?? []).map(
      ({ users, ms, msPerUser }) =>
        `${String(users).padStart(7)}  users: ${ms.toFixed(1)} ms, ${(msPerUser * 1000).toFixed(0)} µs for each`,
    ),
    ...pageLines(report.pages),
    ...matrixLines(report.matrix),
    ...exportLines(report.exports),
    ...campaignLines(report.campaign),
    ...growthLines(report.growth),
    '',
    ...Object.entries(report)
      .filter(([name, value]) => typeof value === 'number' && name !== 'rounds')
      .map(([name, value]) => `${name}: ${Number(value).toFixed(2)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function pageLines(pages: Report['pages']): string[] {
  if (pages === undefined) return [];
  const title = `Pages of one customer with ${pages.users} users and ${pages.subscriptions} subscriptions`;
  const lines = pages.times.map(
    ({ page, p50Ms, p99Ms, kilobytes }) =>
      `${page.padStart(36)}: p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, ${kilobytes.toFixed(0)} kB`,
  );
  return ['', title, ...lines];
}

function matrixLines(matrix: Report['matrix']): string[] {
  if (matrix === undefined) return [];
  const { subscriptions, filters, firstTotalsMs, digestMicroseconds } = matrix;
  return [
    '',
    `The matrix of ${subscriptions} subscriptions: first totals ${firstTotalsMs.toFixed(0)} ms, digest ${digestMicroseconds.toFixed(0)} µs for each`,
    ...filters.map(
      ({ filter, pages, p50Ms, p95Ms }) =>
        `${filter.padStart(64)}: p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms (${pages} pages)`,
    ),
  ];
}

function exportLines(exports: Report['exports']): string[] {
  if (exports === undefined) return [];
  const { memoryBeforeMb, files } = exports;
  const before = memoryBeforeMb === null ? '' : `; the server had ${memoryBeforeMb.toFixed(0)} MB before`;
  return [
    '',
    `Everything as files${before}`,
    ...files.map(({ kind, rows, seconds, megabytes, memoryMb }) => {
      const memory = memoryMb === null ? '' : `, at most ${memoryMb.toFixed(0)} MB of memory`;
      return `${kind.padStart(36)}: ${rows} rows, ${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s${memory}`;
    }),
  ];
}

function campaignLines(campaign: Report['campaign']): string[] {
  if (campaign === undefined) return [];
  const { rows, rehearsedPerSecond, upgradedPerSecond, sameSqlPerSecond } = campaign;
  const alone = sameSqlPerSecond === null ? '' : `; the same statements alone ${sameSqlPerSecond.toFixed(0)}`;
  return [
    '',
    `A campaign of ${rows} upgrades: ${rehearsedPerSecond.toFixed(0)} worked out and ${upgradedPerSecond.toFixed(0)} carried out per second${alone}`,
  ];
}

function growthLines(growth: Report['growth']): string[] {
  if (growth === undefined) return [];
  return [
    '',
    `Single operations in worlds of ${growth.subscriptions.join(', ')} subscriptions`,
    ...growth.lines.map(({ operation, p50Ms }) => `${operation.padStart(36)}: p50 ${p50Ms.map((ms) => ms.toFixed(1)).join(', ')} ms`),
  ];
}

function table(title: string, standings: readonly Standing[]): string[] {
  if (standings.length === 0) return [];
  const lines = standings.flatMap(({ callers, by, ratios }) =>
    Object.entries(by).map(([name, { perSecond, p50Ms, p99Ms, processorMs }]) => {
      const ratio = ratios[name];
      const [client, database] = [processorMs.client, processorMs.database].map((value) => value?.toFixed(2) ?? '');
      return row(String(callers), name, [
        perSecond.toFixed(0),
        p50Ms.toFixed(1),
        p99Ms.toFixed(1),
        client ?? '',
        database ?? '',
        ratio === undefined ? '' : `${ratio.toFixed(2)} of it`,
      ]);
    }),
  );
  return ['', title, row('callers', 'by', ['per second', 'p50 ms', 'p99 ms', 'CPU', 'CPU of db', 'HTTP does']), ...lines];
}

function row(first: string, second: string, rest: readonly string[]): string {
  return `${first.padStart(7)}  ${second.padEnd(26)}${rest.map((word) => word.padStart(11)).join('')}`;
}
