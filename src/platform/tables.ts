import type { Reader } from './reader.ts';

/** A table with its columns that can be written, and those by which its rows are told apart, in an order that is the same on every server. */
export type TableShape = { readonly table: string; readonly columns: string; readonly key: string };

/** Every table of ours but these, those first that others point at. */
export async function tablesInOrder(reader: Reader, except: readonly string[]): Promise<readonly TableShape[]> {
  const { rows } = await reader.query<TableShape & { readonly points_at: readonly string[] }>(TABLES, [except]);
  const ordered: (typeof rows)[number][] = [];
  const left = [...rows];
  while (left.length > 0) {
    const placed = new Set([...except, ...ordered.map(({ table }) => table)]);
    const next = left.findIndex(({ points_at }) => points_at.every((other) => placed.has(other)));
    // Tables that point at each other in a ring come in any order; there are none today, and filling them would say so.
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered.map(({ table, columns, key }) => ({ table, columns, key }));
}

const TABLES = `
select c.relname as table,
       (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       coalesce((select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
                order by array_position(i.indkey::int2[], a.attnum))
         from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '1') as key,
       coalesce((select array_agg(distinct t.relname::text) from pg_constraint k join pg_class t on t.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as points_at
  from pg_class c
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not c.relname = any($1)
 order by 1`;
