import type { CatalogSource } from './catalog.ts';

/** The catalogue in memory is older than the database's. */
export type Outdated = { readonly kind: 'catalog_outdated' };

/** Runs a command again with the newest catalogue where another process has imported one meanwhile. */
export async function withFreshCatalog<Outcome extends { readonly kind: string }>(
  catalog: Pick<CatalogSource, 'refresh'>,
  run: () => Promise<Outcome | Outdated>,
): Promise<Outcome> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const outcome = await run();
    if (!isOutdated(outcome)) return outcome;
    await catalog.refresh();
  }
  throw new Error('the catalogue changes faster than it can be read');
}

const ATTEMPTS_MAX = 5;

function isOutdated(outcome: { readonly kind: string }): outcome is Outdated {
  return outcome.kind === 'catalog_outdated';
}
