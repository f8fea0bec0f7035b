import { addMonths, day, dayOf, type Day, type Span } from '../../kit/dates.ts';

/** The first day of the month that a day is in. */
export function monthStart(on: Day): Day {
  return day(`${on.slice(0, 8)}01`);
}

/** The months that are over at an instant, from the one that a day is in: what a run has to look at, oldest first. */
export function monthsOver(from: Day, now: Date): readonly Span[] {
  const months: Span[] = [];
  const today = dayOf(now);
  for (let start = monthStart(from); addMonths(start, 1) <= today; start = addMonths(start, 1)) {
    months.push({ from: start, until: addMonths(start, 1) });
  }
  return months;
}
