import { createHash } from 'node:crypto';
import { catalogSoldBy } from '../../../catalog/prices.ts';
import type { CatalogSource } from '../../../catalog/catalog.ts';
import { unreachable } from '../../../kit/brand.ts';
import { dayOf } from '../../../kit/dates.ts';
import { isGuid } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import type { Reader } from '../../../platform/reader.ts';
import { readRecords, type FileRecord } from '../../../platform/records.ts';
import { cellsOf, type Cells, type Mistake } from '../cells.ts';
import type { Import } from '../import.ts';
import { columnMistakes } from '../columns.ts';
import { readCustomer, type Placed } from '../rows/customer.ts';
import { readEntitlement } from '../rows/entitlement.ts';
import { readGroupLicense } from '../rows/group-license.ts';
import { readGroupMember } from '../rows/group-member.ts';
import { readGroup } from '../rows/group.ts';
import { readLicense } from '../rows/license.ts';
import { readSubscription } from '../rows/subscription.ts';
import { readUser } from '../rows/user.ts';
import { beginImport, dropImport, findImport, findSame, finishReading, keepMistakes, keepRows } from '../store.ts';
import type { CustomersOf } from '../rows/references.ts';
import { findGroups, findMissingBases, findMissingSeats, findMissingWays, findUsers, type NamedAt } from './directory/store.ts';
import { currencyOf, findOwnCustomers, findTenants, listResellers } from './store.ts';

/** So many rows are looked up and kept together. */
const ROWS_PER_BATCH = 500;
/** So many mistakes are kept; more than that nobody reads. */
const MISTAKES_MAX = 10_000;

export type CheckingDeps = { readonly reader: Reader; readonly catalog: Pick<CatalogSource, 'current'>; readonly now: Date };

/** Judges rows of one kind; looks up first what they name. */
type Judge = (records: readonly Row[], mistakes: Mistake[]) => Promise<readonly (Placed<object> & { readonly line: number })[]>;
type Row = Extract<FileRecord, { kind: 'record' }>;

/** What a file that was read to its end has in it. */
export type ReadFile = { readonly contentHash: string; readonly rows: number; readonly mistakes: number };

/** Reads a file to its end, checks each row, and keeps what can be written. Nothing of it is written yet. */
export async function readFile(deps: CheckingDeps, begun: Import, chunks: AsyncIterable<Buffer>): Promise<ReadFile> {
  const { reader } = deps;
  await beginImport(reader, begun);
  const hash = createHash('sha256');
  const hashed = (async function* () {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  })();
  const judge = await judgeOf(deps, begun);
  const seen = { rows: 0, mistakes: 0 };
  const note = async (mistakes: readonly Mistake[]) => {
    const room = Math.max(0, MISTAKES_MAX - seen.mistakes);
    seen.mistakes += (await keepMistakes(reader, begun.id, mistakes.slice(0, room))) + mistakes.slice(room).length;
  };
  for await (const records of inBatches(readRecords(hashed, begun.format))) {
    const mistakes: Mistake[] = [];
    const readable = records.filter((record) => record.kind === 'record');
    for (const record of records) if (record.kind === 'malformed') mistakes.push(unreadable(record));
    const fitting = readable.filter((record) => hasColumns(record, begun, mistakes));
    const placed = await judge(fitting, mistakes);
    // A row with a mistake is not kept, whatever else of it could be read.
    const wrong = new Set(mistakes.map(({ line }) => line));
    const right = placed.filter(({ line }) => !wrong.has(line));
    const kept = await keepRows(reader, begun.id, right);
    await note([...mistakes, ...right.filter(({ line }) => !kept.has(line)).map(({ line }) => repeated(line, begun))]);
    seen.rows += records.length;
  }
  if (seen.mistakes === 0) await note(await laterMistakes(reader, begun));
  return { contentHash: hash.digest('hex'), ...seen };
}

/**
 * The import of a file that was read. A file that waits or is being written already is not kept a second time: the first
 * one is given back.
 */
export async function takeFile(tx: Tx, begun: Import, read: ReadFile): Promise<Import> {
  await finishReading(tx, begun.id, read);
  const taken = (await findImport(tx, begun.partnerId, begun.id)) ?? begun;
  const same = taken.state === 'ready' ? await findSame(tx, taken, read.contentHash) : null;
  if (same === null) return taken;
  await dropImport(tx, begun.partnerId, begun.id);
  return same;
}

async function* inBatches(records: AsyncIterable<FileRecord>): AsyncGenerator<readonly FileRecord[]> {
  let batch: FileRecord[] = [];
  for await (const record of records) {
    if (batch.push(record) < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A column that is missing or that nobody knows is told at the line where it shows. */
function hasColumns({ line, cells }: Row, { kind, format }: Import, mistakes: Mistake[]): boolean {
  const { missing, unknown } = columnMistakes(kind, cells.keys());
  // In a CSV file all lines have the same columns, so the line of headings is where to look.
  const at = format === 'csv' ? 1 : line;
  const told = (column: string) => mistakes.some((mistake) => mistake.line === at && mistake.column === column);
  for (const column of unknown)
    if (!told(column)) mistakes.push({ line: at, column, found: column, wanted: { what: 'known_column', kind } });
  if (format === 'jsonl') return unknown.length === 0;
  for (const column of missing)
    if (!told(column)) mistakes.push({ line: at, column, found: '', wanted: { what: 'needed_column', column } });
  return missing.length === 0 && unknown.length === 0;
}

function unreadable({ line, why }: Extract<FileRecord, { kind: 'malformed' }>): Mistake {
  return { line, column: '', found: '', wanted: { what: 'readable', why } };
}

function repeated(line: number, { kind }: Import): Mistake {
  const column = {
    customers: 'domain',
    subscriptions: 'subscriptionId',
    entitlements: 'entitlementId',
    users: 'userPrincipalName',
    groups: 'displayName',
    'group-licenses': 'product',
    'group-members': 'user',
    licenses: 'user',
  }[kind];
  return { line, column, found: '', wanted: { what: 'unlike_others' } };
}

/** What shows only when the whole file is there. */
async function laterMistakes(reader: Reader, { id, kind, partnerId }: Import): Promise<readonly Mistake[]> {
  switch (kind) {
    case 'subscriptions':
      return findMissingBases(reader, id, MISTAKES_MAX);
    case 'licenses':
      return [...(await findMissingWays(reader, id, MISTAKES_MAX)), ...(await findMissingSeats(reader, id, partnerId, MISTAKES_MAX))];
    case 'customers':
    case 'entitlements':
    case 'users':
    case 'groups':
    case 'group-licenses':
    case 'group-members':
      return [];
    default:
      return unreachable(kind);
  }
}

async function judgeOf(deps: CheckingDeps, { kind, partnerId }: Import): Promise<Judge> {
  const { reader, now } = deps;
  const catalog = deps.catalog.current();
  const today = dayOf(now);
  const customersOf = (records: readonly Row[]) => findOwnCustomers(reader, partnerId, namesIn(records, 'customer'));
  switch (kind) {
    case 'customers': {
      const resellers = await listResellers(reader, partnerId);
      return async (records, mistakes) => {
        const { domains } = namesIn(records, 'domain');
        const { ids } = namesIn(records, 'customerid');
        const tenants = await findTenants(reader, partnerId, { ids, domains });
        return judged(records, mistakes, (cells) => readCustomer(cells, { partnerId, today, tenants, resellers }));
      };
    }
    case 'subscriptions': {
      const currency = await currencyOf(reader, partnerId);
      const catalogFor = (country: string) => catalogSoldBy(catalog, { partnerId, country });
      return async (records, mistakes) => {
        const customers = await customersOf(records);
        return judged(records, mistakes, (cells) => readSubscription(cells, { partnerId, currency, today, catalogFor, customers }));
      };
    }
    case 'users':
      return async (records, mistakes) => {
        const customers = await customersOf(records);
        return judged(records, mistakes, (cells) => readUser(cells, { partnerId, customers }));
      };
    case 'groups':
      return async (records, mistakes) => {
        const customers = await customersOf(records);
        return judged(records, mistakes, (cells) => readGroup(cells, { partnerId, customers }));
      };
    case 'group-licenses':
      return async (records, mistakes) => {
        const customers = await customersOf(records);
        const groups = await findGroups(reader, namedAt(records, 'group', customers));
        return judged(records, mistakes, (cells) => readGroupLicense(cells, { catalog, customers, groups }));
      };
    case 'group-members':
      return async (records, mistakes) => {
        const customers = await customersOf(records);
        const groups = await findGroups(reader, namedAt(records, 'group', customers));
        const users = await findUsers(reader, namedAt(records, 'user', customers));
        return judged(records, mistakes, (cells) => readGroupMember(cells, { customers, groups, users }));
      };
    case 'licenses':
      return async (records, mistakes) => {
        const customers = await customersOf(records);
        const groups = await findGroups(reader, namedAt(records, 'group', customers));
        const users = await findUsers(reader, namedAt(records, 'user', customers));
        return judged(records, mistakes, (cells) => readLicense(cells, { catalog, customers, users, groups }));
      };
    case 'entitlements':
      return async (records, mistakes) => {
        const customers = await customersOf(records);
        return judged(records, mistakes, (cells) => readEntitlement(cells, { partnerId, catalog, customers }));
      };
    default:
      return unreachable(kind);
  }
}

function judged<Content extends object>(records: readonly Row[], mistakes: Mistake[], read: (cells: Cells) => Placed<Content> | null) {
  return records.flatMap(({ line, cells }) => {
    const placed = read(cellsOf(line, cells, mistakes));
    return placed === null ? [] : [{ ...placed, line }];
  });
}

/** What a column names, with the customer of its row; rows without either are passed over. */
function namedAt(records: readonly Row[], column: string, customers: CustomersOf): readonly NamedAt[] {
  return records.flatMap(({ cells }) => {
    const customer = customers.get((cells.get('customer') ?? '').trim().toLowerCase());
    const name = (cells.get(column) ?? '').trim().toLowerCase();
    return customer === undefined || name === '' || name.includes('\0') ? [] : [{ customerId: customer.customerId, name }];
  });
}

/** Ids and domains that stand in a column. */
function namesIn(records: readonly Row[], column: string): { readonly ids: readonly string[]; readonly domains: readonly string[] } {
  const names = [...new Set(records.map(({ cells }) => (cells.get(column) ?? '').trim().toLowerCase()))];
  return { ids: names.filter(isGuid), domains: names.filter((name) => name !== '' && !isGuid(name) && !name.includes('\0')) };
}
