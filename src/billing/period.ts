import type { BillingCycle } from '../catalog/catalog.ts';
import { addMonths, dayOfMonth, firstOfNextMonth, type Day, type Span } from '../kit/dates.ts';

/** Months of a paid term (licence-based subscriptions; domain rules 8.1). */
const TERM_MONTHS = 12;

/**
 * The paid term of something bought on a day: twelve months. Bought on the 29th, 30th or 31st it begins on the
 * first of the next month, and the days before are free, so that every month has the anniversary day.
 */
export function termFor(purchasedOn: Day): Span {
  const from = dayOfMonth(purchasedOn) >= 29 ? firstOfNextMonth(purchasedOn) : purchasedOn;
  return { from, until: addMonths(from, TERM_MONTHS) };
}

/**
 * The billing period that a day falls into, paid in advance: a month from anniversary to anniversary, a year of a term of
 * years, or the whole of a trial. A day before the term belongs to its first period, a day after it to its last.
 */
export function periodOf(term: Span, cycle: BillingCycle, on: Day): Span {
  if (cycle === 'none') return term;
  const step = monthsPerPeriod(cycle);
  let months = 0;
  while (addMonths(term.from, months + step) <= on && addMonths(term.from, months + step) < term.until) months += step;
  return { from: addMonths(term.from, months), until: addMonths(term.from, months + step) };
}

/** Months that one billing period of a cycle covers. */
export function monthsPerPeriod(cycle: BillingCycle): number {
  return cycle === 'annual' ? TERM_MONTHS : 1;
}
