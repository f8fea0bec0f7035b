import { TERM_DURATIONS, type BillingCycle } from '../../catalog/catalog.ts';
import { isGuid, type CustomerId, type OfferId, type SubscriptionId } from '../../kit/ids.ts';
import { durationIn } from '../scheduled/question.ts';
import type { OrderBody, OrderLineItemBody } from './contract.ts';
import type { Wish } from './wish.ts';

/** What is wrong with an order as it was sent. */
export type Malformed = { readonly kind: 'malformed'; readonly member: string; readonly why: string };
/** A promotion of which the catalogue knows nothing. */
export type NoPromotion = { readonly kind: 'no_such_promotion'; readonly promotionId: string };
export type WishesRead = { readonly kind: 'wishes'; readonly wishes: readonly Wish[] } | Malformed | NoPromotion;

/** Reads what an order wishes for. Words that typed clients write where nothing was said (`unknown`, an empty text) ask for nothing. */
export function wishesIn(body: OrderBody, customerId: CustomerId): WishesRead {
  const { referenceCustomerId = '' } = body;
  if (referenceCustomerId !== '' && referenceCustomerId.toLowerCase() !== customerId)
    return { kind: 'malformed', member: 'referenceCustomerId', why: 'is another customer than that of the address' };
  const billingCycle = billingCycleIn(body.billingCycle);
  if (billingCycle === 'unsupported') return { kind: 'malformed', member: 'billingCycle', why: 'can be none, monthly or annual' };
  if (body.lineItems.length === 0) return { kind: 'malformed', member: 'lineItems', why: 'is empty' };
  const wishes: Wish[] = [];
  for (const [i, item] of body.lineItems.entries()) {
    const read = wishIn(item, i, { billingCycle, currency: textIn(body.currencyCode) });
    if (read.kind !== 'wish') return read;
    wishes.push(read.wish);
  }
  return { kind: 'wishes', wishes };
}

/** The billing cycle that is asked for; null where none is said. */
export function billingCycleIn(word: string | undefined): BillingCycle | null | 'unsupported' {
  if (word === undefined || word === 'unknown') return null;
  return word === 'none' || word === 'monthly' || word === 'annual' ? word : 'unsupported';
}

type WishRead = { readonly kind: 'wish'; readonly wish: Wish } | Malformed | NoPromotion;

function wishIn(item: OrderLineItemBody, line: number, order: Pick<Wish, 'billingCycle' | 'currency'>): WishRead {
  const malformed = (member: string, why: string): Malformed => ({ kind: 'malformed', member: `lineItems[${line}].${member}`, why });
  const offerId = textIn(item.offerId);
  if (offerId === null) return malformed('offerId', 'is missing');
  if (item.quantity === undefined) return malformed('quantity', 'is missing');
  const promotionId = textIn(item.promotionId);
  if (promotionId !== null) return { kind: 'no_such_promotion', promotionId };
  const term = textIn(item.termDuration);
  const duration = term === null ? null : durationIn(term);
  if (term !== null && duration === null) return malformed('termDuration', `must be one of ${TERM_DURATIONS.join(', ')}, or left out`);
  if (textIn(item.customTermEndDate) !== null) return malformed('customTermEndDate', 'cannot be chosen for these offers');
  const baseId = textIn(item.parentSubscriptionId) ?? parentIn(item.provisioningContext);
  if (baseId !== null && !isGuid(baseId)) return malformed('parentSubscriptionId', 'must be a GUID');
  return {
    kind: 'wish',
    wish: {
      ...order,
      line,
      duration,
      offerId: offerId.toUpperCase() as OfferId,
      quantity: item.quantity,
      friendlyName: textIn(item.friendlyName),
      base: baseId === null ? { kind: 'none' } : { kind: 'subscription', id: baseId.toLowerCase() as SubscriptionId },
      resellerMpnId: textIn(item.partnerIdOnRecord),
    },
  };
}

/** The base of an add-on as carts name it: `{"parentSubscriptionId": …}`, its name in any case. */
export function parentIn(provisioningContext: Readonly<Record<string, unknown>> | undefined): string | null {
  const found = Object.entries(provisioningContext ?? {}).find(([name]) => name.toLowerCase() === 'parentsubscriptionid');
  return typeof found?.[1] === 'string' ? textIn(found[1]) : null;
}

/** A text that says something; null for none and for an empty one. */
export function textIn(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
