import type { Tx } from './db.ts';

/**
 * The rows that one store wants written, with the statement that writes them. In the statement `$rows` stands
 * for the rows (a jsonb array) and `$customer` for the customer they all belong to.
 */
export type Write = { readonly table: string; readonly sql: string; readonly rows: readonly unknown[] };

/**
 * Many ids as one jsonb object, to be asked with `r.users ? l.user_id::text`. Joined as rows they cost the square of
 * their number whenever the planner knows too little of a table; asked like this they never do.
 */
export function idSet(ids: readonly string[]): Readonly<Record<string, 1>> {
  return Object.fromEntries(ids.map((id) => [id, 1]));
}

/**
 * Writes the parts of one change in a single statement, so that a change to six tables costs one round trip.
 * All parts see the database as it was before the statement; none may touch a row that another touches. What follows
 * up a change to one of the tables goes behind it, and sees all of it.
 */
export function writeAll(tx: Tx, customerId: string, parts: readonly Write[]): void {
  const filled = parts.filter((part) => part.rows.length > 0);
  if (filled.length === 0) return;
  let place = composed;
  for (const { sql } of filled) {
    const next = place.after.get(sql) ?? { sql: null, after: new Map() };
    place.after.set(sql, next);
    place = next;
  }
  place.sql ??= compose(filled);
  tx.send(place.sql, [customerId, ...filled.map((part) => JSON.stringify(part.rows))]);
  for (const { tables, sql } of tx.followUps ?? []) if (filled.some(({ table }) => tables.has(table))) tx.send(sql, [customerId]);
}

/** The statement for these parts, and those for these parts and more. Found part by part, so that no long key is made. */
type Composed = { sql: string | null; readonly after: Map<string, Composed> };

const composed: Composed = { sql: null, after: new Map() };

function compose(parts: readonly Write[]): string {
  const clauses = parts.map((part, i) => {
    const body = part.sql
      .trim()
      .replaceAll('$rows', `$${i + 2}::jsonb`)
      .replaceAll('$customer', '$1::uuid');
    return `${part.table}_${i} as (\n${body}\n)`;
  });
  return `with ${clauses.join(', ')}\nselect 1`;
}
