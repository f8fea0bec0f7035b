import type { CatalogSource } from '../../catalog/catalog.ts';
import type { Db } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import { relevanceOf } from './relevance.ts';
import { markMissing, markOutdated, writeDigests } from './store.ts';

export type DigestDeps = {
  readonly db: Db;
  readonly catalog: Pick<CatalogSource, 'current'>;
  /** Hears of a look at which nothing could be written; the next one comes. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

/** So many customers at a time: one of them who is changed meanwhile waits no longer than it takes to write them. */
const CUSTOMERS_PER_BATCH = 100;
const OUTDATED_PER_BATCH = 5_000;
const LOOK_MS = 1_000;

/** Writes the digest of whoever was marked, a moment later and many at once, which costs a fraction of one at a time. */
export function startDigesting({ db, catalog, onTrouble }: DigestDeps): Regular {
  let written: string | null = null;
  return regularly({
    everyMs: LOOK_MS,
    work: async (isStopped) => {
      const { key } = relevanceOf(catalog.current());
      if (written !== key) await markAllOutdated(db, catalog);
      written = key;
      await writeMarked(db, catalog, isStopped);
    },
    onTrouble: (error) => onTrouble('The portfolio’s digest could not be written.', error),
  });
}

/** Whoever was written when the catalogue made other things matter is looked up once, and then only when it does so again. */
async function markAllOutdated(db: Db, catalog: Pick<CatalogSource, 'current'>): Promise<void> {
  let marked: number;
  do marked = await markOutdated(readerOf(db), relevanceOf(catalog.current()), OUTDATED_PER_BATCH);
  while (marked === OUTDATED_PER_BATCH);
}

/** Writes the digest of everybody who is marked; tells of how many customers. */
export async function writeMarked(
  db: Db,
  catalog: Pick<CatalogSource, 'current'>,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let customers = 0;
  while (!isStopped()) {
    const written = await db.transaction((tx) => writeDigests(tx, relevanceOf(catalog.current()), CUSTOMERS_PER_BATCH));
    customers += written;
    if (written < CUSTOMERS_PER_BATCH) break;
  }
  return customers;
}

/**
 * The same for those whom nobody marked either: after the tables were filled by other means than the program's own changes
 * (an older version's data), before anybody asks.
 */
export async function digestMissing(db: Db, catalog: Pick<CatalogSource, 'current'>): Promise<number> {
  await markMissing(readerOf(db));
  await markAllOutdated(db, catalog);
  return writeMarked(db, catalog);
}
