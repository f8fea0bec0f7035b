import type { Catalog } from '../../catalog/catalog.ts';
import type { TotalDiffers } from './expected-total.ts';
import { unreachable } from '../../kit/brand.ts';
import type { Locale } from '../../kit/locale.ts';
import type { FaultSaid } from '../../platform/faults.ts';
import type { PlannedLine } from './plan.ts';
import type { PurchaseReason } from './reasons.ts';
import { faultOfPurchase } from './refusal-status.ts';
import { explainPurchase } from './words.ts';

/** An order that the customer does not have, or that the caller may not know of. */
export const NO_ORDER: FaultSaid = { code: 20000, description: 'The customer has no such order.' };
/** An id that the catalogue does not have. */
export const UNKNOWN_OFFER: FaultSaid = { code: 800004, description: 'The catalogue has no such offer.' };
/** The catalogue has no promotions. */
export const NO_PROMOTION: FaultSaid = { code: 27007, description: 'There is no such promotion.' };
export const SEVERAL_ORDERS: FaultSaid = {
  code: 4018,
  description:
    'These offers cannot share an order: they have different billing cycles, or one of them is a trial. Order them one by one, or with a cart.',
};

/** How a refused purchase is answered: with the gravest reason's status, and all codes in `data`. */
export type Refusal = { readonly status: 400 | 403 | 404 | 409; readonly said: FaultSaid };

export function refusalOf(lines: readonly PlannedLine[], catalog: Catalog, locale: Locale): Refusal {
  return refusalFor(
    lines.flatMap((line) => line.reasons),
    catalog,
    locale,
  );
}

/** The same for reasons that were found without a plan. */
export function refusalFor(reasons: readonly PurchaseReason[], catalog: Catalog, locale: Locale): Refusal {
  const [first] = reasons;
  if (first === undefined) throw new Error('refused without a reason');
  const { status, code } = faultOfPurchase(first);
  const codes = [...new Set(reasons.map((reason) => reason.code))];
  return { status, said: { code, description: explainPurchase(first, catalog, locale), data: codes } };
}

/** What a fault says of an order that could not be read. */
export function unreadable(
  read: { readonly kind: 'malformed'; readonly member: string; readonly why: string } | { readonly kind: 'no_such_promotion' },
): FaultSaid {
  switch (read.kind) {
    case 'malformed':
      return { code: 2000, description: `\`${read.member}\` ${read.why}.`, data: [read.member] };
    case 'no_such_promotion':
      return NO_PROMOTION;
    default:
      return unreachable(read);
  }
}

/** Whoever ordered saw another bill. */
export function totalDiffers({ total, currency }: TotalDiffers): FaultSaid {
  return { code: 900279, description: `It now comes to ${total} ${currency}, which is not what was shown. Read it again.` };
}
