import type { Seats } from '../billing/charge.ts';
import type { RoundingMode } from '../billing/rounding.ts';
import { toIso, type Day } from '../kit/dates.ts';
import type { SavedSubscription } from './store.ts';
import type { Subscription } from './subscription.ts';
import type { Account } from './tenant/account.ts';
import type { ShownSubscription } from './view.ts';

/** A subscription with everything that its life needs: what can change, what is paid, how its bill is rounded. */
export type Living = { readonly subscription: Subscription; readonly account: Account; readonly rounding: RoundingMode };

/** The seats as billing takes them: all of them, or as many as named. */
export function seatsOf({ subscription, rounding }: Living, quantity: number = subscription.quantity): Seats {
  const { id, offerId, unitPriceMinor, currency } = subscription;
  return { subscriptionId: id, offerId, quantity, unitPriceMinor, currency, rounding };
}

/** The subscription as its readers see it. */
export function shownOf({ subscription, account }: Living): ShownSubscription {
  const { autoRenew, isTrial, offerName, createdAt, suspensionReasons, upgradedFromId, nextTerm = null } = account;
  return { ...subscription, autoRenew, isTrial, offerName, createdAt: toIso(createdAt), suspensionReasons, upgradedFromId, nextTerm };
}

/** The subscription as it is written down. */
export function savedOf(
  { subscription, account }: Living,
  { dueOn, at }: { readonly dueOn: Day | null; readonly at: Date },
): SavedSubscription {
  const { id, quantity, status, friendlyName, resellerMpnId, unitPriceMinor, term, offerId, billingCycle } = subscription;
  const { autoRenew, suspensionReasons, paidUntil, nextTerm = null } = account;
  const priced = { offerId, billingCycle, unitPriceMinor, term };
  return { id, quantity, status, friendlyName, resellerMpnId, ...priced, autoRenew, suspensionReasons, paidUntil, nextTerm, dueOn, at };
}

/** The same with some of it changed. */
export function withChange(living: Living, subscription: Partial<Subscription>, account: Partial<Account>): Living {
  return { ...living, subscription: { ...living.subscription, ...subscription }, account: { ...living.account, ...account } };
}
