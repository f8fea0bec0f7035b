import type { Subscription } from '../subscriptions/subscription.ts';
import type { UpgradePlan } from './plan.ts';
import { rememberedAddOns } from './undo/add-ons.ts';
import { undoableUntil } from './undo/undo.ts';

/** Until when the upgrade can be undone; null where not all of it could be brought back. */
export function undoableIn(plan: UpgradePlan, now: Date): Date | null {
  return rememberedAddOns(plan.addOns) === null ? null : undoableUntil(now);
}

/** The add-ons that go with the source, as rows to be changed. */
export function droppedAddOns({ addOns }: UpgradePlan, at: Date) {
  const dropped = addOns.filter(({ chosen }) => chosen === 'drop');
  return dropped.map(({ subscriptionId: id, quantity }) => ({ id, quantity, status: 'deleted' as const, at }));
}

/** The add-ons that hang on the target from now on. */
export function keptAddOns({ addOns, target }: UpgradePlan) {
  return addOns.filter(({ chosen }) => chosen === 'keep').map(({ subscriptionId: id }) => ({ id, parentId: target.id }));
}

/** The new subscription takes over the partner's and the reseller's place, the billing cycle and auto-renewal. */
export function opened(source: Subscription, plan: UpgradePlan, orderId: string, now: Date) {
  const { target } = plan;
  return {
    id: target.id,
    partnerId: source.partnerId,
    orderId,
    offerId: target.offerId,
    friendlyName: target.name,
    quantity: target.quantity,
    billingCycle: source.billingCycle,
    unitPriceMinor: target.unitPriceMinor,
    currency: target.currency,
    term: target.term,
    resellerMpnId: source.resellerMpnId,
    upgradedFromId: source.id,
    at: now,
  };
}

/** What becomes of the source: closed, or left with the seats of those who stay. */
export function closed(source: Subscription, plan: UpgradePlan, now: Date) {
  const stays = plan.sourceSeatsLeft > 0;
  return {
    id: source.id,
    quantity: stays ? plan.sourceSeatsLeft : source.quantity,
    status: stays ? source.status : ('deleted' as const),
    at: now,
  };
}
