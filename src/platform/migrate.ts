import { readdirSync, readFileSync } from 'node:fs';
import type { Db } from './db.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);

/**
 * Brings the schema up to date: numbered files, forward only, each in one transaction with its own row in
 * `schema_migration`. Two programs that start together take turns on the row of the migration.
 * Returns the names of the files it ran. `only` leaves others out, for the schema of an earlier version.
 */
export async function migrate(db: Db, only?: ReadonlySet<string>): Promise<readonly string[]> {
  const files = migrationFiles().filter((file) => only?.has(file) ?? true);
  const ran: string[] = [];
  await db.dedicated(async (client) => {
    await client.query(
      'create table if not exists schema_migration (name text primary key, migrated_at timestamptz not null default now())',
    );
    for (const file of files) {
      await client.query('begin');
      try {
        await client.query(`set local lock_timeout = '5s'`);
        // Whoever comes second waits here, and then finds the row.
        const { rowCount } = await client.query('insert into schema_migration (name) values ($1) on conflict do nothing', [file]);
        if (rowCount === 1) {
          for (const statement of statementsOf(readFileSync(new URL(file, FOLDER), 'utf8'))) await client.query(statement);
          ran.push(file);
        }
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`migration ${file}: ${(error as Error).message}`, { cause: error });
      }
    }
  });
  return ran;
}

/** The names of all migrations, in their order. */
export function migrationFiles(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => /^\d{4}_.*\.sql$/.test(file))
    .sort();
}

/** One statement per message, which a sharded database asks for. The files hold no function bodies. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
