import type { FaultSaid } from '../../platform/faults.ts';

/** The catalogue has offers, and no products. */
export const NO_PRODUCT: FaultSaid = { code: 1000, description: 'There is no such product: the catalogue holds licence-based offers.' };
