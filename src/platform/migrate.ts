import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Db } from './db.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);

/**
 * Brings the schema up to date: numbered files, forward only, while an older version may serve on. Two programs that
 * start together take turns. Returns the names of the files it ran. `only` leaves others out, for the schema of an
 * earlier version.
 */
export async function migrate(db: Db, only?: ReadonlySet<string>): Promise<readonly string[]> {
  const files = migrationFiles().filter((file) => only?.has(file) ?? true);
  return db.dedicated(async (client) => {
    await client.query(
      'create table if not exists schema_migration (name text primary key, migrated_at timestamptz not null default now())',
    );
    const ran: string[] = [];
    for (const file of files) if (await runOnce(client, file, migrationStatements(file))) ran.push(file);
    return ran;
  });
}

/** The names of all migrations, in their order. */
export function migrationFiles(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => /^\d{4}_.*\.sql$/.test(file))
    .sort();
}

/** What a migration sends: one statement per message, which a sharded database asks for. The files hold no function bodies. */
export function migrationStatements(file: string): readonly string[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .replace(/--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** Whether a migration builds or drops indexes beside those who write, which no transaction can. */
export function isConcurrent(statements: readonly string[]): boolean {
  return statements.some((statement) => /^(create (unique )?|drop )index concurrently\b/i.test(statement));
}

/** Runs a migration unless its row is there; tells whether it ran. */
export async function runOnce(client: PoolClient, file: string, statements: readonly string[]): Promise<boolean> {
  try {
    return isConcurrent(statements) ? await runInTurn(client, file, statements) : await runPatiently(client, file, statements);
  } catch (error) {
    throw new Error(`migration ${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Whoever asks for a table after us waits behind us: so long is what others can bear, and then they get their turn. */
const LOCK_TIMEOUT = '300ms';
const LOCK_TRIES_MAX = 100;
const LOCK_PAUSE_MS = 700;
/** The lock did not come, or those who had it wanted one of ours. */
const IN_THE_WAY = new Set(['55P03', '40P01']);

async function runPatiently(client: PoolClient, file: string, statements: readonly string[]): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await runWhole(client, file, statements);
    } catch (error) {
      if (!IN_THE_WAY.has((error as { code?: string }).code ?? '') || tries >= LOCK_TRIES_MAX) throw error;
      await wait(LOCK_PAUSE_MS);
    }
  }
}

/** All of it with its row, or nothing. */
async function runWhole(client: PoolClient, file: string, statements: readonly string[]): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    // Whoever comes second waits here, and then finds the row.
    const isOurs = await note(client, file);
    if (isOurs) for (const statement of statements) await client.query(statement);
    await client.query('commit');
    return isOurs;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Any number that nobody else in the database uses. */
const TURN = 471_101;
const TURN_POLL_MS = 250;

/**
 * Statement by statement, with the row last: what was interrupted is run again from its beginning. The turn is asked for
 * again and again, since a statement that waits for it would be among those that the index has to wait for.
 */
async function runInTurn(client: PoolClient, file: string, statements: readonly string[]): Promise<boolean> {
  while (!(await isTold(client, `select pg_try_advisory_lock(${TURN}) as value`))) await wait(TURN_POLL_MS);
  try {
    if (await isTold(client, 'select exists (select from schema_migration where name = $1) as value', [file])) return false;
    // An index waits for the transactions that are running, and holds nobody up meanwhile.
    await client.query('set lock_timeout = 0');
    for (const statement of statements) await client.query(statement);
    return await note(client, file);
  } finally {
    await client.query('reset lock_timeout');
    await client.query(`select pg_advisory_unlock(${TURN})`);
  }
}

async function isTold(client: PoolClient, sql: string, values: readonly string[] = []): Promise<boolean> {
  const { rows } = await client.query<{ value: boolean }>(sql, [...values]);
  return rows[0]?.value === true;
}

/** Writes the row of a migration; false where it is there. */
async function note(client: PoolClient, file: string): Promise<boolean> {
  const { rowCount } = await client.query('insert into schema_migration (name) values ($1) on conflict do nothing', [file]);
  return rowCount === 1;
}
