import { readWireDate } from '../../platform/wire-dates.ts';

/** How far back what was done is shown, in days, and how far when nobody says. */
export const DAYS_BACK_MAX = 90;
const DAYS_DEFAULT = 30;
const MS_PER_DAY = 86_400_000;

/** The first instant, and the first after the span. */
export type AuditSpan = { readonly kind: 'span'; readonly from: Date; readonly until: Date };

/** Reads of which time what was done is asked for; without an end up to this instant. */
export function readSpan(
  { startDate, endDate }: { readonly startDate?: string; readonly endDate?: string },
  now: Date,
  withoutEnd: Date,
): AuditSpan | { readonly kind: 'malformed'; readonly member: 'startDate' | 'endDate'; readonly why: string } {
  const start = startDate === undefined ? { at: new Date(now.getTime() - DAYS_DEFAULT * MS_PER_DAY) } : readWireDate(startDate);
  if (start === null) return { kind: 'malformed', member: 'startDate', why: 'is no date' };
  const end = endDate === undefined ? { at: withoutEnd, isDay: false } : readWireDate(endDate);
  if (end === null) return { kind: 'malformed', member: 'endDate', why: 'is no date' };
  const until = end.isDay ? new Date(end.at.getTime() + MS_PER_DAY) : end.at;
  // Whole days count: who asks in the evening for what was 90 days ago means that day.
  const earliest = Math.floor(now.getTime() / MS_PER_DAY - DAYS_BACK_MAX) * MS_PER_DAY;
  if (start.at.getTime() < earliest) return { kind: 'malformed', member: 'startDate', why: `can be ${DAYS_BACK_MAX} days back at most` };
  if (start.at >= until) return { kind: 'malformed', member: 'endDate', why: 'lies before startDate' };
  return { kind: 'span', from: start.at, until };
}
