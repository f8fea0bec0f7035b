import type { Db, Tx } from '../platform/db.ts';
import { readerOf } from '../platform/reader.ts';
import { markCustomers } from '../portfolio/digest/store.ts';
import type { LoadOrder, LoadOutcome } from './loading.ts';
import { partnerRows, PARTNER_TABLES, type PartnerRows } from './partner-rows.ts';
import { CUSTOMER_TABLES, type CustomerRows, type CustomerTable } from './rows.ts';
import { analyze, countPartners, insertMissingRows, insertRows, knownCustomers } from './store.ts';
import { customersIn, demoWorld } from './world.ts';

/** Loads the demo world, all of it or nothing: in one transaction, which a second one that starts meanwhile waits for. */
export async function loadDemo(db: Db, order: LoadOrder): Promise<LoadOutcome> {
  return loadCustomers(db, order, { customers: demoWorld(order), total: customersIn(order.customers) });
}

/** The partners of the demo world with other customers than its own, or none. */
export async function loadCustomers(db: Db, order: LoadOrder, made: Made): Promise<LoadOutcome> {
  const rows = partnerRows(order.seed, order.today);
  // Keeping a password costs a second for all of them together: too much for finding that they are there.
  if (!order.grow && (await areThere(db, rows))) return { kind: 'already_there' };
  const partners = await hashed(rows, order.hashSecret);
  return db.transaction(async (tx) => {
    const found = await countPartners(
      tx,
      partners.partner.map((row) => row.partner_id),
    );
    if (found.known === 0 && found.all > 0) return { kind: 'not_empty', partners: found.all };
    const added = await insertMissingRows(tx, 'partner', partners.partner);
    if (added === 0 && !order.grow) return { kind: 'already_there' };
    if (added > 0) await insertPeople(tx, partners);
    const loaded = await insertCustomers(tx, { ...made, onProgress: order.onProgress }, added === 0);
    await analyze(tx, [...PARTNER_TABLES, ...CUSTOMER_TABLES]);
    return { kind: 'loaded', ...loaded };
  });
}

/** Customers to load, one after the other, and how many there are. */
type Made = { readonly customers: Iterable<CustomerRows>; readonly total: number };

async function areThere(db: Db, { partner }: PartnerRows): Promise<boolean> {
  const { known } = await countPartners(
    readerOf(db),
    partner.map((row) => row.partner_id),
  );
  return known === partner.length;
}

/** The secrets as the tables keep them. */
async function hashed(rows: PartnerRows, hashSecret: LoadOrder['hashSecret']): Promise<PartnerRows> {
  const users = rows.partner_user.map(async (row) => ({ ...row, password_hash: await hashSecret(row.password_hash) }));
  const applications = rows.partner_application.map(async (row) => ({ ...row, secret_hash: await hashSecret(row.secret_hash) }));
  const tenantPeople = rows.tenant_person.map(async (row) => ({ ...row, password_hash: await hashSecret(row.password_hash) }));
  return {
    ...rows,
    partner_user: await Promise.all(users),
    partner_application: await Promise.all(applications),
    tenant_person: await Promise.all(tenantPeople),
  };
}

async function insertPeople(tx: Tx, rows: PartnerRows): Promise<void> {
  await insertRows(tx, 'partner_user', rows.partner_user);
  await insertRows(tx, 'partner_user_role', rows.partner_user_role);
  await insertRows(tx, 'partner_application', rows.partner_application);
  await insertRows(tx, 'partner_relationship', rows.partner_relationship);
  await insertRows(tx, 'tenant_person', rows.tenant_person);
}

/** So many rows travel together: enough to fill a statement, few enough to keep the memory flat. */
const ROWS_PER_BATCH = 5_000;

type Written = { readonly customers: number; readonly rows: number };

/** Tells what was written; customers that were there already do not count. */
async function insertCustomers(
  tx: Tx,
  { customers, total: customersTotal, onProgress }: Made & Pick<LoadOrder, 'onProgress'>,
  skipKnown: boolean,
): Promise<Written> {
  let written: Written = { customers: 0, rows: 0 };
  let seen = 0;
  // The next batch is made while the database still writes the last one.
  let writing: Promise<Written> = Promise.resolve(written);
  for (const batch of batches(customers)) {
    written = sum(written, await writing);
    writing = insertBatch(tx, batch, skipKnown);
    // Its failure is met by the next await; until then it must not count as unhandled.
    writing.catch(() => {});
    seen += batch.length;
    onProgress?.({ customers: seen, customersTotal, rows: written.rows });
  }
  written = sum(written, await writing);
  onProgress?.({ customers: seen, customersTotal, rows: written.rows });
  return written;
}

function sum(a: Written, b: Written): Written {
  return { customers: a.customers + b.customers, rows: a.rows + b.rows };
}

function* batches(world: Iterable<CustomerRows>): Generator<readonly CustomerRows[]> {
  let batch: CustomerRows[] = [];
  let rows = 0;
  for (const customer of world) {
    batch.push(customer);
    rows += countRows(customer);
    if (rows < ROWS_PER_BATCH) continue;
    yield batch;
    [batch, rows] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function countRows(customer: CustomerRows): number {
  return CUSTOMER_TABLES.reduce((rows, table) => rows + customer[table].length, 0);
}

async function insertBatch(tx: Tx, batch: readonly CustomerRows[], skipKnown: boolean): Promise<Written> {
  const known = skipKnown ? await knownCustomers(tx, batch.flatMap(idsOf)) : new Set<string>();
  const fresh = batch.filter((customer) => idsOf(customer).every((id) => !known.has(id)));
  // All of them are sent at once and worked off in this order.
  await Promise.all([
    ...CUSTOMER_TABLES.map((table) => insertRows(tx, table, tableOf(fresh, table))),
    markCustomers(tx, fresh.flatMap(idsOf)),
  ]);
  return { customers: fresh.length, rows: fresh.reduce((rows, customer) => rows + countRows(customer), 0) };
}

function idsOf(customer: CustomerRows): readonly string[] {
  return customer.customer.map((row) => row.customer_id);
}

function tableOf(batch: readonly CustomerRows[], table: CustomerTable): readonly object[] {
  return batch.flatMap((customer): readonly object[] => customer[table]);
}
