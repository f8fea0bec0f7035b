import type { Subscription } from '../../src/subscriptions/contract.ts';

/** First what is in use; add-ons right below what they hang on; then what is suspended or gone; names in order inside. */
export function inReadingOrder(subscriptions: readonly Subscription[]): readonly Subscription[] {
  const ids = new Set(subscriptions.map(({ id }) => id));
  const isBelowAnother = ({ parentSubscriptionId }: Subscription) => parentSubscriptionId !== undefined && ids.has(parentSubscriptionId);
  const bases = subscriptions.filter((subscription) => !isBelowAnother(subscription)).toSorted(byStatusAndName);
  return bases.flatMap((base) => [
    base,
    ...subscriptions.filter(({ parentSubscriptionId }) => parentSubscriptionId === base.id).toSorted(byStatusAndName),
  ]);
}

const STATUSES = ['active', 'none', 'suspended', 'deleted'];

function byStatusAndName(a: Subscription, b: Subscription): number {
  return rank(a) - rank(b) || a.friendlyName.localeCompare(b.friendlyName);
}

function rank({ status }: Subscription): number {
  const position = STATUSES.indexOf(status);
  return position === -1 ? STATUSES.length : position;
}
