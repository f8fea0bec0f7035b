import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startProgram, tokenFrom } from '../../bench/program.ts';
import type { World } from '../../bench/world.ts';
import type { Place } from '../../src/platform/postgres-place.ts';
import { beginLoad, type Load, type Memory } from '../crash/load.ts';
import { randomFrom, type Random } from '../crash/random.ts';
import { untilMore, within } from '../crash/run.ts';
import { fillFolder } from '../crash/site.ts';
import { copyFiles, copyRunning, makeFolder } from './base-copy.ts';
import { judgeRestoredTraces, readRestored } from './restores.ts';
import { placeOf, startServer, type Server, type Settings } from './server.ts';

export type InstantsReport = {
  readonly seed: number;
  readonly acknowledged: number;
  readonly instants: readonly RestoredInstant[];
  readonly problems: readonly string[];
};

export type RestoredInstant = {
  /** The time, or the place in the log. */
  readonly by: string;
  /** Changes that had been answered by then, and those that came back. */
  readonly answered: number;
  readonly restored: number;
  /** How long it took from the copy of the files until the database could be written. */
  readonly seconds: number;
  /** What the comparison finds when it takes this for what there was at the end: it must find something. */
  readonly faultsByTheEnd: number;
};

const CUSTOMERS_PER_INSTANT = 900;

/**
 * Archives the log of a database under the crash test's load, and brings a copy of its files, made under the same load, to random
 * instants: everything that was answered before the instant is there, nothing that was asked after it, and no change in part.
 */
export async function restoreInstants({ times, seed }: { readonly times: number; readonly seed: number }): Promise<InstantsReport> {
  const folder = mkdtempSync(join(tmpdir(), 'upseat-instants-'));
  const customers = CUSTOMERS_PER_INSTANT * (times + 1);
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  let load: Load | null = null;
  try {
    const world = await fillFolder(folder, { customers, durable: true });
    const place = placeOf(folder);
    const home = dirname(place.databaseFolder);
    ends.push(() => rmSync(home, { recursive: true, force: true }));
    const archive = join(home, 'archive');
    await makeFolder(archive, place.runAs);
    const server = await startServer(place, { archive_mode: 'on', archive_command: `cp "%p" "${archive}/%f"` });
    ends.push(server.kill);
    const program = await startProgram({
      environment: { DATABASE_URL: server.url, DATA_DIR: join(folder, 'data'), RATE_LIMIT_PER_MINUTE: '0' },
    });
    ends.push(program.stop);
    const headers = { authorization: `Bearer ${await tokenFrom(program.origin, world)}` };
    load = beginLoad({ world, origin: program.origin, headers }, customers, randomFrom(seed + 1));
    const base = await copyUnderLoad(server, load.memory, join(home, 'base'));
    const instants = await noteInstants(server, load.memory, times, randomFrom(seed));
    await load.stop();
    await program.stop();
    await archiveAll(server);
    await server.stop();
    const found = [];
    for (const [i, instant] of instants.entries())
      found.push(await restoreOne({ base, archive, world, atTheEnd: load.memory.known }, join(home, `instant-${i + 1}`), instant));
    return {
      seed,
      acknowledged: load.memory.acknowledged,
      instants: found.map(({ told }) => told),
      problems: [...load.memory.surprises, ...found.flatMap(({ problems }) => problems)],
    };
  } finally {
    load?.abandon();
    for (const end of ends.toReversed()) await end();
  }
}

async function copyUnderLoad(server: Server, memory: Memory, databaseFolder: string): Promise<Place> {
  await untilAsked(memory);
  return copyRunning(server, databaseFolder, 'recovery.signal');
}

/** What the callers knew just before the instant and just after it, and the setting that names it. */
type Instant = { readonly before: Memory['known']; readonly after: Memory['known']; readonly setting: Settings };

async function noteInstants(server: Server, memory: Memory, times: number, random: Random): Promise<readonly Instant[]> {
  const instants: Instant[] = [];
  for (let turn = 1; turn <= times; turn += 1) {
    await untilAsked(memory);
    await wait(random.between(100, 1500));
    instants.push(turn % 2 === 0 ? await byPosition(server, memory) : await byTime(memory));
  }
  // Recovery knows that it has passed an instant when it finds a commit behind it.
  await untilAsked(memory);
  return instants;
}

function untilAsked(memory: Memory): Promise<void> {
  return within(() => untilMore(memory, memory.acknowledged), 'nothing was answered');
}

/** The clock that stamps commits is this machine's; it is read in whole milliseconds here, so the next one is the instant. */
async function byTime({ known }: Memory): Promise<Instant> {
  const before = new Map(known);
  const at = Date.now() + 1;
  while (Date.now() <= at) await wait(1);
  return { before, after: new Map(known), setting: { recovery_target_time: new Date(at).toISOString().replace('Z', '+00') } };
}

async function byPosition(server: Server, { known }: Memory): Promise<Instant> {
  const before = new Map(known);
  const rows = await server.ask<{ position: string }>('select pg_current_wal_insert_lsn() as position');
  return { before, after: new Map(known), setting: { recovery_target_lsn: rows[0]?.position ?? '' } };
}

/** Closes the file of the log that is being written, and waits until it lies in the archive. */
async function archiveAll(server: Server): Promise<void> {
  const rows = await server.ask<{ file: string }>('select pg_walfile_name(pg_switch_wal()) as file');
  const file = rows[0]?.file ?? '';
  await within(async () => {
    for (;;) {
      const done = await server.ask(`select from pg_stat_archiver where last_archived_wal >= '${file}'`);
      if (done.length > 0) return;
      await wait(50, undefined, { ref: false });
    }
  }, 'the log was not archived');
}

type Source = {
  readonly base: Place;
  readonly archive: string;
  readonly world: World;
  readonly atTheEnd: Memory['known'];
};

/** Brings a copy of the copy to the instant, and holds it against what the callers knew. */
async function restoreOne({ base, archive, world, atTheEnd }: Source, folder: string, { before, after, setting }: Instant) {
  const from = performance.now();
  await copyFiles(base.databaseFolder, folder, { runAs: base.runAs, which: 'all' });
  const server = await startServer(
    { ...base, databaseFolder: folder, logFile: `${folder}.log` },
    { ...setting, restore_command: `cp "${archive}/%f" "%p"`, recovery_target_action: 'promote', hot_standby: 'off' },
  );
  try {
    const seconds = Math.round((performance.now() - from) / 100) / 10;
    const by = Object.values(setting).join();
    const traces = await readRestored(server.url, world, `${folder}.data`);
    const { counts, problems } = judgeRestoredTraces(traces, { name: by, before, after });
    const faultsByTheEnd = judgeRestoredTraces(traces, { name: by, before: atTheEnd, after: atTheEnd }).problems.length;
    return { told: { by, answered: counts.before, restored: counts.restored, seconds, faultsByTheEnd }, problems };
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
