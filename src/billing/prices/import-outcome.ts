import type { Currency } from '../../kit/money.ts';
import type { LineError } from './price-list.ts';

/** How the import of a price list ended. Either all of it came in, or nothing did. */
export type PriceImport =
  | { readonly kind: 'imported'; readonly prices: number; readonly currency: Currency; readonly revision: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no_such_partner' }
  | { readonly kind: 'invalid'; readonly errors: readonly LineError[] };
