import { paidPeriod } from '../../../billing/advance.ts';
import { cycleChangeLines } from '../../../billing/cycle-change.ts';
import type { Charge } from '../../../billing/charge.ts';
import { periodOf, termFor } from '../../../billing/period.ts';
import { isProductItem, priceOn, type BillingCycle, type Catalog } from '../../../catalog/catalog.ts';
import type { Day } from '../../../kit/dates.ts';
import { sum, type Minor } from '../../../kit/money.ts';
import { seatsOf, type Living } from '../../living.ts';
import { agreementMissing, billingCycleUnsupported, priceMissing } from '../../limits.ts';
import { pricedTerm, termFrom, termNotSold } from '../../new-commerce/terms.ts';
import { paidTo } from '../../renewal/events.ts';
import type { RestartedSubscription } from '../../store.ts';
import type { TenantFacts } from '../../tenant/facts.ts';
import type { CycleReason } from './reasons.ts';

export type CycleFacts = {
  readonly customer: TenantFacts;
  /** The subscriptions of the order, and all that hangs on them, as far as they are not removed. */
  readonly livings: readonly Living[];
  /** What was charged for them. */
  readonly ledger: readonly Charge[];
  readonly catalog: Catalog;
  readonly today: Day;
};

/** What the change does to one subscription. */
export type CycleStep = { readonly before: Living; readonly restarted: RestartedSubscription; readonly lines: readonly Charge[] };

export type CyclePlan =
  | { readonly kind: 'refused'; readonly reasons: readonly CycleReason[] }
  | { readonly kind: 'planned'; readonly steps: readonly CycleStep[] };

/**
 * Changes the billing cycle of everything in an order: a new term, as long as the one before, at the price of today. All must be
 * active, paid, and sold in the wanted cycle (domain rules 8.3, frequency change).
 */
export function planCycleChange(facts: CycleFacts, wanted: BillingCycle): CyclePlan {
  const { customer, livings } = facts;
  const inactive = livings.filter(({ subscription }) => subscription.status !== 'active').map(({ subscription }) => subscription.id);
  const against: readonly (CycleReason | null)[] = [
    agreementMissing(customer),
    inactive.length === 0 ? null : { code: 'order_has_inactive_subscription', subscriptionIds: inactive },
    ...livings.flatMap((living) => reasonsAgainst(facts, living, wanted)),
  ];
  const reasons = against.filter((reason) => reason !== null);
  if (reasons.length > 0) return { kind: 'refused', reasons };
  return { kind: 'planned', steps: livings.map((living) => stepFor(facts, living, wanted)) };
}

/** What the change costs at once; less than nothing is given back. */
export function totalOfCycle(steps: readonly CycleStep[]): Minor {
  return sum(steps.flatMap(({ lines }) => lines.map((line) => line.amountMinor)));
}

function reasonsAgainst(
  { customer, livings, catalog, today }: CycleFacts,
  { subscription }: Living,
  wanted: BillingCycle,
): readonly (CycleReason | null)[] {
  const offer = catalog.offers.get(subscription.offerId);
  if (offer === undefined) return [{ code: 'offer_not_available', offerId: subscription.offerId }];
  const moves = livings.some((living) => living.subscription.id === subscription.parentId);
  const base = moves ? undefined : customer.subscriptions.find((each) => each.id === subscription.parentId);
  return [
    billingCycleUnsupported(offer, wanted),
    termNotSold(offer, { duration: pricedTerm(offer, subscription.term), billingCycle: wanted }),
    base === undefined || base.billingCycle === wanted
      ? null
      : { code: 'base_billing_cycle_differs', billingCycle: wanted, baseBillingCycle: base.billingCycle },
    // It goes on in the currency in which it is billed.
    priceMissing({ ...customer, partner: { ...customer.partner, currency: subscription.currency } }, catalog, {
      offer,
      billingCycle: wanted,
      term: pricedTerm(offer, subscription.term),
      on: today,
    }),
  ];
}

function stepFor({ catalog, today, ledger }: CycleFacts, before: Living, billingCycle: BillingCycle): CycleStep {
  const { subscription, account } = before;
  const { id, orderId, offerId, quantity, currency } = subscription;
  const duration = pricedTerm(catalog.offers.get(offerId), subscription.term);
  const price = priceOn(catalog, { offerId, currency, billingCycle, term: duration, on: today });
  if (price === null) throw new Error(`planned without a price: ${offerId}`);
  const term = isProductItem(offerId) ? termFrom(today, duration) : termFor(today);
  const next = periodOf(term, billingCycle, term.from);
  const unitPriceMinor = price.listMinor;
  const paid = {
    ...paidPeriod(seatsOf(before), periodOf(subscription.term, subscription.billingCycle, today), ledger),
    until: paidTo({ ...subscription, paidUntil: account.paidUntil }, today),
  };
  return {
    before,
    restarted: {
      id,
      orderId,
      offerId,
      quantity,
      billingCycle,
      unitPriceMinor,
      currency,
      term,
      autoRenew: account.autoRenew,
      paidUntil: next.until,
    },
    lines: cycleChangeLines({ before: seatsOf(before), paid, after: { ...seatsOf(before), unitPriceMinor }, next }, today),
  };
}
