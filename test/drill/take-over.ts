import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startProgram, tokenFrom, type Program } from '../../bench/program.ts';
import { customerIdOf, type plantCustomers, type plantWorld, type World } from '../../bench/world.ts';
import { openDb, type Db } from '../../src/platform/db.ts';
import { migrationFiles, type migrate } from '../../src/platform/migrate.ts';
import { startPostgres } from '../../src/platform/postgres.ts';
import { openLossyWire } from '../abuse/lossy.ts';
import { beginLoad, type Memory } from '../crash/load.ts';
import { randomFrom } from '../crash/random.ts';
import { compare } from '../crash/run.ts';
import { USERS } from '../crash/scripts.ts';
import { isStranded } from '../crash/site.ts';

export type TakeOverOptions = {
  /** Where the version before lies, with its packages. */
  readonly oldFolder: string;
  /** How long the old one serves alone, both serve, and the new one serves alone. */
  readonly seconds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
};

export type TakeOverReport = {
  /** What the new version ran while the old one served. */
  readonly migrations: readonly string[];
  readonly customers: number;
  /** Changes that were answered, and the longest time in which nobody was, in each phase. */
  readonly phases: Readonly<Record<string, { readonly acknowledged: number; readonly longestPauseMs: number }>>;
  /** Of the acknowledged, those that had to be asked for again: cut off, or answered with 503. */
  readonly repeated: number;
  readonly problems: readonly string[];
};

const CUSTOMERS_PER_SECOND = 250;

/**
 * Starts the version before on a database of its schema, and under the load of the crash test this version beside it,
 * which migrates; callers then go over to it, and the old one is stopped. What was answered must be there, once, by the
 * rules of this version; a request that was cut off or answered with 503 is repeated.
 */
export async function takeOver({ oldFolder, seconds, seed, say }: TakeOverOptions): Promise<TakeOverReport> {
  const folder = mkdtempSync(join(tmpdir(), 'upseat-drill-'));
  const postgres = await startPostgres({ folder });
  const customers = Math.ceil(3 * seconds * CUSTOMERS_PER_SECOND);
  const db = openDb({ connectionString: postgres.connectionString, applicationName: 'upseat-drill' });
  const programs: Program[] = [];
  // Connections are cut now and then, so that each of the programs gets its share of them.
  const wire = await openLossyWire(0.05, randomFrom(seed));
  const start = async (entry: string | undefined): Promise<Program> => {
    const environment = {
      PUBLIC_URL: wire.origin,
      DATABASE_URL: postgres.connectionString,
      DATA_DIR: join(folder, `data-${programs.length}`),
      RATE_LIMIT_PER_MINUTE: '0',
    };
    const program = await startProgram({ environment, ...(entry === undefined ? {} : { entry }) });
    programs.push(program);
    return program;
  };
  try {
    const { world, migrations } = await fillAs(oldFolder, postgres.connectionString, customers, db);
    const old = await start(join(oldFolder, 'src/main.ts'));
    wire.leadTo(old.origin);
    const headers = { authorization: `Bearer ${await tokenFrom(old.origin, world)}` };
    const aim = { world, headers, origin: wire.origin };
    const load = beginLoad(aim, customers, randomFrom(seed + 1));
    const phases: Record<string, Phase> = {};
    const phase = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      phases[name] = await watched(load.memory, work);
      say(`${name}: ${JSON.stringify(phases[name])}`);
    };
    await phase('the old version alone', () => wait(seconds * 1000));
    await phase('the new one starts and migrates', async () => wire.leadTo(old.origin, (await start(undefined)).origin));
    await phase('both', () => wait(seconds * 1000));
    const { origin } = programs.at(-1) ?? old;
    wire.leadTo(origin);
    await phase('the old one stops', () => old.stop());
    await phase('the new one alone', () => wait(seconds * 1000));
    await load.stop();
    const judged = await compare(
      { ...aim, origin, look: (work) => work(db), webhooksHeard: () => 0, server: { unexplained: () => [] } },
      load.memory,
    );
    const known = new Set(migrations);
    return {
      migrations: migrationFiles().filter((file) => !known.has(file)),
      customers,
      phases,
      repeated: load.memory.repeated,
      problems: judged.problems,
    };
  } finally {
    await wire.close();
    for (const program of programs) await program.stop();
    await db.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Phase = TakeOverReport['phases'][string];

const LOOK_MS = 5;

/** Counts what is answered while something goes on. */
async function watched(memory: Memory, work: () => Promise<unknown>): Promise<Phase> {
  const from = memory.acknowledged;
  let [known, since, longest] = [from, performance.now(), 0];
  const look = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - since);
    if (memory.acknowledged > known) [known, since] = [memory.acknowledged, now];
  }, LOOK_MS);
  await work();
  clearInterval(look);
  return { acknowledged: memory.acknowledged - from, longestPauseMs: Math.round(longest) };
}

/** Customers in the schema of the version before, written by its own program. */
async function fillAs(
  oldFolder: string,
  connectionString: string,
  customers: number,
  db: Db,
): Promise<{ readonly world: World; readonly migrations: readonly string[] }> {
  const of = <Module>(path: string): Promise<Module> => import(pathToFileURL(join(oldFolder, path)).href);
  const before = {
    ...(await of<{ openDb: typeof openDb }>('src/platform/db.ts')),
    ...(await of<{ migrate: typeof migrate }>('src/platform/migrate.ts')),
    ...(await of<{ plantWorld: typeof plantWorld; plantCustomers: typeof plantCustomers }>('bench/world.ts')),
  };
  const own = before.openDb({ connectionString });
  try {
    const migrations = await before.migrate(own);
    const world = await before.plantWorld(own);
    await before.plantCustomers(own, world, { first: 1, last: customers, users: USERS });
    const stranded = Array.from({ length: customers }, (_, i) => i + 1).filter(isStranded);
    await db.read(`update directory_user set usage_location = null where customer_id = any($1::uuid[]) and display_name = 'Person 1'`, [
      stranded.map(customerIdOf),
    ]);
    return { world, migrations };
  } finally {
    await own.close();
  }
}
