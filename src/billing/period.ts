import type { BillingCycle } from '../catalog/catalog.ts';
import { addDays, addMonths, dayOfMonth, firstOfNextMonth, type Day, type Span } from '../kit/dates.ts';

/** A paid term. */
export type Term = Span & {
  /**
   * The day of the month on which its periods and the terms after it begin, where the month of `from` is too short to have
   * that day; left out where it is the day of `from`.
   */
  readonly anchorDay?: number;
};

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

/** The first day so many months after the beginning of a term: on its anchor day, or the last of a month too short for that. */
export function monthsInto(term: Term, months: number): Day {
  return addMonths(term.from, months, anchorDayOf(term));
}

/**
 * The term that begins where another ends. What began on the 31st ends on the last of February, and is on the 31st again
 * in March: the day of the month on which the first term began is kept.
 */
export function termAfter(term: Term, months: number = TERM_MONTHS): Term {
  const from = term.until;
  const anchorDay = anchorDayOf(term);
  const isCutShort = dayOfMonth(from) < anchorDay && dayOfMonth(addDays(from, 1)) === 1;
  return isCutShort ? { from, until: addMonths(from, months, anchorDay), anchorDay } : { from, until: addMonths(from, months) };
}

function anchorDayOf({ from, anchorDay = dayOfMonth(from) }: Term): number {
  return anchorDay;
}

/**
 * The billing period that a day falls into, paid in advance: a month from anniversary to anniversary, a year of a term of
 * years, or the whole of a trial. A day before the term belongs to its first period, a day after it to its last.
 */
export function periodOf(term: Term, cycle: BillingCycle, on: Day): Span {
  if (cycle === 'none') return term;
  const step = monthsPerPeriod(cycle);
  let months = 0;
  while (monthsInto(term, months + step) <= on && monthsInto(term, months + step) < term.until) months += step;
  return { from: monthsInto(term, months), until: monthsInto(term, months + step) };
}

/** Months that one billing period of a cycle covers. */
export function monthsPerPeriod(cycle: BillingCycle): number {
  return cycle === 'annual' ? TERM_MONTHS : 1;
}
