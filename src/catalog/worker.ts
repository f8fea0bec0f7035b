import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dayOf, type Day } from '../kit/dates.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { catalogOn } from './book.ts';
import type { Catalog, CatalogSource } from './catalog.ts';
import { importCatalog } from './commands.ts';
import type { ImportOutcome } from './import-outcome.ts';
import { readCatalog, readRevision } from './store.ts';
import type { CatalogError, SourceFile } from './validate.ts';

export type { CatalogSource } from './catalog.ts';

const LOOK_SECONDS = 10;
const DAYS_KEPT_MAX = 32;

/**
 * Reads the catalogue and keeps it at hand, built once for each day that is asked for. Looks now and then whether
 * another process has imported something; who cannot wait for that calls `refresh`.
 */
export async function openCatalog(db: Db, clock: Clock): Promise<CatalogSource> {
  let held = await readCatalog(db);
  let reading: Promise<void> | null = null;
  const built = new Map<Day, Catalog>();

  const on = (day: Day): Catalog => {
    const known = built.get(day);
    if (known !== undefined) return known;
    if (built.size >= DAYS_KEPT_MAX) built.clear();
    const catalog = catalogOn(held.editions, day, held.revision, held.prices);
    built.set(day, catalog);
    return catalog;
  };
  const readAgain = async () => {
    if ((await readRevision(db)) === held.revision) return;
    held = await readCatalog(db);
    built.clear();
  };
  const refresh = (): Promise<void> => {
    reading ??= readAgain().finally(() => {
      reading = null;
    });
    return reading;
  };
  // A database that is away for a while is reported by those who need it; the catalogue at hand serves on.
  const looking = setInterval(() => void refresh().catch(() => {}), LOOK_SECONDS * 1000);
  looking.unref();

  return { current: () => on(dayOf(clock.now())), on, refresh, close: () => clearInterval(looking) };
}

type ImportDeps = { readonly db: Db; readonly clock: Clock; readonly newId: () => string };

/** The files that come with the program. */
export function shippedFiles(): readonly string[] {
  const folder = fileURLToPath(new URL('../../catalog/', import.meta.url));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

/** Imports files of this machine in one transaction. */
export async function importCatalogFiles({ db, clock, newId }: ImportDeps, paths: readonly string[]): Promise<ImportOutcome> {
  const files: SourceFile[] = [];
  const unreadable: CatalogError[] = [];
  for (const name of paths) {
    try {
      files.push({ name, text: readFileSync(name, 'utf8') });
    } catch (error) {
      unreadable.push({ file: name, line: null, field: '', problem: `cannot be read: ${(error as Error).message}` });
    }
  }
  if (unreadable.length > 0) return { kind: 'invalid', errors: unreadable };
  return db.transaction((tx) => importCatalog(tx, { files, now: clock.now(), newId }));
}
