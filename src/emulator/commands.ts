import { raiseRevision } from '../catalog/store.ts';
import { loadCustomers } from '../demo/commands.ts';
import type { LoadOrder } from '../demo/loading.ts';
import { customersIn, demoWorld } from '../demo/world.ts';
import { settingOf } from '../demo/setting.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Scenario } from './contract.ts';
import { scenarioCustomers } from './customers.ts';
import {
  countCustomers,
  emptyTables,
  fillSessions,
  fillTable,
  holdWriters,
  isCarried,
  readSessions,
  readTable,
  stateTables,
  type KeptTable,
} from './store.ts';

/** A whole state of the world, to go back to. */
export type Snapshot = { readonly tables: readonly KeptTable[]; readonly customers: number; readonly rows: number };

/** Fills an empty database, or one that was emptied before, with the partners and the customers of a scenario. */
export async function playScenario(db: Db, scenario: Scenario, order: LoadOrder): Promise<void> {
  const { demoCustomers = 0 } = scenario;
  const demo = demoCustomers === 0 ? 0 : customersIn(demoCustomers);
  const setting = settingOf(order.seed, order.today, order.catalog);
  const customers = function* () {
    if (demo > 0) yield* demoWorld({ ...order, customers: demoCustomers });
    yield* scenarioCustomers(scenario, setting, demo);
  };
  await loadCustomers(db, { ...order, grow: false }, { customers: customers(), total: demo + (scenario.customers?.length ?? 0) });
}

/** The state of now, all tables at one moment. */
export function takeSnapshot(db: Db): Promise<Snapshot> {
  return db.transaction(async (tx) => {
    const found = await stateTables(tx);
    holdWriters(tx, found);
    return snapshotOf(tx, found);
  });
}

async function snapshotOf(tx: Tx, found: Awaited<ReturnType<typeof stateTables>>): Promise<Snapshot> {
  const tables = await Promise.all(found.map((table) => readTable(tx, table)));
  return { tables, customers: await countCustomers(tx), rows: tables.reduce((rows, { count }) => rows + count, 0) };
}

/** Puts a state back, in one transaction: nobody ever sees half of it. */
export async function restoreSnapshot(db: Db, { tables }: Snapshot): Promise<void> {
  await db.transaction(async (tx) => {
    holdWriters(tx, tables);
    const sessions = await readSessions(tx, tables);
    emptyTables(tx, tables);
    for (const table of tables) if (!isCarried(table)) fillTable(tx, table);
    fillSessions(tx, sessions);
    // Imported prices may have changed with it, and they are kept in memory by revision.
    await raiseRevision(tx);
  });
}

/** Takes everything out, partners too, so that another scenario can be played. */
export async function emptyWorld(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    const tables = await stateTables(tx);
    holdWriters(tx, tables);
    emptyTables(tx, tables);
  });
}
