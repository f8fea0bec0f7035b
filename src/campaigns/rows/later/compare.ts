import type { Difference } from '../../../subscriptions/promise.ts';
import type { Promised } from '../row.ts';

/** What is different from the dry run of an upgrade on a later day: its day, its seats, its bill, who stays behind. */
export function differencesLater(promised: Promised, now: Promised): readonly Difference[] {
  const said = (value: string | number | null): string => (value === null ? '' : String(value));
  const pairs = [
    { what: 'day', promised: promised.dueOn, now: now.dueOn },
    { what: 'quantity', promised: promised.quantity, now: now.quantity },
    { what: 'total', promised: promised.totalMinor, now: now.totalMinor },
    { what: 'usersLeftBehind', promised: promised.usersLeftBehind, now: now.usersLeftBehind },
  ];
  return pairs
    .filter((pair) => pair.promised !== pair.now)
    .map((pair) => ({ what: pair.what, promised: said(pair.promised), now: said(pair.now) }));
}
