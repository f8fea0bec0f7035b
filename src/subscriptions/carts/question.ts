import { TERM_DURATIONS } from '../../catalog/catalog.ts';
import { isGuid, type OfferId, type SubscriptionId } from '../../kit/ids.ts';
import { billingCycleIn, parentIn, textIn, type Malformed } from '../orders/question.ts';
import type { Wish, WishedBase } from '../orders/wish.ts';
import { durationIn } from '../scheduled/question.ts';
import type { CartLine } from './cart.ts';
import type { CartBody } from './contract.ts';

export type CartRead = { readonly kind: 'lines'; readonly lines: readonly CartLine[] } | Malformed;

type Item = Omit<CartBody['lineItems'][number], 'addonItems'>;
type LineRead = { readonly kind: 'line'; readonly line: CartLine } | Malformed;

/** Reads the lines of a cart; add-ons inside a line come right after it. What only the law can refuse is left to it. */
export function linesIn({ lineItems }: CartBody): CartRead {
  const lines: CartLine[] = [];
  for (const [i, { addonItems = [], ...item }] of lineItems.entries()) {
    const path = `lineItems[${i}]`;
    const read = lineIn(item, { path, line: lines.length, base: null });
    if (read.kind === 'malformed') return read;
    lines.push(read.line);
    const base: WishedBase = { kind: 'line', line: read.line.wish.line };
    for (const [k, addOn] of addonItems.entries()) {
      const nested = lineIn(addOn, { path: `${path}.addonItems[${k}]`, line: lines.length, base });
      if (nested.kind === 'malformed') return nested;
      lines.push(nested.line);
    }
  }
  return { kind: 'lines', lines };
}

function lineIn(item: Item, at: { readonly path: string; readonly line: number; readonly base: WishedBase | null }): LineRead {
  const malformed = (member: string, why: string): Malformed => ({ kind: 'malformed', member: `${at.path}.${member}`, why });
  const offerId = textIn(item.catalogItemId);
  if (offerId === null) return malformed('catalogItemId', 'is missing');
  if (item.quantity === undefined) return malformed('quantity', 'is missing');
  const billingCycle = billingCycleIn(item.billingCycle);
  if (billingCycle === 'unsupported') return malformed('billingCycle', 'can be none, monthly or annual');
  const term = textIn(item.termDuration);
  const duration = term === null ? null : durationIn(term);
  if (term !== null && duration === null) return malformed('termDuration', `must be one of ${TERM_DURATIONS.join(', ')}, or left out`);
  const baseId = parentIn(item.provisioningContext);
  if (baseId !== null && !isGuid(baseId)) return malformed('provisioningContext.parentSubscriptionId', 'must be a GUID');
  const wish: Wish = {
    line: at.line,
    offerId: offerId.toUpperCase() as OfferId,
    quantity: item.quantity,
    billingCycle,
    duration,
    friendlyName: textIn(item.friendlyName),
    base: at.base ?? (baseId === null ? { kind: 'none' } : { kind: 'subscription', id: baseId.toLowerCase() as SubscriptionId }),
    resellerMpnId: resellerIn(item.participants),
    currency: textIn(item.currencyCode),
  };
  return { kind: 'line', line: { wish, promotionId: textIn(item.promotionId), customTermEndDate: textIn(item.customTermEndDate) } };
}

/** The reseller among the participants: `transaction_reseller` in any spelling, or its ordinal. */
function resellerIn(participants: Item['participants']): string | null {
  const found = participants?.find(({ key }) => key === 1 || (typeof key === 'string' && /^(1|transaction_?reseller)$/i.test(key)));
  return textIn(found?.value);
}
