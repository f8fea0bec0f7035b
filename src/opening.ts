import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hashPassword } from './access/passwords.ts';
import type { CatalogSource } from './catalog/catalog.ts';
import { describeError } from './catalog/validate.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from './catalog/worker.ts';
import { DEMO_SEED } from './demo/cast.ts';
import type { LoadOrder } from './demo/loading.ts';
import { dayOf } from './kit/dates.ts';
import { newId, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { reachDatabase } from './platform/database.ts';
import { openDb, type Db, type DbOptions, type StatementWatch } from './platform/db.ts';
import type { Lifetime } from './platform/lifetime.ts';
import { migrate } from './platform/migrate.ts';
import { operatorError } from './platform/operator-error.ts';
import { patiently } from './platform/patience.ts';
import { progress } from './platform/progress.ts';
import { openTelemetry, type Telemetry } from './platform/telemetry.ts';
import { digestFollows } from './portfolio/digest/store.ts';
import { markMissingAtStart } from './portfolio/digest/worker.ts';

const clock = systemClock;

/** The database, the catalogue that is in it, and who hears of what is done with it. */
export type World = { readonly db: Db; readonly catalog: CatalogSource; readonly telemetry: Telemetry; readonly connectionString: string };

/** The database with everything that every verb needs in it: the schema and the shipped catalogue. */
export async function openWorld(config: Config, lifetime: Lifetime, join: boolean): Promise<World> {
  const telemetry = await openTelemetry(config, version());
  lifetime.atEnd(telemetry.close);
  const { db, connectionString } = await connect(config, lifetime, join, { watches: telemetry.watches });
  await progress('Bringing the schema up to date', () => patiently(() => migrate(db)));
  const outcome = await progress('Reading the catalogue', () => patiently(() => importCatalogFiles({ db, clock, newId }, shippedFiles())));
  if (outcome.kind === 'invalid') throw operatorError(outcome.errors.map(describeError).join('\n'), null);
  const catalog = await patiently(() => openCatalog(db, clock));
  lifetime.atEnd(() => catalog.close());
  // Nobody but after an older version or another program, which marked none. Their digests are written while requests are served.
  await patiently(() => markMissingAtStart(db));
  return { db, catalog, telemetry, connectionString };
}

/** Reaches the database and brings its schema up to date. `join` lets a program use the database of a running server. */
export async function openDatabase(
  config: Config,
  lifetime: Lifetime,
  join: boolean,
  watches: readonly StatementWatch[] = [],
): Promise<Db> {
  const { db } = await connect(config, lifetime, join, { watches });
  await progress('Bringing the schema up to date', () => patiently(() => migrate(db)));
  return db;
}

type Connected = { readonly db: Db; readonly connectionString: string };

/** Reaches the database as it is: without a schema where it is new, and a standby unless said otherwise. */
export async function connect(
  config: Config,
  lifetime: Lifetime,
  join: boolean,
  options: Pick<DbOptions, 'watches' | 'isStandbyEnough'> = { isStandbyEnough: true },
): Promise<Connected> {
  const { connectionString, release } = await progress('Starting the database', () => reachDatabase(config, warn, join));
  lifetime.atEnd(release);
  const db = openDb({ connectionString, ...options, followUps: [digestFollows()] });
  lifetime.atEnd(() => db.close());
  return { db, connectionString };
}

/** How demo customers are made today; none where no number is added. */
export function demoOrder(catalog: CatalogSource): LoadOrder {
  const hashSecret = (secret: string) => hashPassword(secret, randomBytes(16));
  return { seed: DEMO_SEED, customers: 0, grow: false, today: dayOf(clock.now()), catalog: catalog.current(), hashSecret };
}

/** A folder of this package. */
export function folder(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

/** The version of this program. */
export function version(): string {
  return (JSON.parse(readFileSync(folder('package.json'), 'utf8')) as { version: string }).version;
}

/** Tells whoever started the program. */
export function warn(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
