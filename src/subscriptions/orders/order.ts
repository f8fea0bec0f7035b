import { isProductItem, type BillingCycle, type TermDuration } from '../../catalog/catalog.ts';
import { isoOf } from '../../kit/dates.ts';
import type { CustomerId, OfferId, SubscriptionId } from '../../kit/ids.ts';
import { sum, ZERO, type Currency, type Minor } from '../../kit/money.ts';
import { durationOfTerm } from '../new-commerce/terms.ts';
import type { Subscription, SubscriptionStatus } from '../subscription.ts';
import type { PurchasePlan } from './plan.ts';

/** What was bought together: an order is its subscriptions, in the order of their lines. */
export type Order = {
  readonly id: string;
  readonly customerId: CustomerId;
  readonly billingCycle: BillingCycle;
  readonly currency: Currency;
  readonly createdAt: string;
  readonly lines: readonly OrderLine[];
};

export type OrderLine = {
  /** From 0. */
  readonly line: number;
  readonly subscriptionId: SubscriptionId;
  readonly offerId: OfferId;
  readonly parentId: SubscriptionId | null;
  readonly friendlyName: string;
  /** Seats as they were bought. */
  readonly quantity: number;
  readonly status: SubscriptionStatus;
  /** One seat for a whole billing period. */
  readonly unitPriceMinor: Minor;
  /** What the purchase cost; zero for a trial, and for what was bought before the ledger began. */
  readonly amountMinor: Minor;
  readonly resellerMpnId: string | null;
  /** Of new commerce: by which term. */
  readonly duration?: TermDuration | null;
};

/** The orders that a plan makes, as they will be. */
export function ordersOf({ orders, lines }: PurchasePlan, customerId: CustomerId, at: Date): readonly Order[] {
  return orders.flatMap((order, group) => {
    const own = lines.filter((line) => line.group === group);
    const [first] = own;
    if (first === undefined) return [];
    return [
      {
        id: order.id,
        customerId,
        billingCycle: order.billingCycle,
        currency: first.subscription.currency,
        createdAt: isoOf(at),
        lines: own.map(({ subscription, charge }, line) => ({
          line,
          subscriptionId: subscription.id,
          offerId: subscription.offerId,
          parentId: subscription.parentId,
          friendlyName: subscription.friendlyName,
          quantity: subscription.quantity,
          status: subscription.status,
          unitPriceMinor: subscription.unitPriceMinor,
          amountMinor: charge?.amountMinor ?? ZERO,
          resellerMpnId: subscription.resellerMpnId,
          duration: durationOf(subscription),
        })),
      },
    ];
  });
}

/** The term of what is of new commerce; everything else is sold by the year, and nothing is said of it. */
export function durationOf({ offerId, term }: Pick<Subscription, 'offerId' | 'term'>): TermDuration | null {
  return isProductItem(offerId) ? durationOfTerm(term) : null;
}

/** The wire's word for where an order stands, read off what became of its lines. */
export function statusOf({ lines }: Order): 'completed' | 'pending' | 'cancelled' | 'suspended' {
  if (lines.some((line) => line.status === 'pending')) return 'pending';
  if (lines.every((line) => line.status === 'deleted')) return 'cancelled';
  return lines.every((line) => line.status === 'suspended' || line.status === 'deleted') ? 'suspended' : 'completed';
}

/** What the order cost when it was made. */
export function totalOf({ lines }: Order): Minor {
  return sum(lines.map((line) => line.amountMinor));
}
