import { toIso } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Mistake } from './cells.ts';
import type { Import, Tally } from './import.ts';
import type { Placed } from './rows/customer.ts';

/** Begins an import: its file is coming in. */
export async function beginImport(reader: Reader, begun: Import): Promise<void> {
  await reader.query(
    `insert into portfolio_import (import_id, partner_id, kind, file_name, format, state, actor, actor_name, created_at)
     values ($1, $2, $3, $4, $5, 'reading', $6, $7, $8)`,
    [begun.id, begun.partnerId, begun.kind, begun.fileName, begun.format, JSON.stringify(begun.actor), begun.actorName, begun.createdAt],
  );
}

/** Keeps rows that can be written; gives the lines of those that were kept. The others say what an earlier row says. */
export async function keepRows(
  reader: Reader,
  importId: string,
  rows: readonly (Placed<object> & { readonly line: number })[],
): Promise<ReadonlySet<number>> {
  const { rows: kept } = await reader.query<{ line: number }>(
    `insert into portfolio_import_row (import_id, row_key, also_key, line, tenant_id, content)
     select $1, r.key, r.also_key, r.line, r.tenant_id, r.content
       from jsonb_to_recordset($2::jsonb) as r(key uuid, also_key uuid, line integer, tenant_id uuid, content jsonb)
      order by r.line
         on conflict do nothing
     returning line`,
    [importId, JSON.stringify(rows.map((row) => ({ ...row, also_key: row.alsoKey, tenant_id: row.tenantId })))],
  );
  return new Set(kept.map(({ line }) => line));
}

/** Notes what is wrong; of one place of the file the first mistake counts. Tells how many are new. */
export async function keepMistakes(reader: Reader, importId: string, mistakes: readonly Mistake[]): Promise<number> {
  if (mistakes.length === 0) return 0;
  const { rowCount } = await reader.query(
    `insert into portfolio_import_mistake (import_id, line, column_name, found, wanted)
     select $1, r.line, r."column", r.found, r.wanted
       from jsonb_to_recordset($2::jsonb) as r(line integer, "column" text, found text, wanted jsonb)
         on conflict do nothing`,
    [importId, JSON.stringify(mistakes)],
  );
  return rowCount;
}

/** A file was read to its end: how many rows it has and whether something is wrong with any. */
export async function finishReading(
  reader: Reader,
  importId: string,
  { contentHash, rows, mistakes }: { readonly contentHash: string; readonly rows: number; readonly mistakes: number },
): Promise<void> {
  await reader.query(
    `update portfolio_import set state = case when $4 > 0 then 'faulty' else 'ready' end, content_hash = $2, row_count = $3, mistake_count = $4
      where import_id = $1 and state = 'reading'`,
    [importId, contentHash, rows, mistakes],
  );
}

/** The same file of the same partner that waits to be started or resumed, or is being written; null for none. */
export async function findSame(
  reader: Reader,
  made: Pick<Import, 'id' | 'partnerId' | 'kind'>,
  contentHash: string,
): Promise<Import | null> {
  const { rows } = await reader.query<ImportRow>(
    `${IMPORT} where partner_id = $1 and kind = $2 and content_hash = $3 and state in ('ready', 'running', 'failed') and import_id <> $4 order by created_at limit 1`,
    [made.partnerId, made.kind, contentHash, made.id],
  );
  return rows[0] === undefined ? null : toImport(rows[0]);
}

/** A partner's imports, the latest first. */
export async function listImports(reader: Reader, partnerId: PartnerId, limit: number): Promise<readonly Import[]> {
  const { rows } = await reader.query<ImportRow>(`${IMPORT} where partner_id = $1 order by created_at desc, import_id desc limit $2`, [
    partnerId,
    limit,
  ]);
  return rows.map(toImport);
}

/** One import; null for an unknown one and one of another partner. */
export async function findImport(reader: Reader, partnerId: PartnerId, importId: string): Promise<Import | null> {
  const { rows } = await reader.query<ImportRow>(`${IMPORT} where partner_id = $1 and import_id = $2`, [partnerId, importId]);
  return rows[0] === undefined ? null : toImport(rows[0]);
}

/** Lets an import run that waits for it, or that stands still; one that rests goes on at once, and one that runs already goes on. */
export async function startImport(reader: Reader, partnerId: PartnerId, importId: string, at: Date): Promise<void> {
  await reader.query(
    `update portfolio_import set state = 'running', started_at = coalesce(started_at, $3), failures = 0, again_at = null, trouble = null
      where partner_id = $1 and import_id = $2 and (state in ('ready', 'failed') or (state = 'running' and again_at is not null))`,
    [partnerId, importId, at.toISOString()],
  );
}

/** Throws an import away that is not being written; tells whether it did. What it wrote stays. */
export async function dropImport(reader: Reader, partnerId: PartnerId, importId: string): Promise<boolean> {
  // One that rests has let go of its claim; whoever takes it up again claims it first.
  const { rowCount } = await reader.query(
    `delete from portfolio_import
      where partner_id = $1 and import_id = $2 and (state <> 'running' or (again_at is not null and claim_id is null))`,
    [partnerId, importId],
  );
  return rowCount > 0;
}

/** Throws an import away whose file was read and not taken: the same request had its answer before. */
export async function dropUntaken(reader: Reader, importId: string): Promise<void> {
  await reader.query(`delete from portfolio_import where import_id = $1 and state = 'reading'`, [importId]);
}

/** Throws away what stopped coming in before it was whole. */
export async function dropAbandoned(reader: Reader, before: Date): Promise<void> {
  await reader.query(`delete from portfolio_import where state = 'reading' and created_at < $1`, [before.toISOString()]);
}

/** Some mistakes in the order of the lines, after one of them. */
export async function listMistakes(
  reader: Reader,
  importId: string,
  { after, limit }: { readonly after: { readonly line: number; readonly column: string }; readonly limit: number },
): Promise<readonly Mistake[]> {
  const { rows } = await reader.query<Mistake>(
    `select line, column_name as "column", found, coalesce(wanted, jsonb_build_object('what', 'told', 'words', expected)) as wanted
       from portfolio_import_mistake
      where import_id = $1 and (line, column_name) > ($2, $3) order by line, column_name limit $4`,
    [importId, after.line, after.column, limit],
  );
  return rows;
}

/** Takes a running import that no other process writes at the moment and that does not rest; null where there is none. */
export async function claimImport(
  reader: Reader,
  { claimId, now, until }: { readonly claimId: string; readonly now: Date; readonly until: Date },
): Promise<Import | null> {
  const { rows } = await reader.query<ImportRow>(
    `update portfolio_import set claim_id = $1, claimed_until = $3
      where import_id = (select import_id from portfolio_import where state = 'running' and (claimed_until is null or claimed_until < $2)
                            and (again_at is null or again_at <= $2)
                          order by started_at limit 1 for update skip locked)
     returning ${COLUMNS}`,
    [claimId, now.toISOString(), until.toISOString()],
  );
  return rows[0] === undefined ? null : toImport(rows[0]);
}

/** A row that waits to be written. */
export type WaitingRow = { readonly tenantId: string; readonly line: number; readonly content: object };

/** The next rows in the order of their customers, read from the index: all of the customer that is named, or those of later ones. */
export async function nextRows(
  reader: Reader,
  importId: string,
  which: { readonly of: string } | { readonly after: string | null; readonly limit: number },
): Promise<readonly WaitingRow[]> {
  const isOne = 'of' in which;
  const { rows } = await reader.query<WaitingRow>(
    `select tenant_id as "tenantId", line, content from portfolio_import_row
      where import_id = $1 and tenant_id ${isOne ? '= $2' : '> $2'} order by import_id, tenant_id, line limit $3`,
    [importId, isOne ? which.of : (which.after ?? FIRST_ID), isOne ? null : which.limit],
  );
  return rows;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Notes how far the writing got, and takes away the rows of customers that are done with further on: they are not met again. False where
 * another process has taken over.
 */
export async function noteProgress(
  reader: Reader,
  importId: string,
  { claimId, through, beyond, tally, until }: Progress & { readonly claimId: string; readonly tally: Tally; readonly until: Date },
): Promise<boolean> {
  const { rows } = await reader.query(
    `with noted as (
       update portfolio_import set written_through = coalesce($3, written_through), written_count = written_count + $4, known_count = known_count + $5,
              refused_count = refused_count + $6, claimed_until = $7, failures = case when $3::uuid is null then failures else 0 end,
              again_at = null, trouble = null
        where import_id = $1 and claim_id = $2 returning import_id),
     gone as (delete from portfolio_import_row r using noted n where r.import_id = n.import_id and r.tenant_id = any($8::uuid[]))
     select 1 from noted`,
    [importId, claimId, through, tally.written, tally.known, tally.refused, until.toISOString(), beyond],
  );
  return rows.length > 0;
}

/** Up to which customer all are done with, null where not even the first is; and those behind the gap that are done with as well. */
export type Progress = { readonly through: string | null; readonly beyond: readonly string[] };

/** Lets an import rest that could not be written, or stand still where it is not tried again; nothing where another process has it by now. */
export async function restImport(
  reader: Reader,
  importId: string,
  {
    claimId,
    failures,
    againAt,
    trouble,
  }: Pick<Import, 'failures' | 'trouble'> & { readonly claimId: string; readonly againAt: Date | null },
): Promise<void> {
  await reader.query(
    `update portfolio_import set failures = $3, again_at = $4, trouble = $5, state = case when $4::timestamptz is null then 'failed' else state end,
            claim_id = null, claimed_until = null
      where import_id = $1 and claim_id = $2`,
    [importId, claimId, failures, againAt?.toISOString() ?? null, JSON.stringify(trouble)],
  );
}

/** Lets go of an import, so that it can go on at once elsewhere. */
export async function releaseImport(reader: Reader, importId: string, claimId: string): Promise<void> {
  await reader.query('update portfolio_import set claim_id = null, claimed_until = null where import_id = $1 and claim_id = $2', [
    importId,
    claimId,
  ]);
}

/** Everything is written: what was kept of the file goes, what is wrong with it stays. */
export async function finishImport(reader: Reader, importId: string, claimId: string, at: Date): Promise<void> {
  await reader.query(
    `with done as (
       update portfolio_import set state = 'done', finished_at = $3, failures = 0, again_at = null, trouble = null, claim_id = null, claimed_until = null
        where import_id = $1 and claim_id = $2 returning import_id)
     delete from portfolio_import_row where import_id in (select import_id from done)`,
    [importId, claimId, at.toISOString()],
  );
}

const COLUMNS = `import_id as id, partner_id as "partnerId", kind, file_name as "fileName", format, content_hash as "contentHash", state, actor,
  actor_name as "actorName", created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt", row_count as rows,
  mistake_count as mistakes, known_count as known, written_count as written, refused_count as refused, written_through as "writtenThrough",
  failures, again_at as "againAt", trouble`;
const IMPORT = `select ${COLUMNS} from portfolio_import`;

type ImportRow = Import;

function toImport(row: ImportRow): Import {
  const at = (instant: string | null) => (instant === null ? null : toIso(instant));
  return {
    ...row,
    createdAt: toIso(row.createdAt),
    startedAt: at(row.startedAt),
    finishedAt: at(row.finishedAt),
    againAt: at(row.againAt),
  };
}
