import type { Db } from '../../src/platform/db.ts';

/** By what another tenant's data is recognised: ids and names that stand nowhere but in rows of customers and partners other than the caller's. */
export type Marks = { readonly ids: Set<string>; readonly names: Set<string> };

/** Reads the marks of everything that a partner has no business with. */
export async function readMarks(db: Db, partnerId: string): Promise<Marks> {
  const { rows: columns } = await db.read<{ table: string; column: string; type: string; hasCustomer: boolean }>(
    `select c.table_name as table, c.column_name as column, c.udt_name as type,
            exists (select from information_schema.columns o where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'customer_id') as "hasCustomer"
     from information_schema.columns c
     where c.table_schema = 'public' and (c.udt_name = 'uuid' or c.column_name = any($1)) and c.column_name <> 'sku_id'
       and exists (select from information_schema.columns o where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name in ('customer_id', 'partner_id'))`,
    [NAME_COLUMNS],
  );
  const ours = { ids: new Set<string>(), names: new Set<string>() };
  const theirs = { ids: new Set<string>(), names: new Set<string>() };
  for (const { table, column, type, hasCustomer } of columns) {
    const isOurs = hasCustomer ? `customer_id in (select customer_id from relationship where partner_id = $1)` : `partner_id = $1`;
    const { rows } = await db.read<{ value: string; isOurs: boolean }>(
      `select distinct ${column}::text as value, ${isOurs} as "isOurs" from ${table} where ${column} is not null`,
      [partnerId],
    );
    for (const row of rows) (row.isOurs ? ours : theirs)[type === 'uuid' ? 'ids' : 'names'].add(row.value.toLowerCase());
  }
  const only = (kind: 'ids' | 'names') => new Set([...theirs[kind]].filter((value) => !ours[kind].has(value)));
  return { ids: only('ids'), names: only('names') };
}

const NAME_COLUMNS = ['user_principal_name', 'domain', 'email'];

/** What was just written into the caller's own rows does not tell of others any more. */
export function forgetWritten(asked: string, { ids, names }: Marks): void {
  const words = asked.toLowerCase();
  for (const [id] of words.matchAll(GUIDS)) ids.delete(id);
  for (const [name] of words.matchAll(NAMES)) [name, name.replace(/^.*@/, '')].forEach((each) => names.delete(each));
}

/** Marks of others that stand in an answer and did not stand in the request. */
export function leaksIn(text: string, asked: string, { ids, names }: Marks): readonly string[] {
  const words = text.toLowerCase();
  const found = [
    ...[...words.matchAll(GUIDS)].map(([id]) => id).filter((id) => ids.has(id)),
    ...[...words.matchAll(NAMES)].flatMap(([name]) => [name, name.replace(/^.*@/, '')]).filter((name) => names.has(name)),
  ];
  const given = asked.toLowerCase();
  return [...new Set(found)].filter((mark) => !given.includes(mark));
}

const GUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Domains and mail addresses, and whatever else has only their letters. */
const NAMES = /[a-z0-9._+@-]+/g;
