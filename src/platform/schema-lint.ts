import type { Db } from './db.ts';

export type SchemaFinding = { readonly problem: string; readonly object: string };

/**
 * What in the schema would forbid spreading the tables over several servers by customer (docs/decisions): every key of
 * a customer's table starts with the customer, references stay within one customer or go to small shared tables, and
 * nothing relies on triggers, deferred checks or sequences.
 */
export async function lintSchema(db: Db): Promise<readonly SchemaFinding[]> {
  const { rows } = await db.read<SchemaFinding>(LINT);
  return rows;
}

const LINT = `
  with tenant as (
    select c.oid, c.relname, a.attnum
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'customer_id'
     where c.relkind in ('r', 'p')
  ), foreign_key as (
    select co.*, src.attnum as src_key, dst.attnum as dst_key
      from pg_constraint co
      left join tenant src on src.oid = co.conrelid
      left join tenant dst on dst.oid = co.confrelid
     where co.contype = 'f'
  )
  select 'unique key without customer_id' as problem, i.indexrelid::regclass::text as object
    from tenant t join pg_index i on i.indrelid = t.oid
   where (i.indisunique or i.indisexclusion) and not t.attnum = any(i.indkey::int2[])
  union all
  select 'the primary key does not start with customer_id', t.relname
    from tenant t join pg_index i on i.indrelid = t.oid and i.indisprimary
   where (i.indkey::int2[])[0] <> t.attnum
  union all
  select 'no primary key', c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
   where c.relkind in ('r', 'p') and not c.relispartition
     and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)
  union all
  select 'a reference between customers’ tables that leaves the customer', conname
    from foreign_key
   where src_key is not null and dst_key is not null
     and not exists (select 1 from generate_subscripts(conkey, 1) k where conkey[k] = src_key and confkey[k] = dst_key)
  union all
  select 'a reference from a shared table into a customer’s', conname from foreign_key where src_key is null and dst_key is not null
  union all
  select 'set null or set default on a customer’s table', conname
    from foreign_key where src_key is not null and (confdeltype in ('n', 'd') or confupdtype in ('n', 'd'))
  union all
  select 'a deferrable constraint', co.conname from pg_constraint co join tenant t on t.oid = co.conrelid where co.condeferrable
  union all
  select 'a trigger', g.tgname from pg_trigger g join tenant t on t.oid = g.tgrelid where not g.tgisinternal
  union all
  select 'a sequence', t.relname || '.' || a.attname
    from tenant t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
   where a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'
  order by 1, 2`;
