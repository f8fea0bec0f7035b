import { TERM_DURATIONS } from '../../catalog/catalog.ts';
import { isGuid, type OfferId, type SubscriptionId } from '../../kit/ids.ts';
import { cycleIn, durationIn } from '../../subscriptions/scheduled/question.ts';
import type { TransitionBody } from './contract.ts';
import type { TransitionOrder } from './transition.ts';

export type OrderRead =
  | { readonly kind: 'order'; readonly order: TransitionOrder }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string }
  | { readonly kind: 'no_such_promotion' };

/** Reads what is asked for. Empty texts, which typed clients send for what was not said, ask for nothing. */
export function orderIn(body: TransitionBody): OrderRead {
  const malformed = (member: string, why: string): OrderRead => ({ kind: 'malformed', member, why });
  const [term, cycle, into, promotion] = [body.termDuration, body.billingCycle, body.toSubscriptionId, body.promotionId].map(said);
  const duration = durationIn(term ?? '');
  if (term !== null && duration === null) return malformed('termDuration', `must be one of ${TERM_DURATIONS.join(', ')}`);
  const billingCycle = cycleIn(cycle ?? '');
  if (cycle !== null && billingCycle === null) return malformed('billingCycle', 'can be Monthly or Annual');
  if (into !== null && into !== undefined && !isGuid(into)) return malformed('toSubscriptionId', 'must be a GUID');
  if (promotion !== null) return { kind: 'no_such_promotion' };
  const { transitionType = 'none' } = body;
  return {
    kind: 'order',
    order: {
      toOfferId: body.toCatalogItemId.trim().toUpperCase() as OfferId,
      quantity: body.quantity ?? null,
      transitionType: transitionType === 'none' ? null : transitionType,
      toSubscriptionId: into === null || into === undefined ? null : (into.toLowerCase() as SubscriptionId),
      duration,
      billingCycle,
    },
  };
}

function said(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' || text.toLowerCase() === 'unknown' ? null : text.trim();
}
