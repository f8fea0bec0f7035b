import { addDays, dayOf, type Day } from '../kit/dates.ts';
import { readWireDate } from '../platform/wire-dates.ts';
import { DAYS_AHEAD_MAX } from '../upgrades/scheduled/schedule.ts';

/** When the upgrades of a campaign happen: as it runs, or scheduled by it for a day or for the renewal of each subscription. */
export type Timing = { readonly kind: 'now' } | { readonly kind: 'date'; readonly on: Day } | { readonly kind: 'renewal' };

export type TimingAsked = { readonly when?: 'now' | 'date' | 'renewal' | undefined; readonly date?: string | undefined };
export type TimingRead = Timing | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

/** Reads when the upgrades are to happen; at once where nothing is said. A day alone says that it is meant. */
export function readTiming({ when, date }: TimingAsked, today: Day): TimingRead {
  const kind = when ?? (date === undefined ? 'now' : 'date');
  if (kind !== 'date') return date === undefined ? { kind } : malformed('goes with `when: date`');
  const read = date === undefined ? null : readWireDate(date);
  if (read === null) return malformed('must be a day such as 2026-06-30');
  const on = dayOf(read.at);
  if (on <= today) return malformed('must be after today');
  return on > addDays(today, DAYS_AHEAD_MAX) ? malformed(`must be within ${DAYS_AHEAD_MAX} days`) : { kind, on };
}

function malformed(why: string): TimingRead {
  return { kind: 'malformed', member: 'date', why };
}
