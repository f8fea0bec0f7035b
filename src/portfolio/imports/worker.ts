import type { CatalogSource } from '../../catalog/catalog.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import type { Import } from './import.ts';
import { claimImport, dropAbandoned, finishImport, keepMistakes, nextRows, noteProgress, releaseImport, type WaitingRow } from './store.ts';
import { writeRows, type Written } from './writing/commands.ts';
import type { FileRow } from './writing/steps.ts';

export type ImportingDeps = {
  readonly db: Db;
  readonly catalog: Pick<CatalogSource, 'current'>;
  readonly clock: Clock;
  readonly newId: () => string;
};

/** So many rows are written before it is noted how far the import got. */
const ROWS_PER_BITE = 500;
/** So many of them at the same time. */
const CUSTOMERS_AT_ONCE = 4;
/** So many rows of one customer go into one transaction. */
const ROWS_PER_TRANSACTION = 1_000;
/** A process that has not noted anything for so long is gone, and another goes on. */
const CLAIM_MS = 60_000;
const LOOK_MS = 1_000;
/** A file that stopped coming in is thrown away after so long. */
const READING_MS_MAX = 6 * 3_600_000;

type CustomerRows = { readonly tenantId: string; readonly rows: readonly WaitingRow[] };

/** Writes the imports that were started, in the background, and goes on with those that somebody else left. */
export function startImporting(deps: ImportingDeps & { readonly onTrouble: (sentence: string, error: unknown) => void }): Regular {
  return regularly({
    everyMs: LOOK_MS,
    work: (isStopped) => writeImports(deps, isStopped),
    onTrouble: (error) => deps.onTrouble('An import could not be written; it is tried again.', error),
  });
}

/** Writes everything that was started and that nobody else writes; tells of how many imports. */
export async function writeImports(deps: ImportingDeps, isStopped: () => boolean = () => false): Promise<number> {
  const { db, clock, newId } = deps;
  const reader = readerOf(db);
  await dropAbandoned(reader, new Date(clock.now().getTime() - READING_MS_MAX));
  let imports = 0;
  while (!isStopped()) {
    const claimId = newId();
    const claimed = await claimImport(reader, { claimId, now: clock.now(), until: claimEnd(clock) });
    if (claimed === null) break;
    try {
      await writeImport(deps, claimed, claimId, isStopped);
    } finally {
      await releaseImport(reader, claimed.id, claimId);
    }
    imports++;
  }
  return imports;
}

/** Writes bite by bite. What was written and not noted is met again, and stays as it is. */
async function writeImport(deps: ImportingDeps, job: Import, claimId: string, isStopped: () => boolean): Promise<void> {
  const { db, clock } = deps;
  const reader = readerOf(db);
  let after = job.writtenThrough;
  while (!isStopped()) {
    const bite = await nextBite(reader, job.id, after);
    const last = bite.at(-1);
    if (last === undefined) return finishImport(reader, job.id, claimId, clock.now());
    const waiting = [...bite];
    const outcomes: Written[] = [];
    const writeSome = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) outcomes.push(...(await writeCustomer(deps, job, next)));
    };
    await Promise.all(Array.from({ length: CUSTOMERS_AT_ONCE }, writeSome));
    await keepMistakes(
      reader,
      job.id,
      outcomes.flatMap(({ mistakes }) => mistakes),
    );
    const sum = (count: keyof Written['tally']) => outcomes.reduce((total, { tally }) => total + tally[count], 0);
    const tally = { written: sum('written'), known: sum('known'), refused: sum('refused') };
    if (!(await noteProgress(reader, job.id, { claimId, through: last.tenantId, tally, until: claimEnd(clock) }))) return;
    after = last.tenantId;
  }
}

/** The rows of the next customers, each customer whole. */
async function nextBite(reader: Reader, importId: string, after: string | null): Promise<readonly CustomerRows[]> {
  const rows = await nextRows(reader, importId, { after, limit: ROWS_PER_BITE });
  const customers = [...Map.groupBy(rows, ({ tenantId }) => tenantId)].map(([tenantId, own]) => ({ tenantId, rows: own }));
  const last = customers.at(-1);
  if (rows.length < ROWS_PER_BITE || last === undefined) return customers;
  // The last one may have more than fitted.
  return customers.length > 1 ? customers.slice(0, -1) : [{ ...last, rows: await nextRows(reader, importId, { of: last.tenantId }) }];
}

/** Bases come before their add-ons, so that a customer of many rows can be written in several transactions. */
async function writeCustomer(
  { db, catalog, clock, newId }: ImportingDeps,
  job: Import,
  { tenantId, rows }: CustomerRows,
): Promise<readonly Written[]> {
  const isAddOn = (row: { readonly content: object }) => ('parentId' in row.content && row.content.parentId !== null ? 1 : 0);
  const inOrder = rows.toSorted((a, b) => isAddOn(a) - isAddOn(b)) as readonly (WaitingRow & FileRow)[];
  const written: Written[] = [];
  for (let from = 0; from < inOrder.length; from += ROWS_PER_TRANSACTION) {
    const some = inOrder.slice(from, from + ROWS_PER_TRANSACTION);
    const writing = { catalog: catalog.current(), now: clock.now(), newId };
    written.push(await db.transaction((tx) => writeRows(tx, job, tenantId as CustomerId, some, writing)));
  }
  return written;
}

function claimEnd(clock: Clock): Date {
  return new Date(clock.now().getTime() + CLAIM_MS);
}
