import type { Tx } from '../platform/db.ts';
import type { Reader } from '../platform/reader.ts';

/**
 * Fills a table with rows whose members are its columns; columns that the rows leave out keep their defaults. The whole
 * batch is one statement. This is the only place that writes tables of other domains: before anybody works with them.
 */
export async function insertRows(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  await tx.query(intoTable(table, Object.keys(first)), [JSON.stringify(rows)]);
}

/** The same, passing over rows that are there; tells how many were not. Waits for others who write the same rows. */
export async function insertMissingRows(tx: Tx, table: string, rows: readonly object[]): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const { rowCount } = await tx.query(`${intoTable(table, Object.keys(first))} on conflict do nothing`, [JSON.stringify(rows)]);
  return rowCount;
}

function intoTable(table: string, columns: readonly string[]): string {
  const names = columns.join(', ');
  return `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
}

/** Which of these customers are there already. */
export async function knownCustomers(tx: Tx, customerIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ customer_id: string }>('select customer_id from customer where customer_id = any($1::uuid[])', [
    customerIds,
  ]);
  return new Set(rows.map((row) => row.customer_id));
}

/** How many partners there are, and how many of these are among them. */
export async function countPartners(
  reader: Reader,
  partnerIds: readonly string[],
): Promise<{ readonly all: number; readonly known: number }> {
  const { rows } = await reader.query<{ all: number; known: number }>(
    'select count(*)::integer as all, (count(*) filter (where partner_id = any($1::uuid[])))::integer as known from partner',
    [partnerIds],
  );
  return rows[0] ?? { all: 0, known: 0 };
}

/** Tells the planner what the tables hold now. */
export async function analyze(tx: Tx, tables: readonly string[]): Promise<void> {
  await tx.query(`analyze ${tables.join(', ')}`);
}
