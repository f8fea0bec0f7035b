import type { CatalogSource } from '../../catalog/catalog.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { isConnectionFailure, type Db } from '../../platform/db.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import { FAILURES_BEFORE_STANDSTILL, triedAgainAt } from './again.ts';
import type { Import } from './import.ts';
import {
  claimImport,
  dropAbandoned,
  finishImport,
  keepMistakes,
  nextRows,
  noteProgress,
  releaseImport,
  restImport,
  type Progress,
  type WaitingRow,
} from './store.ts';
import { writeRows, type Written } from './writing/commands.ts';
import type { FileRow } from './writing/parts.ts';

export type ImportingDeps = {
  readonly db: Db;
  readonly catalog: Pick<CatalogSource, 'current'>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Hears of what could not be written; it is tried again. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
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
export function startImporting(deps: ImportingDeps): Regular {
  return regularly({
    name: 'imports',
    everyMs: LOOK_MS,
    work: (isStopped) => writeImports(deps, isStopped),
    onTrouble: (error) => deps.onTrouble('Imports could not be looked after.', error),
  });
}

/** Writes everything that was started and that nobody else writes; tells of how many imports. One that cannot be written keeps no other back. */
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
      await tryImport(deps, claimed, claimId, isStopped);
    } finally {
      await releaseImport(reader, claimed.id, claimId);
    }
    imports++;
  }
  return imports;
}

/** Writes an import, or notes that it cannot be written: it rests for longer each time, and then stands still. */
async function tryImport(deps: ImportingDeps, job: Import, claimId: string, isStopped: () => boolean): Promise<void> {
  const { db, clock, onTrouble } = deps;
  const reached: Reached = { failures: job.failures, line: null };
  try {
    await writeImport(deps, job, { claimId, reached, isStopped });
  } catch (error) {
    const isConnection = isConnectionFailure(error);
    // A connection that failed may be the database's trouble or this import's: others go before it, but it is not given up for that.
    const failures = isConnection ? Math.min(reached.failures + 1, FAILURES_BEFORE_STANDSTILL) : reached.failures + 1;
    const againAt = triedAgainAt(failures, clock.now());
    const resting = restImport(readerOf(db), job.id, { claimId, failures, againAt, trouble: { kind: 'unforeseen', line: reached.line } });
    // Without a database nothing can be noted.
    await (isConnection ? resting.catch(() => Promise.reject(error)) : resting);
    const place = reached.line === null ? '' : ` from line ${reached.line} on`;
    onTrouble(`The import ${job.id} could not be written${place}; ${againAt === null ? 'it stands still' : 'it is tried again'}.`, error);
  }
}

/** How far a try got: failures in a row, and in which line the customer begins that could not be written. */
type Reached = { failures: number; line: number | null };

/** Writes bite by bite. What was written and not noted is met again, and says what came of it the first time. */
async function writeImport(
  deps: ImportingDeps,
  job: Import,
  { claimId, reached, isStopped }: { readonly claimId: string; readonly reached: Reached; readonly isStopped: () => boolean },
): Promise<void> {
  const { db, clock } = deps;
  const reader = readerOf(db);
  let after = job.writtenThrough;
  while (!isStopped()) {
    const bite = await nextBite(reader, job.id, after);
    if (bite.length === 0) return finishImport(reader, job.id, claimId, clock.now());
    const { outcomes, failure, ...progress } = await writeBite(deps, job, bite);
    if (outcomes.length > 0 && !(await noteBite(deps, job, claimId, { outcomes, ...progress }))) return;
    if (progress.through !== null) {
      reached.failures = 0;
      after = progress.through;
    }
    if (failure !== null) {
      reached.line = failure.line;
      throw failure.error;
    }
  }
}

/** What came of all customers of a bite that were written, and the first that could not be. */
type Bitten = Progress & {
  readonly outcomes: readonly Written[];
  readonly failure: { readonly line: number; readonly error: unknown } | null;
};

/** Notes what was written, all of it or nothing; false where another process has taken over. */
function noteBite(
  { db, clock }: ImportingDeps,
  { id }: Import,
  claimId: string,
  { outcomes, through, beyond }: Omit<Bitten, 'failure'>,
): Promise<boolean> {
  const sum = (count: keyof Written['tally']) => outcomes.reduce((total, { tally }) => total + tally[count], 0);
  const tally = { written: sum('written'), known: sum('known'), refused: sum('refused') };
  return db.transaction(async (tx) => {
    if (!(await noteProgress(tx, id, { claimId, through, beyond, tally, until: claimEnd(clock) }))) return false;
    await keepMistakes(
      tx,
      id,
      outcomes.flatMap(({ mistakes }) => mistakes),
    );
    return true;
  });
}

/** Writes several customers at once. Where one cannot be written no further one begins, and those under way come to their end. */
async function writeBite(deps: ImportingDeps, job: Import, bite: readonly CustomerRows[]): Promise<Bitten> {
  const waiting = [...bite];
  const done = new Map<CustomerRows, readonly Written[]>();
  const failed = new Map<CustomerRows, unknown>();
  const writeSome = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && failed.size === 0; next = waiting.shift()) {
      try {
        done.set(next, await writeCustomer(deps, job, next));
      } catch (error) {
        failed.set(next, error);
      }
    }
  };
  await Promise.all(Array.from({ length: CUSTOMERS_AT_ONCE }, writeSome));
  const end = bite.findIndex((customer) => !done.has(customer));
  const first = bite.find((customer) => failed.has(customer));
  const further = end < 0 ? [] : bite.slice(end).filter((customer) => done.has(customer));
  return {
    outcomes: [...done.values()].flat(),
    through: (end < 0 ? bite.at(-1) : bite[end - 1])?.tenantId ?? null,
    beyond: further.map(({ tenantId }) => tenantId),
    failure: first === undefined ? null : { line: Math.min(...first.rows.map(({ line }) => line)), error: failed.get(first) },
  };
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
