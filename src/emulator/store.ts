import type { Tx } from '../platform/db.ts';
import type { Reader } from '../platform/reader.ts';
import { tablesInOrder, type TableShape } from '../platform/tables.ts';

/** A table with its columns that can be written, and its rows as JSON. */
export type KeptTable = { readonly table: string; readonly columns: string; readonly rows: string; readonly count: number };

/** What a reset leaves alone: the schema, the catalogue, and the keys that tokens and webhooks are signed with. */
const STAYS = ['schema_migration', 'catalog_edition', 'catalog_revision', 'offer', 'identity_record', 'webhook_key', 'webhook_relay'];
/** What it takes along: whoever is signed in at the console stays so. */
const CARRIED = 'console_session';

/** Every table that a reset puts back, those first that others point at. */
export function stateTables(tx: Tx): Promise<readonly TableShape[]> {
  return tablesInOrder(tx, STAYS);
}

/** The rows of a table, as they are now. */
export async function readTable(tx: Tx, { table, columns }: { readonly table: string; readonly columns: string }): Promise<KeptTable> {
  const { rows } = await tx.query<{ rows: string; count: number }>(
    `select coalesce(jsonb_agg(t), '[]')::text as rows, count(*)::integer as count from ${table} t`,
  );
  return { table, columns, rows: rows[0]?.rows ?? '[]', count: rows[0]?.count ?? 0 };
}

/** Keeps everybody else from writing until the transaction ends. */
export function holdWriters(tx: Tx, tables: readonly { readonly table: string }[]): void {
  tx.send(`lock table ${tables.map(({ table }) => table).join(', ')} in share row exclusive mode`);
}

/** Takes all rows out of the tables, which stand in the order in which they can be filled. */
export function emptyTables(tx: Tx, tables: readonly { readonly table: string }[]): void {
  for (const { table } of tables.toReversed()) tx.send(`delete from ${table}`);
}

/** Puts kept rows back. */
export function fillTable(tx: Tx, { table, columns, rows, count }: KeptTable): void {
  if (count === 0) return;
  tx.send(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [rows]);
}

/** How many customers there are, of all partners. */
export async function countCustomers(reader: Reader): Promise<number> {
  const { rows } = await reader.query<{ customers: number }>('select count(*)::integer as customers from customer');
  return rows[0]?.customers ?? 0;
}

/** The sessions of now, which a reset takes along. */
export function readSessions(tx: Tx, tables: readonly KeptTable[]): Promise<KeptTable> {
  return readTable(tx, { table: CARRIED, columns: tables.find(({ table }) => table === CARRIED)?.columns ?? '*' });
}

/** Puts sessions back, those of people who are there. */
export function fillSessions(tx: Tx, { table, columns, rows }: KeptTable): void {
  tx.send(
    `insert into ${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb) r
      where exists (select from partner_user u where u.user_id = r.user_id)`,
    [rows],
  );
}

/** Whether a reset takes the table along instead of putting it back. */
export function isCarried({ table }: { readonly table: string }): boolean {
  return table === CARRIED;
}
