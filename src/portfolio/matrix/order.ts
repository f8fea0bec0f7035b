import { unreachable } from '../../kit/brand.ts';
import type { Day } from '../../kit/dates.ts';
import type { CustomerId, OfferId, SubscriptionId } from '../../kit/ids.ts';

/**
 * In which order the matrix is read: by customer, by the end of the term, by seats, the most first, or by what the upgrade
 * would bring, the most first. The first three keep the targets of a subscription together; in the last each row has a place of its own.
 */
export const ORDERS = ['customer', 'renewal', 'seats', 'uplift'] as const;
export type Order = (typeof ORDERS)[number];

/** A place in the list: of a subscription, or of one of its targets where the list goes by what the upgrade would bring. */
export type Place = {
  readonly customerId: CustomerId;
  readonly subscriptionId: SubscriptionId;
  readonly renewsOn: Day;
  readonly quantity: number;
  readonly uplift: UpliftPlace | null;
};

export type UpliftPlace = { readonly yearMinor: number; readonly targetOfferId: OfferId };

/**
 * The difference in a year by which a row is ordered. Amounts of another currency than the partner’s cannot be compared: such rows,
 * and those without a price, come behind all others, by customer.
 */
export function orderedAs(yearMinor: number | null): number {
  return yearMinor ?? UNKNOWN_UPLIFT;
}

/** Less than any amount that is known. */
export const UNKNOWN_UPLIFT = Number.MIN_SAFE_INTEGER;

/** Whether the first of two places comes before the second. */
export function isBefore(order: Order, a: Place, b: Place): boolean {
  const [first, second] = [keysOf(order, a), keysOf(order, b)];
  const i = first.findIndex(({ key }, place) => key !== second[place]?.key);
  const [one, other] = [first[i], second[i]];
  if (one === undefined || other === undefined) return false;
  return one.isDescending ? one.key > other.key : one.key < other.key;
}

type Key = { readonly key: string | number; readonly isDescending: boolean };

function keysOf(order: Order, { customerId, subscriptionId, renewsOn, quantity, uplift }: Place): readonly Key[] {
  const [up, down] = [(key: string | number) => ({ key, isDescending: false }), (key: string | number) => ({ key, isDescending: true })];
  const ids = [up(customerId), up(subscriptionId)];
  switch (order) {
    case 'customer':
      return ids;
    case 'renewal':
      return [up(renewsOn), ...ids];
    case 'seats':
      return [down(quantity), ...ids.map(({ key }) => down(key))];
    case 'uplift':
      return [down(uplift?.yearMinor ?? UNKNOWN_UPLIFT), ...ids, up(uplift?.targetOfferId ?? '')];
    default:
      return unreachable(order);
  }
}
