import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CatalogSource } from '../../catalog/catalog.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { importPriceList } from './commands.ts';
import type { PriceImport } from './import-outcome.ts';

type PriceFileDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

/** Imports a price list of this machine, for one partner or, without one, for all. */
export async function importPriceFile(
  { db, catalog, clock, newId }: PriceFileDeps,
  path: string,
  partnerId: PartnerId | null,
): Promise<PriceImport> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    return { kind: 'invalid', errors: [{ line: 1, column: '', problem: `cannot be read: ${(error as Error).message}` }] };
  }
  const order = { partnerId, file: { name: basename(path), text }, actor: null };
  return db.transaction((tx) => importPriceList(tx, order, { catalog: catalog.current(), now: clock.now(), newId }));
}
