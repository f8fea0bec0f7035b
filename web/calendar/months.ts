import type { DelegatedAdminRelationship } from '../../src/customers/delegation/contract.ts';
import type { ComingDate } from '../../src/subscriptions/calendar/contract.ts';

/** Something that comes, on a day that is a UTC day such as `2026-07-01`. */
export type Coming =
  | { readonly what: 'subscription'; readonly key: string; readonly on: string; readonly daysLeft: number; readonly date: ComingDate }
  | {
      readonly what: 'admin';
      readonly key: string;
      readonly on: string;
      readonly daysLeft: number;
      readonly admin: DelegatedAdminRelationship;
    };

/** The days of a month on which something comes. */
export type Month = { readonly month: string; readonly comings: readonly Coming[] };

/** The kinds of things that come, for narrowing the list. */
export const COMING_KINDS = [
  'renewal',
  'term_end',
  'trial_end',
  'removal',
  'reduction_window_end',
  'scheduled_change',
  'admin_end',
] as const;

/**
 * Everything by date and month. Of what is read page by page the end is not known yet: delegated administration that ends
 * after the last date read is left out until the list has come that far.
 */
export function monthsOf(
  dates: readonly ComingDate[],
  admins: readonly DelegatedAdminRelationship[],
  { kind, isComplete }: { readonly kind: string | undefined; readonly isComplete: boolean },
): readonly Month[] {
  const last = dates.at(-1)?.date;
  const all = [
    ...dates.map(ofSubscription),
    ...admins.flatMap(ofAdmin).filter(({ on }) => isComplete || (last !== undefined && on <= last)),
  ]
    .filter((coming) => kind === undefined || kindOf(coming) === kind)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return [...Map.groupBy(all, ({ on }) => `${on.slice(0, 7)}-01`)].map(([month, comings]) => ({ month, comings }));
}

export function kindOf(coming: Coming): string {
  return coming.what === 'admin' ? 'admin_end' : coming.date.kind;
}

function ofSubscription(date: ComingDate): Coming {
  const { subscriptionId, kind, daysLeft, scheduledChange } = date;
  return { what: 'subscription', key: scheduledChange?.id ?? `${subscriptionId} ${kind} ${date.date}`, on: date.date, daysLeft, date };
}

function ofAdmin(admin: DelegatedAdminRelationship): readonly Coming[] {
  const { endDateTime, daysLeft } = admin;
  if (endDateTime === undefined || daysLeft === undefined) return [];
  return [{ what: 'admin', key: admin.id, on: endDateTime.slice(0, 10), daysLeft, admin }];
}
