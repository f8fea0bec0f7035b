import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Db } from '../db.ts';
import { migrate, migrationFiles } from '../migrate.ts';
import { readerOf } from '../reader.ts';
import { tablesInOrder } from '../tables.ts';
import { sumTables } from './backup.ts';
import { differences, ROWS_END, type BackupEnd, type BackupHead, type TableHead } from './format.ts';
import { linesOf } from './lines.ts';

/** How a restore ended. */
export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly madeAt: string; readonly version: string; readonly tables: number; readonly rows: number }
  /** The file is no backup, is cut off, or is from a newer version; nothing was changed but, at most, the schema made. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** Everything was loaded, compared and found different; it was taken out again. */
  | { readonly kind: 'different'; readonly differences: readonly string[] };

/** Puts a backup into a database without data, compares every row with the backup, and brings the schema up to date. */
export async function restoreBackup(db: Db, source: AsyncIterable<Buffer>): Promise<RestoreOutcome> {
  const lines = linesOf(source);
  const head = headOf(await nextLine(lines));
  if (head === null) return { kind: 'refused', problem: 'This file is no backup of Upseat.' };
  const unknown = head.migrations.filter((name) => !migrationFiles().includes(name));
  if (unknown.length > 0)
    return { kind: 'refused', problem: `The backup is of version ${head.version}, which is newer than this program (${unknown[0]}).` };
  await migrate(db, new Set(head.migrations));
  const end = await load(db, lines);
  if (end === null) return { kind: 'refused', problem: 'The file ends too early: it was cut off. Nothing was restored.' };
  const found = differences(end, await sumTables(db));
  if (found.length > 0) {
    await db.transaction(async (tx) => emptyAll(await tablesInOrder(tx, WITHOUT), (sql) => tx.query(sql)));
    return { kind: 'different', differences: found };
  }
  await migrate(db);
  const rows = Object.values(end).reduce((sum, table) => sum + table.rows, 0);
  return { kind: 'restored', madeAt: head.madeAt, version: head.version, tables: Object.keys(end).length, rows };
}

const WITHOUT = ['schema_migration'];

/** Loads all tables in one transaction. Null, and nothing loaded, where the end is missing. */
function load(db: Db, lines: AsyncGenerator<Buffer>): Promise<BackupEnd['end'] | null> {
  return db.dedicated(async (client) => {
    const tables = await tablesInOrder(readerOf(db), WITHOUT);
    await client.query('begin');
    try {
      // What the migrations themselves wrote is in the backup too.
      await emptyAll(tables, (sql) => client.query(sql));
      const end = await loadTables(client, lines);
      await client.query(end === null ? 'rollback' : 'commit');
      return end;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}

async function emptyAll(tables: readonly { readonly table: string }[], run: (sql: string) => Promise<unknown>): Promise<void> {
  for (const { table } of tables.toReversed()) await run(`delete from ${table}`);
}

async function loadTables(client: PoolClient, lines: AsyncGenerator<Buffer>): Promise<BackupEnd['end'] | null> {
  for (let line = await nextLine(lines); line !== null; line = await nextLine(lines)) {
    const said = JSON.parse(line) as TableHead | BackupEnd;
    if ('end' in said) return said.end;
    if (!(await loadRows(client, said, lines))) return null;
  }
  return null;
}

/** Whether the rows came to their end. */
async function loadRows(client: PoolClient, { table, columns }: TableHead, lines: AsyncGenerator<Buffer>): Promise<boolean> {
  const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin`));
  const done = once(stream, 'finish');
  // Met below; until then a failure must not count as unhandled.
  done.catch(() => {});
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    if (next.value.length === ROWS_END.length && next.value.toString() === ROWS_END) {
      stream.end();
      await done;
      return true;
    }
    if (!stream.write(Buffer.concat([next.value, Buffer.from('\n')]))) await Promise.race([once(stream, 'drain'), done]);
  }
  stream.destroy();
  await done.catch(() => {});
  return false;
}

async function nextLine(lines: AsyncGenerator<Buffer>): Promise<string | null> {
  const { value, done } = await lines.next();
  return done === true ? null : value.toString();
}

function headOf(line: string | null): BackupHead | null {
  try {
    const head = JSON.parse(line ?? '') as Partial<BackupHead>;
    return head.format === 'upseat-backup-1' ? (head as BackupHead) : null;
  } catch {
    return null;
  }
}
