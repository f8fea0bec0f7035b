import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after } from 'node:test';
import { Client } from 'pg';
import { openDb, type Db, type DbOptions } from '../src/platform/db.ts';
import { migrate } from '../src/platform/migrate.ts';

const server = process.env['TEST_DATABASE_URL'];

/** A database of one test file's own, copied from a migrated template and dropped at the end. */
export async function testDatabase(options: Pick<DbOptions, 'followUps'> = {}): Promise<Db> {
  if (server === undefined) throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm test`');
  const name = `t_${process.pid}_${Date.now().toString(36)}_${serial++}`;
  await createFromTemplate(server, await template(server), name);
  const db = openDb({ connectionString: urlOf(server, name), connectionsMax: 8, ...options });
  after(async () => {
    await db.close();
    await administer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
  });
  return db;
}

/** The address of an empty database of one test file's own, without our schema, made in some way; dropped at the end. */
export async function emptyDatabase(way = ''): Promise<string> {
  if (server === undefined) throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm test`');
  const name = `e_${process.pid}_${Date.now().toString(36)}_${serial++}`;
  await administer(server, (client) => client.query(`create database ${name} ${way}`));
  after(() => administer(server, (client) => client.query(`drop database if exists ${name} with (force)`)));
  return urlOf(server, name);
}

let serial = 0;

/** The migrated template, made by whichever test file comes first; its name is the hash of the migrations. */
async function template(url: string): Promise<string> {
  const hash = createHash('sha256');
  const folder = new URL('../migrations/', import.meta.url);
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(new URL(file, folder)));
  const name = `template_${hash.digest('hex').slice(0, 16)}`;
  await administer(url, async (client) => {
    await client.query('select pg_advisory_lock(471100)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`create database ${name}_new`);
      const db = openDb({ connectionString: urlOf(url, `${name}_new`), connectionsMax: 1 });
      await migrate(db);
      await db.close();
      await client.query(`alter database ${name}_new rename to ${name}`);
    }
    await client.query('select pg_advisory_unlock(471100)');
  });
  return name;
}

async function createFromTemplate(url: string, from: string, name: string): Promise<void> {
  // Two copies at the same time would each find the template in use.
  await administer(url, async (client) => {
    await client.query('select pg_advisory_lock(471100)');
    await client.query(`create database ${name} template ${from}`);
    await client.query('select pg_advisory_unlock(471100)');
  });
}

async function administer(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The address of another database on the server of the tests, which may be reached through a socket. */
export function testDatabaseUrl(database: string): string {
  return urlOf(process.env['TEST_DATABASE_URL'] ?? '', database);
}

function urlOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.toString();
}
