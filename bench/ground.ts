import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { newId } from '../src/platform/clock.ts';
import { openDb, type Db } from '../src/platform/db.ts';
import { migrate } from '../src/platform/migrate.ts';
import { digestFollows } from '../src/portfolio/digest/store.ts';
import { startPostgres } from '../src/platform/postgres.ts';

/** A durable, migrated, empty database and a folder for files, both gone at the end. */
export type Ground = {
  readonly connectionString: string;
  readonly db: Db;
  readonly folder: string;
  /** What decides about speed and durability, as the server says. */
  readonly settings: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

/** Makes the ground: on the server of DATABASE_URL in a database of its own, else on a server of our own in a temporary folder. */
export async function prepareGround(given: string | undefined): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'upseat-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // Whoever is interrupted leaves no gigabytes behind either.
  process.once('exit', remove);
  const database = given === undefined ? await ownServer(folder) : await ownDatabase(given);
  const db = openDb({ connectionString: database.connectionString, applicationName: 'upseat-bench', followUps: [digestFollows()] });
  await migrate(db);
  const { rows } = await db.read<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size')`,
  );
  return {
    connectionString: database.connectionString,
    db,
    folder,
    settings: Object.fromEntries(rows.map(({ name, setting }) => [name, setting])),
    close: async () => {
      await db.close();
      await database.remove();
      process.removeListener('exit', remove);
      remove();
    },
  };
}

type OwnDatabase = { readonly connectionString: string; readonly remove: () => Promise<void> };

async function ownServer(folder: string): Promise<OwnDatabase> {
  const postgres = await startPostgres({ folder: join(folder, 'data'), durable: true });
  return { connectionString: postgres.connectionString, remove: postgres.stop };
}

async function ownDatabase(given: string): Promise<OwnDatabase> {
  const name = `upseat_bench_${newId().replaceAll('-', '')}`;
  await administer(given, `create database ${name}`);
  const address = new URL(given);
  address.pathname = `/${name}`;
  return { connectionString: address.toString(), remove: () => administer(given, `drop database ${name} with (force)`) };
}

async function administer(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
