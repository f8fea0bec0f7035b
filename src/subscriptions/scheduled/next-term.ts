import type { BillingCycle, TermDuration } from '../../catalog/catalog.ts';
import type { OfferId } from '../../kit/ids.ts';

/** What the next term of a subscription of new commerce is to be: product, term, billing cycle and seats. */
export type NextTerm = {
  readonly offerId: OfferId;
  readonly billingCycle: BillingCycle;
  readonly duration: TermDuration;
  readonly quantity: number;
};

/** Whether two say the same. */
export function isSameTerm(a: NextTerm | null, b: NextTerm | null): boolean {
  if (a === null || b === null) return a === b;
  return a.offerId === b.offerId && a.billingCycle === b.billingCycle && a.duration === b.duration && a.quantity === b.quantity;
}
