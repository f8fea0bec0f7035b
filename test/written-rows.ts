import type { Db } from '../src/platform/db.ts';

/** By this name goes an entry of the partner's journal that tells of a failed proof. */
export const SIGN_IN_FAILURE = 'sign_in_failure';

/** Has the database itself note every row that comes, goes or changes from now on. */
export async function watchWrites(db: Db): Promise<void> {
  await db.read('create unlogged table written_row (name text, operation text)');
  await db.read(
    `create function note_write() returns trigger language plpgsql as $$
     declare
       entry jsonb := to_jsonb(new);
       is_failure boolean := tg_table_name = 'partner_audit_entry' and entry->>'operation_type' = 'sign_in' and entry->>'operation_status' = 'failed';
     begin
       insert into written_row values (case when is_failure then '${SIGN_IN_FAILURE}' else tg_table_name end, tg_op);
       return null;
     end $$`,
  );
  const { rows } = await db.read<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'written_row'`,
  );
  for (const { name } of rows) {
    await db.read(`create trigger note_rows after insert or delete on ${name} for each row execute function note_write()`);
    await db.read(
      `create trigger note_changes after update on ${name} for each row when (old.* is distinct from new.*) execute function note_write()`,
    );
  }
}

/** What was written since it was last asked, as `insert campaign`; what is written without a change does not count. */
export async function writtenSince(db: Db): Promise<readonly string[]> {
  const { rows } = await db.read<{ what: string }>(
    `with gone as (delete from written_row returning name, operation) select distinct lower(operation) || ' ' || name as what from gone order by 1`,
  );
  return rows.map(({ what }) => what);
}
