import type { FaultSaid } from '../../platform/faults.ts';

/** Nothing in the catalogue of the country has these ids. */
export const NO_PRODUCT: FaultSaid = { code: 1000, description: 'There is no such product, SKU or availability in this country.' };
