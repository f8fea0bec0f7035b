import type { Day } from '../kit/dates.ts';
import type { CustomerId, OfferId } from '../kit/ids.ts';
import type { Minor } from '../kit/money.ts';
import type { ReasonCode } from '../upgrades/reasons.ts';
import { upliftOfYear, type Decided, type DecidedTarget } from './decided.ts';

/** Numbers from the first to the second, both included; null for no bound. */
export type Range<Number = number> = { readonly from: Number | null; readonly to: Number | null };

/** Which rows of the matrix are asked for. Null and an empty list stand for all. */
export type PortfolioFilter = {
  readonly customerId: CustomerId | null;
  readonly sourceOfferIds: readonly OfferId[];
  readonly targetOfferIds: readonly OfferId[];
  readonly countries: readonly string[];
  /** The indirect reseller's number on the subscription. */
  readonly resellerMpnId: string | null;
  /** The verdict on the row. */
  readonly isEligible: boolean | null;
  /** Whether the subscription can be upgraded to anything at all. */
  readonly isUpgradable: boolean | null;
  /** This is among the reasons against the row. */
  readonly reason: ReasonCode | null;
  /** This alone is against the row. */
  readonly onlyReason: ReasonCode | null;
  /** More, or less where negative, in a month, in whole minor units of the partner's currency. */
  readonly uplift: Range<Minor>;
  readonly seats: Range;
  /** The term ends from the first day on and before the second; both are the first of a month. */
  readonly renewal: { readonly from: Day | null; readonly until: Day | null };
};

/** Everything. */
export const EVERYTHING: PortfolioFilter = {
  customerId: null,
  sourceOfferIds: [],
  targetOfferIds: [],
  countries: [],
  resellerMpnId: null,
  isEligible: null,
  isUpgradable: null,
  reason: null,
  onlyReason: null,
  uplift: { from: null, to: null },
  seats: { from: null, to: null },
  renewal: { from: null, until: null },
};

/** The filter asks for something that the law must be asked about, or that follows from what it is asked with. */
export function asksTheLaw(filter: PortfolioFilter): boolean {
  const { sourceOfferIds, targetOfferIds, countries, isEligible, isUpgradable, reason, onlyReason } = filter;
  return (
    [sourceOfferIds, targetOfferIds, countries].some((list) => list.length > 0) ||
    [isEligible, isUpgradable, reason, onlyReason].some((asked) => asked !== null) ||
    asksForUplift(filter)
  );
}

/** The filter asks for the difference in price. */
export function asksForUplift({ uplift }: PortfolioFilter): boolean {
  return uplift.from !== null || uplift.to !== null;
}

/** The targets of a subscription that the filter asks for, as far as the verdicts tell. */
export function matchingTargets(filter: PortfolioFilter, decided: Decided): readonly DecidedTarget[] {
  const { isUpgradable } = filter;
  if (!asksFor(filter, decided)) return [];
  if (isUpgradable !== null && decided.targets.some(isOpen) !== isUpgradable) return [];
  return decided.targets.filter((target) => isAskedFor(filter, target));
}

/** The same, with what they would bring to a subscription that pays so much for so many seats. */
export function targetsFor(
  filter: PortfolioFilter,
  decided: Decided,
  row: { readonly quantity: number; readonly periodMinor: number },
): readonly DecidedTarget[] {
  const paid = { seats: row.quantity, periodMinor: row.periodMinor };
  return matchingTargets(filter, decided).filter((target) => isWithinUplift(filter, upliftOfYear(decided, target, paid)));
}

/** Whether the filter asks for subscriptions of this product in this country at all. */
export function asksFor({ sourceOfferIds, countries }: PortfolioFilter, { offerId, country }: Decided): boolean {
  return (sourceOfferIds.length === 0 || sourceOfferIds.includes(offerId)) && (countries.length === 0 || countries.includes(country));
}

/** Nothing is against it. */
export function isOpen({ verdict }: DecidedTarget): boolean {
  return verdict.reasons.length === 0;
}

function isAskedFor({ targetOfferIds, isEligible, reason, onlyReason }: PortfolioFilter, target: DecidedTarget): boolean {
  const { reasons, targetOfferId } = target.verdict;
  return (
    (targetOfferIds.length === 0 || targetOfferIds.includes(targetOfferId)) &&
    (isEligible === null || isOpen(target) === isEligible) &&
    (reason === null || reasons.some(({ code }) => code === reason)) &&
    (onlyReason === null || (reasons.length === 1 && reasons[0]?.code === onlyReason))
  );
}

/** Whether a difference in a year is within the bounds, which are of a month; one that nobody knows never is. */
export function isWithinUplift(filter: PortfolioFilter, yearMinor: number | null): boolean {
  const { from, to } = ofYear(filter);
  if (from === null && to === null) return true;
  return yearMinor !== null && (from === null || yearMinor >= from) && (to === null || yearMinor <= to);
}

/** The bounds of the difference, which a filter has of a month, as those of a year. */
export function ofYear({ uplift: { from, to } }: PortfolioFilter): Range {
  return { from: from === null ? null : from * MONTHS, to: to === null ? null : to * MONTHS };
}

const MONTHS = 12;
