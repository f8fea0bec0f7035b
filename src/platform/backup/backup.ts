import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Db } from '../db.ts';
import { readerOf } from '../reader.ts';
import { tablesInOrder, type TableShape } from '../tables.ts';
import { ROWS_END, type BackupEnd, type BackupHead, type TableSum } from './format.ts';
import { linesOf } from './lines.ts';

/** The migrations stand in the head, and a restore runs them itself. */
const WITHOUT = ['schema_migration'];

/** Writes everything as it is at one moment, while others go on working. Gives what the tables held. */
export function writeBackup(db: Db, out: Writable, about: { readonly version: string; readonly at: Date }): Promise<BackupEnd['end']> {
  return atOneMoment(db, async (client) => {
    const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name');
    const migrations = rows.map(({ name }) => name);
    const head: BackupHead = { format: 'upseat-backup-1', version: about.version, madeAt: about.at.toISOString(), migrations };
    await put(out, `${JSON.stringify(head)}\n`);
    const sums = await readTables(db, async (table) => {
      await put(out, `${JSON.stringify({ table: table.table, columns: table.columns })}\n`);
      const sum = await readRows(client, table, (line) => put(out, line));
      await put(out, `${ROWS_END}\n`);
      return sum;
    });
    await put(out, `${JSON.stringify({ end: sums })}\n`);
    return sums;
  });
}

/** What the tables hold now, to be compared. */
export function sumTables(db: Db): Promise<BackupEnd['end']> {
  return atOneMoment(db, (client) => readTables(db, (table) => readRows(client, table, async () => {})));
}

/**
 * Reads on a connection of its own, which sees the database as it is at the beginning. One on which it failed is thrown away:
 * in the middle of a COPY that nobody reads any further it would answer nothing more.
 */
function atOneMoment<Result>(db: Db, read: (client: PoolClient) => Promise<Result>): Promise<Result> {
  return db.dedicated(async (client) => {
    try {
      await client.query('begin isolation level repeatable read, read only');
      await client.query(SAME_EVERYWHERE);
      const result = await read(client);
      await client.query('rollback');
      return result;
    } catch (error) {
      throw Object.assign(new Error(`the tables could not be read to their end: ${String(error)}`, { cause: error }), {
        code: CONNECTION_BROKEN,
      });
    }
  });
}

/** Days and instants as text look the same on every server only with these settings. */
const SAME_EVERYWHERE = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1`;

/** SQL's own code for a connection that failed, by which it is thrown away. */
const CONNECTION_BROKEN = '08006';

async function readTables(db: Db, read: (table: TableShape) => Promise<TableSum>): Promise<BackupEnd['end']> {
  const sums: Record<string, TableSum> = {};
  for (const table of await tablesInOrder(readerOf(db), WITHOUT)) sums[table.table] = await read(table);
  return sums;
}

async function readRows(
  client: PoolClient,
  { table, columns, key }: TableShape,
  onLine: (line: Buffer) => Promise<void>,
): Promise<TableSum> {
  const hash = createHash('sha256');
  let rows = 0;
  const stream = client.query(copyTo(`copy (select ${columns} from ${table} order by ${key}) to stdout`));
  for await (const line of linesOf(stream)) {
    const whole = Buffer.concat([line, Buffer.from('\n')]);
    hash.update(whole);
    rows += 1;
    await onLine(whole);
  }
  return { rows, sha256: hash.digest('hex') };
}

/** Writes and, where the receiver is slower, waits for it: the memory stays flat. */
async function put(out: Writable, text: string | Buffer): Promise<void> {
  if (out.destroyed) throw new Error('the backup cannot be written any further');
  if (!out.write(text)) await once(out, 'drain');
}
