import type { Standing } from './contest.ts';
import type { Course } from './course.ts';
import type { Ratio } from './measure.ts';
import { noiseIn, type Details, type Report } from './report.ts';

/** The report for people. */
export function textReport(report: Report): string {
  const { machine, details, ratios } = report;
  const settings = Object.entries(machine.database).map(([name, value]) => `${name} ${value}`);
  const lines = [
    `${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.pgbench ?? 'no pgbench'}`,
    `database: ${settings.join(', ')}`,
    `load of the machine: ${report.load.before.toFixed(1)} before, ${report.load.after.toFixed(1)} at the end`,
    `the middle of ${report.rounds} rounds; CPU is processor time of one operation in milliseconds, by the process that asks and by the database`,
    ...table('Durable upgrades', details.upgrades ?? []),
    ...table('Durable changes of seats', details.seatChanges ?? []),
    ...table('What a subscription can be upgraded to', details.getUpgrades ?? []),
    ...listLines(details.lists),
    ...(details.transfers === undefined ? [] : ['', 'One upgrade that moves many users']),
    ...(details.transfers ?? []).map(
      ({ users, ms, msPerUser }) =>
        `${String(users).padStart(7)}  users: ${ms.toFixed(1)} ms, ${(msPerUser * 1000).toFixed(0)} µs for each`,
    ),
    ...pageLines(details.pages),
    ...matrixLines(details.matrix),
    ...exportLines(details.exports),
    ...campaignLines(details.campaign),
    ...growthLines(details.growth),
    ...soakLines(details.soak),
    '',
    ...Object.entries(ratios).flatMap(([name, ratio]) => (ratio === null ? [] : [`${name}: ${withSpread(ratio)}`])),
    ...Object.entries(details)
      .filter(([, value]) => typeof value === 'number')
      .map(([name, value]) => `${name}: ${Number(value).toFixed(2)}`),
    ...noiseLines(report),
  ];
  return `${lines.join('\n')}\n`;
}

function pageLines(pages: Details['pages']): string[] {
  if (pages === undefined) return [];
  const title = `Pages of one customer with ${pages.users} users and ${pages.subscriptions} subscriptions`;
  const lines = pages.times.map(
    ({ page, p50Ms, p99Ms, kilobytes }) =>
      `${page.padStart(36)}: p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, ${kilobytes.toFixed(0)} kB`,
  );
  return ['', title, ...lines];
}

function matrixLines(matrix: Details['matrix']): string[] {
  if (matrix === undefined) return [];
  const { subscriptions, filters, firstTotalsMs, digestMicroseconds } = matrix;
  return [
    '',
    `The matrix of ${subscriptions} subscriptions: first totals ${firstTotalsMs.toFixed(0)} ms, digest ${digestMicroseconds.toFixed(0)} µs for each`,
    ...filters.map(
      ({ filter, pages, p50Ms, p95Ms, processorMs }) =>
        `${filter.padStart(64)}: p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms (${pages} pages${processorMs === null ? '' : `, CPU ${processorMs.toFixed(1)} ms each`})`,
    ),
  ];
}

function exportLines(exports: Details['exports']): string[] {
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

function campaignLines(campaign: Details['campaign']): string[] {
  if (campaign === undefined) return [];
  const { rows, rehearsedPerSecond, upgradedPerSecond, sameSqlPerSecond } = campaign;
  const alone = sameSqlPerSecond === null ? '' : `; the same statements alone ${sameSqlPerSecond.toFixed(0)}`;
  return [
    '',
    `A campaign of ${rows} upgrades: ${rehearsedPerSecond.toFixed(0)} worked out and ${upgradedPerSecond.toFixed(0)} carried out per second${alone}`,
  ];
}

function growthLines(growth: Details['growth']): string[] {
  if (growth === undefined) return [];
  return [
    '',
    `Single operations in worlds of ${growth.subscriptions.join(', ')} subscriptions`,
    ...growth.lines.map(({ operation, p50Ms, besideMs }) => {
      const pairs = p50Ms.map((ms, i) => `${ms.toFixed(2)} beside ${(besideMs[i] ?? 0).toFixed(2)}`);
      return `${operation.padStart(36)}: p50 ${pairs.join(', ')} ms`;
    }),
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
        ratio === undefined ? '' : ` ${withSpread(ratio)}`,
      ]);
    }),
  );
  return ['', title, row('callers', 'by', ['per second', 'p50 ms', 'p99 ms', 'CPU', 'CPU of db', ' HTTP does of it']), ...lines];
}

function row(first: string, second: string, rest: readonly string[]): string {
  return `${first.padStart(7)}  ${second.padEnd(26)}${rest.map((word) => word.padStart(11)).join('')}`;
}

function listLines(lists: Details['lists']): string[] {
  if (lists === undefined) return [];
  return lists.by.flatMap(({ list, standings }) =>
    table(`Lists of a partner with ${lists.customers} customers and ${lists.subscriptions} subscriptions: ${list}`, standings),
  );
}

function soakLines(soak: Details['soak']): string[] {
  if (soak === undefined) return [];
  const { minutes, perSecond, ceilingPerSecond, operations, p50Ms } = soak;
  return [
    '',
    `${minutes} minutes under ${perSecond.toFixed(0)} mixed operations a second, half of ${ceilingPerSecond.toFixed(0)}: ${operations} of them, p50 ${p50Ms.toFixed(1)} ms`,
    memoryLine('server', soak.server),
    memoryLine('database', soak.database),
  ];
}

function memoryLine(name: string, { beforeMb, afterMb, mbPerHour }: Course): string {
  if (beforeMb === null || afterMb === null) return `${name.padStart(36)}: memory cannot be told here`;
  const rise = mbPerHour === null ? '' : `, rising by ${mbPerHour.toFixed(0)} MB an hour in the second half`;
  return `${name.padStart(36)}: ${beforeMb.toFixed(0)} MB before, ${afterMb.toFixed(0)} MB after${rise}`;
}

function noiseLines(report: Report): string[] {
  const noise = noiseIn(report);
  if (noise === null) return [];
  return [
    '',
    `noise: the rounds of a ratio lay up to ±${(noise * 100).toFixed(0)} % apart; a smaller difference between two runs means nothing`,
  ];
}

function withSpread({ middle, least, most }: Ratio): string {
  return `${middle.toFixed(2)} (${least.toFixed(2)}-${most.toFixed(2)})`;
}
