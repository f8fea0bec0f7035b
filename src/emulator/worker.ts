import { appendFile, readFile } from 'node:fs/promises';
import type { CatalogSource } from '../catalog/catalog.ts';
import type { LoadOrder } from '../demo/loading.ts';
import { settingOf } from '../demo/setting.ts';
import type { Db } from '../platform/db.ts';
import { emptyWorld, playScenario, takeSnapshot } from './commands.ts';
import { readScenario } from './scenario.ts';
import { openState, START, type EmulatorState } from './state.ts';
import { recordTraffic } from './traffic.ts';
import type { EmulateRequest } from './words.ts';

/** An emulator whose world stands; what it remembers, and where requests are written down. */
export type Emulator = {
  readonly kind: 'open';
  readonly state: EmulatorState;
  readonly order: () => LoadOrder;
  readonly onExchange: (exchange: object) => void;
};

type Opening = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly asked: Extract<EmulateRequest, { kind: 'emulate' }>;
  readonly order: () => LoadOrder;
};

const EXCHANGES_MAX = 1_000;

/** Clears the emulator's database, plays the scenario, and keeps the state to come back to. */
export async function openEmulator({
  db,
  catalog,
  asked,
  order,
}: Opening): Promise<Emulator | { readonly kind: 'refused'; readonly problems: readonly string[] }> {
  const read = asked.scenarioFile === null ? { demoCustomers: asked.demoCustomers || undefined } : await readJson(asked.scenarioFile);
  if (read instanceof Error) return { kind: 'refused', problems: [`${asked.scenarioFile} cannot be read: ${read.message}`] };
  const value = JSON.parse(JSON.stringify(read)) as unknown;
  const { seed, today } = order();
  const reading = readScenario(value, settingOf(seed, today, catalog.current()));
  if (reading.kind === 'refused') return reading;
  await emptyWorld(db);
  await playScenario(db, reading.scenario, order());
  await catalog.refresh();
  const state = openState(recordTraffic(EXCHANGES_MAX));
  state.snapshots.set(START, await takeSnapshot(db));
  return { kind: 'open', state, order, onExchange: recorder(asked.recordFile) };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    return error;
  }
}

/** Appends one line for each request, in their order. */
function recorder(file: string | null): (exchange: object) => void {
  if (file === null) return () => {};
  let writing: Promise<unknown> = Promise.resolve();
  return (exchange) => {
    writing = writing.then(() => appendFile(file, `${JSON.stringify(exchange)}\n`)).catch(() => {});
  };
}
