import { resolve } from 'node:path';
import { rateLimits } from './access/limits/routes.ts';
import { authentication, openAccess } from './access/routes.ts';
import { listKeptIssuers } from './access/issuers/store.ts';
import { readAccessSettings, type AccessConfig } from './access/settings.ts';
import { DEMO_CUSTOMERS, DEMO_SEED, mainSignIns } from './demo/cast.ts';
import { emulatorHooks, emulatorRoutes } from './emulator/routes.ts';
import { openEmulator, type Emulator } from './emulator/worker.ts';
import { againstEmulating, emulatorLines, readEmulateWords } from './emulator/words.ts';
import { newId, newSecret, systemClock } from './platform/clock.ts';
import { readConfig, type Config } from './platform/config.ts';
import { consoleFiles } from './platform/console-files.ts';
import { type Db } from './platform/db.ts';
import { createHttpServer } from './platform/http.ts';
import { openLifetime, type Lifetime } from './platform/lifetime.ts';
import { closeServer, listen, sharedPort } from './platform/listen.ts';
import { logTargetOf } from './platform/log.ts';
import { operatorError } from './platform/operator-error.ts';
import { progress } from './platform/progress.ts';
import { readerOf } from './platform/reader.ts';
import { announceServer } from './platform/server-file.ts';
import { patiently } from './platform/patience.ts';
import { isOneOfMany, startServers, tellServing } from './platform/processes.ts';
import { readTls } from './platform/tls.ts';
import { GAUGES, startBackgroundWork } from './background.ts';
import { folder, openWorld, demoOrder, version, warn, type World } from './opening.ts';
import {
  backup,
  demo,
  fillDemo,
  importCatalog,
  importPrices,
  migrateOnly,
  reconcileWithLedger,
  restore,
  runInvoices,
  setUp,
  verifyAll,
} from './operating.ts';
import { allRoutes } from './routes.ts';

/** One way to run the program. `words` are those after the verb. */
type Verb = (config: Config, lifetime: Lifetime, words: readonly string[]) => Promise<void>;

/** What the program can be asked to do; the longest name that fits the first words counts. */
const VERBS: Readonly<Record<string, Verb>> = {
  serve,
  work,
  migrate: migrateOnly,
  backup,
  restore,
  verify: verifyAll,
  demo,
  emulate,
  'catalog import': importCatalog,
  'prices import': importPrices,
  'invoices run': runInvoices,
  reconcile: reconcileWithLedger,
  'set up': setUp,
};

const clock = systemClock;

/** Serves the console and the API, and does the background work. */
async function serve(config: Config, lifetime: Lifetime): Promise<void> {
  if (isOneOfMany) return tellServing(await serveWorld(config, lifetime, await openWorld(config, lifetime, true), null));
  const world = await openWorld(config, lifetime, false);
  if (config.mode === 'demo') {
    const order = { seed: DEMO_SEED, customers: DEMO_CUSTOMERS, grow: false };
    await progress('Loading the demo world', () => fillDemo(world.db, world.catalog, order));
  }
  const url = config.processes > 1 ? await serveByMany(config, lifetime, world) : await serveWorld(config, lifetime, world, null);
  await workBeside(config, lifetime, world, url);
  if (config.mode === 'demo') process.stdout.write(signInLine());
}

/** Lets so many processes serve as the settings say, while this one keeps the database and does the background work. */
async function serveByMany(config: Config, lifetime: Lifetime, { connectionString }: World): Promise<string> {
  const { processes, metricsPort } = config;
  const shared = { DATABASE_URL: connectionString, PORT: String(await sharedPort(config)) };
  const counts = (index: number) => (metricsPort === null ? {} : { METRICS_PORT: String(metricsPort === 0 ? 0 : metricsPort + 1 + index) });
  // Each counts what it answers itself.
  const limit = { RATE_LIMIT_PER_MINUTE: String(Math.ceil(config.requestsPerMinute / processes)) };
  const servers = await startServers(processes, (index) => ({ ...shared, ...limit, ...counts(index) }), warn);
  lifetime.beforeEnd(servers.stop);
  return servers.url;
}

/** Does the background work beside what serves at an address, and says that everything is ready. */
async function workBeside(config: Config, lifetime: Lifetime, world: World, url: string): Promise<void> {
  startBackgroundWork({ ...world, config, publicUrl: () => config.publicUrl ?? url }, lifetime);
  if (config.processes > 1) await world.telemetry.serve(world.db, GAUGES);
  lifetime.beforeEnd(announceServer(config.dataFolder, url));
  process.stdout.write(`Upseat is ready at ${url}\n`);
}

/** Serves a stateful sandbox with a database of its own, to write clients against. */
async function emulate(given: Config, lifetime: Lifetime, words: readonly string[]): Promise<void> {
  const asked = readEmulateWords(words);
  const misuse = asked.kind === 'misused' ? asked.message : againstEmulating(given);
  if (asked.kind === 'misused' || misuse !== null) {
    warn(misuse ?? '');
    return lifetime.end(2);
  }
  const config = { ...given, dataFolder: resolve(given.dataFolder, 'emulator') };
  const world = await openWorld(config, lifetime, false);
  const emulator = await openEmulator({ ...world, asked, order: () => demoOrder(world.catalog) });
  if (emulator.kind === 'refused') throw operatorError(emulator.problems.join('\n'), null);
  const url = await serveWorld({ ...config, requestsPerMinute: 0 }, lifetime, world, emulator);
  await workBeside({ ...config, processes: 1 }, lifetime, world, url);
  process.stdout.write(emulatorLines());
}

/** Serves a world until the program ends, and gives the address; an emulator's faults come before everything, its own addresses beside. */
async function serveWorld(config: Config, lifetime: Lifetime, world: World, emulator: Emulator | null): Promise<string> {
  const { db, catalog, telemetry } = world;
  let address = config.publicUrl;
  const publicUrl = () => address ?? '';
  const access = openAccess({ db, clock, config: await patiently(() => accessConfig(config, db, publicUrl)) });
  const app = createHttpServer({ newId, log: logTargetOf(config.mode), tls: readTls(config.tls), trustedProxies: config.trustedProxies });
  const emulation = emulator === null ? [] : emulatorHooks(emulator, clock);
  for (const hooks of [...telemetry.hooks, ...emulation]) await app.register(hooks);
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
    outbound: config.outbound,
    version: version(),
    docsFolder: folder('docs'),
  }))
    await app.register(routes);
  if (emulator !== null) await app.register(emulatorRoutes({ ...emulator, ...world, newId, publicUrl, version: version() }));
  await app.register(consoleFiles({ folder: folder('dist/console') }));
  const url = await listen(app, config);
  address ??= url;
  lifetime.beforeEnd(() => closeServer(app));
  await telemetry.serve(db, GAUGES);
  return url;
}

/** Does the background work alone, beside a server. */
async function work(config: Config, lifetime: Lifetime): Promise<void> {
  const world = await openWorld(config, lifetime, true);
  // What is sent names the server's address, which this process knows only where it is set.
  const { publicUrl } = config;
  startBackgroundWork({ ...world, config, publicUrl: publicUrl === null ? null : () => publicUrl }, lifetime);
  await world.telemetry.serve(world.db, GAUGES);
}

async function accessConfig(config: Config, db: Db, publicUrl: () => string): Promise<AccessConfig> {
  const kept = await listKeptIssuers(readerOf(db));
  const reading = readAccessSettings({ ...config.identity, mode: config.mode, publicUrl, kept });
  if (reading.kind === 'refused') throw operatorError(reading.problems.join('\n'), null);
  return reading.config;
}

function signInLine(): string {
  const people = mainSignIns();
  return `Sign in as ${people.map((person) => person.username).join(', ')} with the password ${people[0]?.password ?? ''}\n`;
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
