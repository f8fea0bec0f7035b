import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hashPassword } from './access/passwords.ts';
import { rateLimits } from './access/limits/routes.ts';
import { authentication, openAccess } from './access/routes.ts';
import { readAccessSettings, type AccessConfig } from './access/settings.ts';
import { invoiceAll, startInvoicing } from './billing/invoices/worker.ts';
import { runView } from './billing/invoices/view.ts';
import { importView as pricesView } from './billing/prices/view.ts';
import { importPriceFile } from './billing/prices/worker.ts';
import { reconciliationView } from './billing/reconciliation/view.ts';
import { reconcileFile } from './billing/reconciliation/worker.ts';
import type { CatalogSource } from './catalog/catalog.ts';
import { importView } from './catalog/import-outcome.ts';
import { describeError } from './catalog/validate.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from './catalog/worker.ts';
import { DEMO_CUSTOMERS, DEMO_SEED, mainSignIns } from './demo/cast.ts';
import { loadDemo } from './demo/commands.ts';
import { loadText } from './demo/loading.ts';
import { DEMO_USAGE, readDemoWords } from './demo/words.ts';
import { printedCast } from './demo/worker.ts';
import { startExpiryNotices } from './customers/delegation/worker.ts';
import { dayOf } from './kit/dates.ts';
import type { PartnerId } from './kit/ids.ts';
import { dropProducts } from './licenses/assignment/store.ts';
import { startPurging } from './licenses/directory/worker.ts';
import { newId, newSecret, systemClock } from './platform/clock.ts';
import { readConfig, type Config } from './platform/config.ts';
import { consoleFiles } from './platform/console-files.ts';
import { reachDatabase } from './platform/database.ts';
import { openDb, type Db } from './platform/db.ts';
import { createHttpServer } from './platform/http.ts';
import { openLifetime, type Lifetime } from './platform/lifetime.ts';
import { closeServer, listen } from './platform/listen.ts';
import type { LogTarget } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { operatorError, storyOf } from './platform/operator-error.ts';
import { progress } from './platform/progress.ts';
import { announceServer } from './platform/server-file.ts';
import { allRoutes } from './routes.ts';
import { startLifeCycle } from './subscriptions/renewal/worker.ts';

/** One way to run the program. `words` are those after the verb. */
type Verb = (config: Config, lifetime: Lifetime, words: readonly string[]) => Promise<void>;

/** What the program can be asked to do; the longest name that fits the first words counts. */
const VERBS: Readonly<Record<string, Verb>> = {
  serve,
  work,
  migrate: migrateOnly,
  demo,
  'catalog import': importCatalog,
  'prices import': importPrices,
  'invoices run': runInvoices,
  reconcile: reconcileWithLedger,
};

const folder = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const clock = systemClock;

/** Serves the console and the API, and does the background work. */
async function serve(config: Config, lifetime: Lifetime): Promise<void> {
  const world = await openWorld(config, lifetime, false);
  const { db, catalog } = world;
  if (config.mode === 'demo') {
    const order = { seed: DEMO_SEED, customers: DEMO_CUSTOMERS, grow: false };
    await progress('Loading the demo world', () => fillDemo(db, catalog, order));
  }
  let address = config.publicUrl;
  const access = openAccess({ db, clock, config: accessConfig(config, () => address ?? '') });
  const app = createHttpServer({ newId, log: logOf(config) });
  await app.register(authentication(access));
  await app.register(rateLimits({ clock, perMinute: config.requestsPerMinute }));
  for (const routes of allRoutes({
    db,
    access,
    catalog,
    clock,
    newId,
    newSecret,
    mode: config.mode,
    cartDays: config.cartDays,
    version: version(),
    docsFolder: folder('docs'),
  }))
    await app.register(routes);
  await app.register(consoleFiles({ folder: folder('dist/console') }));
  const url = await listen(app, config);
  address ??= url;
  lifetime.atEnd(() => closeServer(app));
  startBackgroundWork(world, lifetime);
  lifetime.atEnd(announceServer(config.dataFolder, url));
  process.stdout.write(`Upseat is ready at ${url}\n`);
  if (config.mode === 'demo') process.stdout.write(signInLine());
}

/** Does the background work alone, beside a server. */
async function work(config: Config, lifetime: Lifetime): Promise<void> {
  const world = await openWorld(config, lifetime, true);
  startBackgroundWork(world, lifetime);
}

/** Brings the database up to date and ends. */
async function migrateOnly(config: Config, lifetime: Lifetime): Promise<void> {
  await openDatabase(config, lifetime, true);
  await lifetime.end(0);
}

/** Loads the demo world, or shows its cast, which needs no database. */
async function demo(config: Config, lifetime: Lifetime, words: readonly string[]): Promise<void> {
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
async function importCatalog(config: Config, lifetime: Lifetime, words: readonly string[]): Promise<void> {
  const db = await openDatabase(config, lifetime, true);
  const outcome = await importCatalogFiles({ db, clock, newId }, words);
  process.stdout.write(`${JSON.stringify(importView(outcome))}\n`);
  await lifetime.end(outcome.kind === 'invalid' ? 1 : 0);
}

/** Imports a price list, for all partners or the one that is named; prints the outcome as JSON for the command line. */
async function importPrices(config: Config, lifetime: Lifetime, [file = '', partner]: readonly string[]): Promise<void> {
  const { db, catalog } = await openWorld(config, lifetime, true);
  const partnerId = partner === undefined ? null : (partner.toLowerCase() as PartnerId);
  const outcome = await importPriceFile({ db, catalog, clock, newId }, file, partnerId);
  process.stdout.write(`${JSON.stringify(pricesView(outcome))}\n`);
  await lifetime.end(outcome.kind === 'imported' || outcome.kind === 'unchanged' ? 0 : 1);
}

/** Writes every partner's invoices that are due; prints them as JSON for the command line. */
async function runInvoices(config: Config, lifetime: Lifetime): Promise<void> {
  const db = await openDatabase(config, lifetime, true);
  process.stdout.write(`${JSON.stringify(runView(await invoiceAll({ db, clock, newId })))}\n`);
  await lifetime.end(0);
}

/** Holds a reconciliation file against the ledger; prints what differs as JSON for the command line. */
async function reconcileWithLedger(config: Config, lifetime: Lifetime, [file = '', invoiceId]: readonly string[]): Promise<void> {
  const db = await openDatabase(config, lifetime, true);
  const outcome = await reconcileFile(db, file, invoiceId ?? null);
  process.stdout.write(`${JSON.stringify(reconciliationView(outcome))}\n`);
  await lifetime.end(outcome.kind === 'compared' ? 0 : 1);
}

function fillDemo(db: Db, catalog: CatalogSource, order: { readonly seed: number; readonly customers: number; readonly grow: boolean }) {
  const hashSecret = (secret: string) => hashPassword(secret, randomBytes(16));
  return loadDemo(db, { ...order, today: dayOf(clock.now()), catalog: catalog.current(), hashSecret });
}

/** The database and the catalogue that is in it. */
type World = { readonly db: Db; readonly catalog: CatalogSource };

/** The database with everything that every verb needs in it: the schema and the shipped catalogue. */
async function openWorld(config: Config, lifetime: Lifetime, join: boolean): Promise<World> {
  const db = await openDatabase(config, lifetime, join);
  const outcome = await progress('Reading the catalogue', () => importCatalogFiles({ db, clock, newId }, shippedFiles()));
  if (outcome.kind === 'invalid') throw operatorError(outcome.errors.map(describeError).join('\n'), null);
  const catalog = await openCatalog(db, clock);
  lifetime.atEnd(() => catalog.close());
  return { db, catalog };
}

function accessConfig(config: Config, publicUrl: () => string): AccessConfig {
  const reading = readAccessSettings({ ...config.identity, mode: config.mode, publicUrl });
  if (reading.kind === 'refused') throw operatorError(reading.problems.join('\n'), null);
  return reading.config;
}

function signInLine(): string {
  const people = mainSignIns();
  return `Sign in as ${people.map((person) => person.username).join(', ')} with the password ${people[0]?.password ?? ''}\n`;
}

function version(): string {
  return (JSON.parse(readFileSync(folder('package.json'), 'utf8')) as { version: string }).version;
}

/** Starts what works without being asked; each worker is stopped before the database is let go. */
function startBackgroundWork({ db, catalog }: World, lifetime: Lifetime): void {
  const onTrouble = (sentence: string, error: unknown) => warn(`${sentence}\n${storyOf(error)}`);
  const lifeCycle = startLifeCycle({ db, catalog, clock, newId, dropProducts, onTrouble });
  lifetime.atEnd(lifeCycle.stop);
  const invoicing = startInvoicing({ db, clock, newId }, (error) => warn(storyOf(error)));
  lifetime.atEnd(invoicing.stop);
  const notices = startExpiryNotices({ db, clock, newId, onTrouble });
  lifetime.atEnd(notices.stop);
  const purging = startPurging({ db, clock, onTrouble });
  lifetime.atEnd(purging.stop);
}

/** Reaches the database and brings its schema up to date. `join` lets a program use the database of a running server. */
async function openDatabase(config: Config, lifetime: Lifetime, join: boolean): Promise<Db> {
  const database = await progress('Starting the database', () => reachDatabase(config, warn, join));
  lifetime.atEnd(database.release);
  const db = openDb({ connectionString: database.connectionString });
  lifetime.atEnd(() => db.close());
  await progress('Bringing the schema up to date', () => migrate(db));
  return db;
}

/** A demo shows faults only, beside the lines about its start; in production each request leaves a line. */
function logOf(config: Config): LogTarget {
  return config.mode === 'production' ? {} : { level: 'error', stream: process.stderr };
}

function warn(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

async function main(words: readonly string[]): Promise<void> {
  const name = [words.slice(0, 2).join(' '), words[0] ?? 'serve'].find((verb) => Object.hasOwn(VERBS, verb));
  const verb = name === undefined ? undefined : VERBS[name];
  const reading = readConfig();
  if (name === undefined || verb === undefined || reading.kind === 'refused') {
    warn(reading.kind === 'refused' ? reading.problems.join('\n') : `"${words[0]}" is not one of ${Object.keys(VERBS).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const lifetime = openLifetime();
  try {
    await verb(reading.config, lifetime, words.slice(name.split(' ').length));
  } catch (error) {
    await lifetime.fail(error);
  }
}

await main(process.argv.slice(2));
