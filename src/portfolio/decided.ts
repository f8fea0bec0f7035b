import { priceOn, type BillingCycle } from '../catalog/catalog.ts';
import type { OfferId } from '../kit/ids.ts';
import { divide, minor, type Currency, type Minor } from '../kit/money.ts';
import { decideUpgrades, type Verdict } from '../upgrades/eligibility.ts';
import type { UpgradeFacts } from '../upgrades/facts.ts';

/** One row of the matrix as the law decides it, with what one seat of the target costs. */
export type DecidedTarget = {
  readonly verdict: Verdict;
  /** For one billing period of the source; null where there is no price. */
  readonly seatPriceMinor: Minor | null;
};

/** All rows of one subscription, or of many whose facts are alike. */
export type Decided = {
  readonly offerId: OfferId;
  readonly country: string;
  readonly billingCycle: BillingCycle;
  readonly currency: Currency;
  readonly targets: readonly DecidedTarget[];
};

/** Asks the law of the single upgrade about every target of a subscription. */
export function decide(facts: UpgradeFacts): Decided {
  const { source, customer, catalog, today, caller } = facts;
  const { billingCycle } = source;
  const { currency, id: sellerId } = customer.partner;
  // Amounts in two currencies have no difference; and what the provider asks is between the provider and its reseller.
  const isPriced = source.currency === currency && caller.partnerId === sellerId;
  return {
    offerId: source.offerId,
    country: customer.country,
    billingCycle,
    currency: source.currency,
    targets: decideUpgrades(facts).map((verdict) => ({
      verdict,
      seatPriceMinor: isPriced
        ? (priceOn(catalog, { offerId: verdict.targetOfferId, currency, billingCycle, on: today })?.listMinor ?? null)
        : null,
    })),
  };
}

/** Seats, and what they cost together in one billing period. */
export type Paid = { readonly seats: number; readonly periodMinor: number };

/**
 * How much more the target costs in a year: exact, and therefore the sum over subscriptions is the sum of their own. Null
 * where nobody knows.
 */
export function upliftOfYear(decided: Pick<Decided, 'billingCycle'>, { seatPriceMinor }: DecidedTarget, paid: Paid): Minor | null {
  const periods = periodsOfYear(decided);
  if (seatPriceMinor === null || periods === 0) return null;
  return minor((seatPriceMinor * paid.seats - paid.periodMinor) * periods);
}

/** How many billing periods a year has; none where nothing is billed. */
export function periodsOfYear({ billingCycle }: Pick<Decided, 'billingCycle'>): number {
  return PERIODS_OF_YEAR[billingCycle];
}

/** A twelfth of what something costs in a year, rounded once. */
export function ofMonth(yearMinor: Minor): Minor {
  return minor(Number(divide(BigInt(yearMinor), 12n, 'half_away_from_zero')));
}

const PERIODS_OF_YEAR: Readonly<Record<BillingCycle, number>> = { none: 0, monthly: 12, annual: 1 };
