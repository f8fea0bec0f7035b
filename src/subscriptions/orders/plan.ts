import { chargeFor, purchaseCharge, type Charge, type Seats } from '../../billing/charge.ts';
import { periodOf, termFor } from '../../billing/period.ts';
import { priceOn, salesGroupOf, USUAL_TERM, usualBillingCycle, type BillingCycle, type Offer } from '../../catalog/catalog.ts';
import { unreachable } from '../../kit/brand.ts';
import { addDays, later, type Day, type Span } from '../../kit/dates.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import { inLocale } from '../../kit/locale.ts';
import { sum, ZERO, type Minor } from '../../kit/money.ts';
import { termFrom } from '../new-commerce/terms.ts';
import type { Subscription } from '../subscription.ts';
import { reasonsAgainst, type Base, type PurchaseFacts } from './law.ts';
import type { PurchaseReason } from './reasons.ts';
import { resellerOf, type Seller } from './reseller.ts';
import type { Wish } from './wish.ts';

/** One line of a purchase: the verdict on it, and the subscription that it would open. */
export type PlannedLine = {
  readonly wish: Wish;
  readonly offer: Offer;
  /** In order of precedence; none when it can be bought. */
  readonly reasons: readonly PurchaseReason[];
  readonly subscription: Subscription;
  readonly autoRenew: boolean;
  /** Null where nothing is to be paid, and where the line is refused. */
  readonly charge: Charge | null;
  /** Which of the purchase's orders it belongs to. */
  readonly group: number;
};

/** Everything that a purchase would do. */
export type PurchasePlan = {
  readonly lines: readonly PlannedLine[];
  /** Wishes for offers that the catalogue does not have. */
  readonly unknown: readonly Wish[];
  /** The order of each group: a billing cycle, and offers that may share an order. */
  readonly orders: readonly PlannedOrder[];
};

export type PlannedOrder = { readonly id: string; readonly billingCycle: BillingCycle; readonly salesGroupId: string };

/** One id for each wish, of its subscription and of the order that it may need. */
export type PurchaseIds = { readonly subscriptionIds: readonly SubscriptionId[]; readonly orderIds: readonly string[] };

/** How long one may try, in days (domain rules 5.3). */
const TRIAL_DAYS = 30;

/** Decides a purchase line by line, each with what the lines before it bought, and works out all of it. */
export function planPurchase(facts: PurchaseFacts, seller: Seller, wishes: readonly Wish[], ids: PurchaseIds): PurchasePlan {
  const lines: PlannedLine[] = [];
  const unknown: Wish[] = [];
  const orders: PlannedOrder[] = [];
  for (const [i, wish] of wishes.entries()) {
    const offer = facts.catalog.offers.get(wish.offerId);
    if (offer === undefined) {
      unknown.push(wish);
      continue;
    }
    const customer = withBought(facts.customer, lines);
    const base = baseOf(wish, customer, lines);
    const billingCycle = wish.billingCycle ?? cycleOf(base) ?? usualBillingCycle(offer);
    const group = groupOf(orders, { id: ids.orderIds[i] ?? '', billingCycle, salesGroupId: salesGroupOf(offer) });
    const line = planLine({ ...facts, customer }, seller, {
      wish,
      offer,
      base,
      billingCycle,
      group,
      orderId: orders[group]?.id ?? '',
      id: ids.subscriptionIds[i] ?? ('' as SubscriptionId),
    });
    lines.push(line);
  }
  return { lines, unknown, orders };
}

/** What a purchase costs at once. */
export function totalOf({ lines }: PurchasePlan): Minor {
  return sum(lines.map(({ charge }) => charge?.amountMinor ?? ZERO));
}

/** The customer as it will be once the lines before were bought: they count for those after them. */
function withBought(customer: PurchaseFacts['customer'], lines: readonly PlannedLine[]): PurchaseFacts['customer'] {
  return { ...customer, subscriptions: [...customer.subscriptions, ...lines.map((line) => line.subscription)] };
}

type LineAsked = {
  readonly wish: Wish;
  readonly offer: Offer;
  readonly base: Base;
  readonly billingCycle: BillingCycle;
  readonly group: number;
  readonly orderId: string;
  readonly id: SubscriptionId;
};

function planLine(facts: PurchaseFacts, seller: Seller, asked: LineAsked): PlannedLine {
  const { wish, offer, base, billingCycle, group } = asked;
  const { customer, today } = facts;
  const { quantity } = wish;
  const duration = wish.duration ?? USUAL_TERM;
  const { currency } = customer.partner;
  const reseller = resellerOf(seller, wish.resellerMpnId);
  const reasons: readonly PurchaseReason[] = [
    ...reasonsAgainst(facts, { offer, quantity, billingCycle, duration, base, besideId: null }),
    ...(wish.currency === null || wish.currency === currency
      ? []
      : [{ code: 'currency_not_supported' as const, currency: wish.currency, supported: currency }]),
    ...(reseller.kind === 'unknown' ? [{ code: 'reseller_unknown' as const, mpnId: reseller.mpnId }] : []),
  ];
  const price = priceOn(facts.catalog, { offerId: offer.id, currency, billingCycle, term: duration, on: today });
  const subscription: Subscription = {
    customerId: customer.customerId,
    id: asked.id,
    partnerId: customer.partner.id,
    orderId: asked.orderId,
    offerId: offer.id,
    friendlyName: wish.friendlyName ?? inLocale(offer.name, facts.locale ?? 'en'),
    quantity,
    status: 'active',
    billingCycle,
    parentId: base.kind === 'subscription' ? base.subscription.id : null,
    unitPriceMinor: price?.listMinor ?? ZERO,
    currency,
    term: offer.newCommerce === null ? termOf(offer, base, today) : termFrom(today, duration),
    createdOn: today,
    resellerMpnId: reseller.kind === 'unknown' ? null : reseller.mpnId,
    version: 1,
  };
  return {
    wish,
    offer,
    reasons,
    subscription,
    autoRenew: offer.isAutoRenewable && !offer.isTrial,
    charge: reasons.length > 0 ? null : firstCharge(facts, subscription),
    group,
  };
}

/** What an add-on hangs on: a subscription that this partner sold, or what an earlier line opens. */
function baseOf({ base }: Wish, customer: PurchaseFacts['customer'], lines: readonly PlannedLine[]): Base {
  switch (base.kind) {
    case 'none':
      return base;
    case 'subscription': {
      const found = customer.subscriptions.find((each) => each.id === base.id && each.partnerId === customer.partner.id);
      return found === undefined ? { kind: 'unknown', subscriptionId: base.id } : { kind: 'subscription', subscription: found };
    }
    case 'line': {
      const found = lines.find((line) => line.wish.line === base.line);
      return found === undefined ? { kind: 'none' } : { kind: 'subscription', subscription: found.subscription };
    }
    default:
      return unreachable(base);
  }
}

function cycleOf(base: Base): BillingCycle | null {
  return base.kind === 'subscription' ? base.subscription.billingCycle : null;
}

/** The order with this billing cycle and sales group, opened where there is none yet. */
function groupOf(orders: PlannedOrder[], wanted: PlannedOrder): number {
  const known = orders.findIndex((order) => order.billingCycle === wanted.billingCycle && order.salesGroupId === wanted.salesGroupId);
  return known >= 0 ? known : orders.push(wanted) - 1;
}

/** Twelve months; thirty days of a trial. An add-on ends with its base, and shares its billing periods. */
function termOf(offer: Offer, base: Base, today: Day): Span {
  if (base.kind === 'subscription') return base.subscription.term;
  return offer.isTrial ? { from: today, until: addDays(today, TRIAL_DAYS) } : termFor(today);
}

/** The first period, paid in advance; of an add-on the rest of its base's period. */
function firstCharge({ customer, today }: PurchaseFacts, subscription: Subscription): Charge | null {
  const { id: subscriptionId, offerId, quantity, unitPriceMinor, currency, term, billingCycle, parentId } = subscription;
  const seats: Seats = { subscriptionId, offerId, quantity, unitPriceMinor, currency, rounding: customer.partner.rounding };
  const period = periodOf(term, billingCycle, later(today, term.from));
  const charge =
    parentId === null
      ? purchaseCharge(seats, period, 'purchase')
      : chargeFor(seats, { from: later(today, period.from), until: period.until }, period, {
          cause: 'purchase',
          chargeType: 'Prorate fees when purchase',
        });
  // A few days of a low price can come to nothing. That line stays: it says that nothing was charged elsewhere.
  return unitPriceMinor === 0 ? null : charge;
}
