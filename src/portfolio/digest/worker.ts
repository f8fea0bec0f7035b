import type { CatalogSource } from '../../catalog/catalog.ts';
import type { Clock } from '../../platform/clock.ts';
import { isConnectionFailure, type Db } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import { openResting, type Resting } from '../../platform/resting.ts';
import { relevanceOf } from './relevance.ts';
import { holdMarked, markMissing, markOutdated, writeDigests, type Marked } from './store.ts';

export type DigestDeps = {
  readonly db: Db;
  readonly catalog: Pick<CatalogSource, 'current'>;
  /** Hears of whom could not be written, and of looks at which nobody could be; the next one comes. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

/** So many customers at a time: one of them who is changed meanwhile waits no longer than it takes to write them. */
const CUSTOMERS_PER_BATCH = 100;
const OUTDATED_PER_BATCH = 5_000;
const LOOK_MS = 1_000;

/** Writes the digest of whoever was marked, a moment later and many at once, which costs a fraction of one at a time. */
export function startDigesting(deps: DigestDeps & { readonly clock: Clock }): Regular {
  const { db, catalog, clock, onTrouble } = deps;
  const resting = restingCustomers(clock);
  let marked: Marking | null = null;
  return regularly({
    name: 'portfolio',
    everyMs: LOOK_MS,
    work: async (isStopped) => {
      const { key } = relevanceOf(catalog.current());
      const now = clock.now().getTime();
      if (isToMark(marked, { key, at: now })) {
        await markAllOutdated(db, catalog);
        marked = { key, at: now };
      }
      await writeMarked(deps, resting, isStopped);
    },
    onTrouble: (error) => onTrouble('The portfolio’s digest could not be written.', error),
  });
}

/** With which key, and at what time in milliseconds, those were looked up whose digest was written with another. */
type Marking = { readonly key: string; readonly at: number };

/** Whether to look them up again: when the catalogue makes other things matter, and now and then, since a process that did not know it yet may have written some since. */
export function isToMark(last: Marking | null, now: Marking): boolean {
  return last === null || last.key !== now.key || now.at - last.at >= MARK_AGAIN_MS;
}

const MARK_AGAIN_MS = 300_000;

type CustomersResting = Resting<Marked>;

/** Customers whose digest something unforeseen keeps from being written: they are read from their facts, and the others go on. */
export function restingCustomers(clock: Clock): CustomersResting {
  return openResting(clock, ({ customerId, partnerId }) => `${customerId} ${partnerId}`);
}

/** Marks whoever was written when the catalogue made other things matter. */
async function markAllOutdated(db: Db, catalog: Pick<CatalogSource, 'current'>): Promise<void> {
  let marked: number;
  do marked = await markOutdated(readerOf(db), relevanceOf(catalog.current()), OUTDATED_PER_BATCH);
  while (marked === OUTDATED_PER_BATCH);
}

/** Writes the digest of everybody who is marked and does not rest; tells of how many customers. */
export async function writeMarked(deps: DigestDeps, resting: CustomersResting, isStopped: () => boolean = () => false): Promise<number> {
  let customers = 0;
  while (!isStopped()) {
    const { held, error } = await writeSome(deps, CUSTOMERS_PER_BATCH, resting);
    const written = error === null ? held.length : await writeOneByOne(deps, held.length, resting);
    customers += written;
    if (held.length < CUSTOMERS_PER_BATCH) break;
  }
  return customers;
}

/** One of a batch cannot be written: each on its own, so that it keeps nobody back, and whoever it is rests. */
async function writeOneByOne(deps: DigestDeps, customers: number, resting: CustomersResting): Promise<number> {
  let written = 0;
  for (let tried = 0; tried < customers; tried++) {
    const { held, error } = await writeSome(deps, 1, resting);
    const [marked] = held;
    if (marked === undefined) break;
    if (error === null) {
      written++;
      continue;
    }
    resting.add(marked);
    deps.onTrouble(`The portfolio’s digest of the customer ${marked.customerId} could not be written; it is tried again.`, error.thrown);
  }
  return written;
}

type Tried = { readonly held: readonly Marked[]; readonly error: { readonly thrown: unknown } | null };

async function writeSome({ db, catalog }: DigestDeps, limit: number, resting: CustomersResting): Promise<Tried> {
  let held: readonly Marked[] = [];
  try {
    await db.transaction(async (tx) => {
      held = await holdMarked(tx, limit, resting.all());
      await writeDigests(tx, relevanceOf(catalog.current()), held);
    });
    return { held, error: null };
  } catch (thrown) {
    // Without a database it is nobody's fault, and where nobody was held there is nobody to pass over.
    if (held.length === 0 || isConnectionFailure(thrown)) throw thrown;
    return { held, error: { thrown } };
  }
}

/** Marks whoever was never marked, when a program starts. One that does so at the same time is waited for, however long it takes. */
export async function markMissingAtStart(db: Db): Promise<void> {
  await db.transaction((tx) => {
    tx.send('set local lock_timeout = 0');
    return markMissing(tx);
  });
}

/** Marks and writes whatever is not written, at once: for who filled the tables by other means than the program's own changes. */
export async function digestMissing(db: Db, catalog: Pick<CatalogSource, 'current'>): Promise<void> {
  await markMissing(readerOf(db));
  await markAllOutdated(db, catalog);
  const onTrouble = (_: string, error: unknown) => {
    throw error;
  };
  await writeMarked({ db, catalog, onTrouble }, { all: () => [], add: () => {} });
}
