import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../../bench/world.ts';
import { openDb } from '../../src/platform/db.ts';
import { stepsIn, type Known, type Trace } from '../crash/judge.ts';
import { beginLoad, type Memory } from '../crash/load.ts';
import { randomFrom } from '../crash/random.ts';
import { untilAnswered } from '../crash/run.ts';
import { kindOf, STEPS } from '../crash/scripts.ts';
import type { Site } from '../crash/site.ts';
import { readTraces } from '../crash/traces.ts';
import { runProgram } from '../program.ts';

export type RestoreReport = {
  readonly acknowledged: number;
  /** For each backup: changes that had been answered when it began and when it ended, and those that came back. */
  readonly backups: readonly { readonly before: number; readonly restored: number; readonly after: number }[];
  readonly problems: readonly string[];
};

/** How many customers the load takes while so many backups are made. */
export function customersForRestores(times: number): number {
  return 3000 * times;
}

/**
 * Backs up at random moments of the crash test's load, restores each backup into a database of its own, and holds that
 * against what the callers know: everything that was answered before the backup began, nothing that was asked after it
 * ended, and no change in part. The restored one must agree with its own ledger, too.
 */
export async function restoreUnderLoad(
  site: Site,
  { times, seed }: { readonly times: number; readonly seed: number },
): Promise<RestoreReport> {
  const random = randomFrom(seed);
  const load = beginLoad(site, customersForRestores(times), randomFrom(seed + 1));
  const backups: Backup[] = [];
  for (let turn = 1; turn <= times; turn += 1) {
    await untilAnswered(site, load.memory);
    await wait(random.between(200, 2000));
    backups.push(await backUp(site, load.memory, join(site.folder, `${turn}.upseat`)));
  }
  await load.stop();
  const judged = [];
  for (const [i, backup] of backups.entries()) judged.push(await judgeRestored(site, backup, `restored_${i + 1}`));
  return {
    acknowledged: load.memory.acknowledged,
    backups: judged.map(({ counts }) => counts),
    problems: [...load.memory.surprises, ...judged.flatMap(({ problems }) => problems)],
  };
}

type Backup = { readonly file: string; readonly before: Memory['known']; readonly after: Memory['known'] };

async function backUp(site: Site, { known }: Memory, file: string): Promise<Backup> {
  const before = new Map(known);
  await upseat(['backup', file], { DATA_DIR: site.folder });
  return { file, before, after: new Map(known) };
}

async function judgeRestored(site: Site, { file, before, after }: Backup, name: string): Promise<Judged> {
  const address = new URL(site.databaseUrl());
  await site.look((db) => db.read(`create database ${name}`));
  address.pathname = `/${name}`;
  const dataFolder = join(site.folder, name);
  await upseat(['restore', file], { DATABASE_URL: address.href, DATA_DIR: dataFolder });
  const traces = await readRestored(address.href, site.world, dataFolder);
  await site.look((each) => each.read(`drop database ${name}`));
  return judgeRestoredTraces(traces, { name, before, after });
}

/** What a database that came back holds; it must agree with its own ledger. `dataFolder` is for what a program needs beside it. */
export async function readRestored(url: string, world: World, dataFolder: string): Promise<readonly Trace[]> {
  await upseat(['verify'], { DATABASE_URL: url, DATA_DIR: dataFolder });
  const db = openDb({ connectionString: url, connectionsMax: 1 });
  try {
    return await readTraces(db, world);
  } finally {
    await db.close();
  }
}

/** What the callers knew before and after the moment of which something came back. */
export type Moment = { readonly name: string; readonly before: Memory['known']; readonly after: Memory['known'] };
type Judged = { readonly counts: RestoreReport['backups'][number]; readonly problems: readonly string[] };

/** Holds what came back against what the callers knew. */
export function judgeRestoredTraces(traces: readonly Trace[], { name, before, after }: Moment): Judged {
  let restored = 0;
  const problems = traces.flatMap((trace) => {
    const { customer } = trace;
    const steps = stepsIn(trace, kindOf(customer), STEPS[kindOf(customer)]);
    restored += steps ?? 0;
    return faultsOf(steps, before.get(customer), after.get(customer)).map((fault) => `${name}, customer ${customer}: ${fault}`);
  });
  return { counts: { before: answersIn(before), restored, after: answersIn(after) }, problems };
}

/** Whatever is asked has one step under way that is not answered yet. */
function faultsOf(steps: number | null, before: Known | undefined, after: Known | undefined): readonly string[] {
  if (steps === null) return ['a change in part'];
  const [least, most] = [before?.answers.length ?? 0, after === undefined ? 0 : after.answers.length + 1];
  if (steps < least) return [`${least} changes had been answered, ${steps} came back`];
  return steps > most ? [`${most} changes had been asked for, ${steps} came back`] : [];
}

function answersIn(known: Memory['known']): number {
  return [...known.values()].reduce((sum, { answers }) => sum + answers.length, 0);
}

async function upseat(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<void> {
  const program = runProgram('src/main.ts', words, environment);
  const code = await program.ended;
  if (code !== 0) throw new Error(`upseat ${words.join(' ')}: ${code} ${program.written().output}${program.written().words}`);
}
