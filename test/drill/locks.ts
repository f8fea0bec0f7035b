import type { PoolClient } from 'pg';

/** A statement of a migration that keeps others from a table for as long as the table is large. */
export type Blocking = { readonly statement: string; readonly table: string; readonly why: 'is written anew' | 'is read through' };

/**
 * Carries out the statements of a migration in one transaction, which is rolled back, and tells which of them go through
 * a whole customers' table while they, or one before them, keep readers or writers from such a table. PostgreSQL itself
 * says what was locked, read and written anew: a table needs no rows for that.
 */
export async function blockingStatements(client: PoolClient, statements: readonly string[]): Promise<readonly Blocking[]> {
  const found: Blocking[] = [];
  await client.query('begin');
  try {
    let before = await lookAt(client);
    const known = new Set(before.map(({ table }) => table));
    for (const statement of statements) {
      await client.query(statement);
      // What this migration made itself, nobody else can see yet.
      const after = (await lookAt(client)).filter(({ table }) => known.has(table));
      found.push(...compared(before, after).map((each) => ({ statement, ...each })));
      before = after;
    }
    return found;
  } finally {
    await client.query('rollback');
  }
}

type Look = {
  readonly table: string;
  readonly file: number;
  readonly scans: number;
  readonly isLocked: boolean;
};

function compared(before: readonly Look[], after: readonly Look[]): readonly Omit<Blocking, 'statement'>[] {
  const known = new Map(before.map((look) => [look.table, look]));
  const keepsOthersOut = after.some(({ isLocked }) => isLocked);
  return after.flatMap(({ table, file, scans }): readonly Omit<Blocking, 'statement'>[] => {
    const was = known.get(table);
    if (was !== undefined && was.file !== file) return [{ table, why: 'is written anew' }];
    return keepsOthersOut && scans > (was?.scans ?? 0) ? [{ table, why: 'is read through' }] : [];
  });
}

/** The tables that grow with the customers. A change of rows locks those rows until the end, which is as bad for a whole table. */
async function lookAt(client: PoolClient): Promise<readonly Look[]> {
  const { rows } = await client.query<Look>(
    `select c.relname as table, c.relfilenode::int as file,
            (pg_stat_get_xact_numscans(c.oid) + coalesce((select sum(pg_stat_get_xact_numscans(i.indexrelid)) from pg_index i where i.indrelid = c.oid), 0))::int as scans,
            exists (select from pg_locks l where l.relation = c.oid and l.pid = pg_backend_pid() and l.mode in
              ('RowExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')) as "isLocked"
       from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'customer_id' and not a.attisdropped)`,
  );
  return rows;
}
