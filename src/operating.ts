import type { Config } from './platform/config.ts';
import type { Lifetime } from './platform/lifetime.ts';
import { readAccessSettings } from './access/settings.ts';
import { carryOut } from './access/setup/worker.ts';
import { invoiceAll } from './billing/invoices/worker.ts';
import { runView } from './billing/invoices/view.ts';
import { importView as pricesView } from './billing/prices/view.ts';
import { importPriceFile } from './billing/prices/worker.ts';
import { reconciliationView } from './billing/reconciliation/view.ts';
import { reconcileFile } from './billing/reconciliation/worker.ts';
import type { CatalogSource } from './catalog/catalog.ts';
import { importView } from './catalog/import-outcome.ts';
import { importCatalogFiles } from './catalog/worker.ts';
import { loadDemo } from './demo/commands.ts';
import { loadText } from './demo/loading.ts';
import { DEMO_USAGE, readDemoWords } from './demo/words.ts';
import { printedCast } from './demo/worker.ts';
import { dayOf } from './kit/dates.ts';
import type { PartnerId } from './kit/ids.ts';
import { connect, demoOrder, openDatabase, openWorld, version, warn } from './opening.ts';
import { backupLine, restoreText } from './platform/backup/words.ts';
import { backUpTo, checkBackup, restoreFrom } from './platform/backup/worker.ts';
import { newId, systemClock } from './platform/clock.ts';
import type { Db } from './platform/db.ts';
import { patiently } from './platform/patience.ts';
import { progress } from './platform/progress.ts';
import { verificationText } from './verification/differences.ts';
import { verify } from './verification/worker.ts';

const clock = systemClock;

/** Brings the database up to date and ends. */
export async function migrateOnly(config: Config, lifetime: Lifetime): Promise<void> {
  await openDatabase(config, lifetime, true);
  await lifetime.end(0);
}

/** Writes everything into a file, while others go on working. */
export async function backup(config: Config, lifetime: Lifetime, words: readonly string[]): Promise<void> {
  const [file, ...more] = words;
  if (file === undefined || more.length > 0) return misused(lifetime, 'Use: upseat backup FILE');
  const { db } = await connect(config, lifetime, true);
  const sums = await progress(`Writing ${file}`, () => backUpTo(file, db, { version: version(), at: clock.now() }));
  process.stdout.write(`${backupLine(sums)}\n`);
  await lifetime.end(0);
}

/** Puts a backup into a database without data; with --check, into one of its own that is dropped again. */
export async function restore(config: Config, lifetime: Lifetime, words: readonly string[]): Promise<void> {
  const [file, ...more] = words.filter((word) => word !== '--check');
  if (file === undefined || more.length > 0) return misused(lifetime, 'Use: upseat restore FILE [--check]');
  const isCheck = words.includes('--check');
  const { db, connectionString } = await connect(config, lifetime, true);
  const name = `upseat_check_${newId().replaceAll('-', '')}`;
  const work = () => (isCheck ? checkBackup(file, db, connectionString, name) : restoreFrom(file, db, HOLDS_DATA));
  const outcome = await progress(isCheck ? `Checking ${file}` : `Restoring ${file}`, work);
  process.stdout.write(`${restoreText(outcome, isCheck)}\n`);
  await lifetime.end(outcome.kind === 'restored' ? 0 : 1);
}

/** Works out again what can be from the ledger and the invoices, and fails where something differs. */
export async function verifyAll(config: Config, lifetime: Lifetime): Promise<void> {
  const { db } = await connect(config, lifetime, true);
  const found = await progress('Working everything out again', () => verify(db, clock.now()));
  process.stdout.write(`${verificationText(found)}\n`);
  await lifetime.end(found.differences.length === 0 ? 0 : 1);
}

/** Whether somebody works with a database. */
const HOLDS_DATA = 'select exists (select from partner) as value';

function misused(lifetime: Lifetime, sentence: string): Promise<void> {
  warn(sentence);
  return lifetime.end(2);
}

/** Loads the demo world, or shows its cast, which needs no database. */
export async function demo(config: Config, lifetime: Lifetime, words: readonly string[]): Promise<void> {
  const asked = readDemoWords(words);
  if (asked.kind === 'misused') {
    warn(`${asked.message}\n${DEMO_USAGE}`);
    return lifetime.end(2);
  }
  if (asked.kind === 'cast') {
    process.stdout.write(printedCast(asked, { today: dayOf(clock.now()), dataFolder: config.dataFolder }));
    return lifetime.end(0);
  }
  const { db, catalog } = await openWorld(config, lifetime, true);
  const outcome = await progress('Loading the demo world', () => fillDemo(db, catalog, asked));
  process.stdout.write(`${loadText(outcome)}\n`);
  await lifetime.end(outcome.kind === 'loaded' ? 0 : 1);
}

/** Imports an operator's catalogue files; prints the outcome as JSON for the command line. */
export async function importCatalog(config: Config, lifetime: Lifetime, words: readonly string[]): Promise<void> {
  const db = await openDatabase(config, lifetime, true);
  const outcome = await importCatalogFiles({ db, clock, newId }, words);
  process.stdout.write(`${JSON.stringify(importView(outcome))}\n`);
  await lifetime.end(outcome.kind === 'invalid' ? 1 : 0);
}

/** Imports a price list, for all partners or the one that is named; prints the outcome as JSON for the command line. */
export async function importPrices(config: Config, lifetime: Lifetime, [file = '', partner]: readonly string[]): Promise<void> {
  const { db, catalog } = await openWorld(config, lifetime, true);
  const partnerId = partner === undefined ? null : (partner.toLowerCase() as PartnerId);
  const outcome = await importPriceFile({ db, catalog, clock, newId }, file, partnerId);
  process.stdout.write(`${JSON.stringify(pricesView(outcome))}\n`);
  await lifetime.end(outcome.kind === 'imported' || outcome.kind === 'unchanged' ? 0 : 1);
}

/** Writes every partner's invoices that are due; prints them as JSON for the command line. */
export async function runInvoices(config: Config, lifetime: Lifetime): Promise<void> {
  const db = await openDatabase(config, lifetime, true);
  process.stdout.write(`${JSON.stringify(runView(await invoiceAll({ db, clock, newId })))}\n`);
  await lifetime.end(0);
}

/** Holds a reconciliation file against the ledger; prints what differs as JSON for the command line. */
export async function reconcileWithLedger(config: Config, lifetime: Lifetime, [file = '', invoiceId]: readonly string[]): Promise<void> {
  const db = await openDatabase(config, lifetime, true);
  const outcome = await reconcileFile(db, file, invoiceId ?? null);
  process.stdout.write(`${JSON.stringify(reconciliationView(outcome))}\n`);
  await lifetime.end(outcome.kind === 'compared' ? 0 : 1);
}

/** Carries out an operator's order about partners, people, programs and issuers; JSON in and out, for the command line. */
export async function setUp(config: Config, lifetime: Lifetime, [order = '']: readonly string[]): Promise<void> {
  const db = await openDatabase(config, lifetime, true);
  const settings = readAccessSettings({ ...config.identity, mode: config.mode, publicUrl: () => '' });
  const answer = await carryOut({ db, clock, newId, settings }, order);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  await lifetime.end(answer.kind === 'done' ? 0 : 1);
}

/** Loads the demo world into a database where it is not yet. */
export function fillDemo(
  db: Db,
  catalog: CatalogSource,
  order: { readonly seed: number; readonly customers: number; readonly grow: boolean },
) {
  return patiently(() => loadDemo(db, { ...demoOrder(catalog), ...order }));
}
