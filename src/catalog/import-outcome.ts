import { unreachable } from '../kit/brand.ts';
import type * as wire from './contract.ts';
import type { CatalogDocument } from './document.ts';
import type { CatalogError } from './validate.ts';

/** How an import ended. Either everything came in, or nothing did. */
export type ImportOutcome =
  | { readonly kind: 'imported'; readonly revision: number; readonly editions: readonly CatalogDocument['edition'][] }
  | { readonly kind: 'unchanged'; readonly revision: number }
  | { readonly kind: 'invalid'; readonly errors: readonly CatalogError[] };

/** The outcome as the command line reads it. */
export function importView(outcome: ImportOutcome): wire.CatalogImport {
  switch (outcome.kind) {
    case 'imported':
      return {
        kind: outcome.kind,
        editions: outcome.editions.map(({ name, version, effectiveFrom }) => ({ name, version, effectiveFrom })),
        errors: [],
      };
    case 'unchanged':
      return { kind: outcome.kind, editions: [], errors: [] };
    case 'invalid':
      return {
        kind: outcome.kind,
        editions: [],
        errors: outcome.errors.map(({ line, ...error }) => ({ ...error, ...(line === null ? {} : { line }) })),
      };
    default:
      return unreachable(outcome);
  }
}
