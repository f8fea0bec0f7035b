import { withFreshCatalog } from '../../catalog/freshness.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { dayOf } from '../../kit/dates.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import { dropExpiredPreviews } from '../change/store.ts';
import { settleCustomer, type DropProducts, type Reassign } from './commands.ts';
import { LIFE_POLICY, type LifePolicy } from './policy.ts';
import { listDue, listDueAhead, lockCustomerIfFree, type DuePosition } from './store.ts';

export type LifeDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly dropProducts: DropProducts;
  readonly reassign?: Reassign;
  readonly policy?: LifePolicy;
  /** Hears of a customer for whom nothing could be done; the run goes on with the others. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

export type LifeRun = { readonly customers: number; readonly events: number; readonly failed: number };

const BATCH_ROWS = 200;
const LOOK_MS = 10 * 60_000;

/**
 * Starts the daily run: at once, and then every few minutes, so that a day that has begun is noticed soon. Any number of
 * processes may run it: customers are taken one at a time, and who finds one taken goes on to the next.
 */
export function startLifeCycle(deps: LifeDeps): Regular {
  return regularly({
    name: 'renewals',
    everyMs: LOOK_MS,
    work: async (isStopped) => {
      await runLifeCycle(deps, isStopped);
      await deps.db.transaction(async (tx) => dropExpiredPreviews(tx, deps.clock.now()));
    },
    onTrouble: (error) => deps.onTrouble('What fell due could not be looked up.', error),
  });
}

/** One run over everything that has fallen due, in small batches, one transaction for each customer. */
export async function runLifeCycle(deps: LifeDeps, isStopped: () => boolean = () => false): Promise<LifeRun> {
  const reader = readerOf(deps.db);
  const today = dayOf(deps.clock.now());
  let after: DuePosition | null = null;
  let run: LifeRun = { customers: 0, events: 0, failed: 0 };
  while (!isStopped()) {
    const found: Awaited<ReturnType<typeof listDue>> = await listDue(reader, { today, after, limit: BATCH_ROWS });
    for (const customerId of new Set(found.map((each) => each.customerId))) {
      if (isStopped()) return run;
      run = add(run, await settleOne(deps, customerId));
    }
    after = found.at(-1) ?? null;
    if (found.length < BATCH_ROWS) break;
  }
  for (const customerId of isStopped() ? [] : await listDueAhead(reader, deps.clock.now()))
    run = add(run, await settleOne(deps, customerId));
  return run;
}

async function settleOne(deps: LifeDeps, customerId: CustomerId): Promise<number | 'left' | 'failed'> {
  const { db, catalog, clock, newId, dropProducts, reassign, policy = LIFE_POLICY } = deps;
  const moving = reassign === undefined ? {} : { reassign };
  try {
    const outcome = await withFreshCatalog(catalog, () =>
      db.transaction(async (tx) => {
        if (!(await lockCustomerIfFree(tx, customerId))) return { kind: 'left' as const };
        return settleCustomer(tx, customerId, { catalog, policy, now: clock.now(), newId, dropProducts, ...moving });
      }),
    );
    return outcome.kind === 'left' ? 'left' : outcome.events;
  } catch (error) {
    deps.onTrouble(`What fell due for the customer ${customerId} could not be done.`, error);
    return 'failed';
  }
}

function add(run: LifeRun, outcome: number | 'left' | 'failed'): LifeRun {
  if (outcome === 'left') return run;
  if (outcome === 'failed') return { ...run, failed: run.failed + 1 };
  return { ...run, customers: run.customers + 1, events: run.events + outcome };
}
