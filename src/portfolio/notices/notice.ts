import type { Right } from '../../access/permissions.ts';
import type { Day } from '../../kit/dates.ts';

/** What people are told of: only what one can act on, one notice for each kind, however many things it is about. */
export const NOTICE_KINDS = ['left_behind', 'schedule_trouble', 'campaign_waiting', 'term_end', 'removal', 'delegated_admin_end'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What it takes to see what a notice is about; whoever may not see it is not told. */
export const NOTICE_RIGHTS: Readonly<Record<NoticeKind, Right>> = {
  left_behind: 'users.read',
  schedule_trouble: 'subscriptions.read',
  campaign_waiting: 'subscriptions.read',
  term_end: 'subscriptions.read',
  removal: 'subscriptions.read',
  delegated_admin_end: 'customers.read',
};

/** So many days ahead a date is told. */
export const DAYS_AHEAD: Readonly<Record<'term_end' | 'removal' | 'delegated_admin_end', number>> = {
  term_end: 30,
  removal: 14,
  delegated_admin_end: 30,
};
/** A change that was scheduled and failed is told for so many days. */
export const FAILED_DAYS = 14;

/** What there is of one kind: how much, the first day of it, and the newest of it as a text that sorts. */
export type Matter = { readonly kind: NoticeKind; readonly count: number; readonly firstOn: Day | null; readonly newest: string };

/** What a person did with a notice, and what was the newest of it then. */
export type NoticeMark = { readonly kind: string; readonly mark: 'read' | 'dismissed'; readonly newest: string };

/** What a person is told. */
export type Notice = Matter & { readonly isRead: boolean };

/** Makes of what there is what a person is told: without what they put away or do not want, until something newer joins. */
export function noticesFor(matters: readonly Matter[], marks: readonly NoticeMark[], muted: readonly string[]): readonly Notice[] {
  return matters.flatMap((matter): Notice[] => {
    if (matter.count === 0 || muted.includes(matter.kind)) return [];
    const mark = marks.find(({ kind, newest }) => kind === matter.kind && newest >= matter.newest);
    return mark?.mark === 'dismissed' ? [] : [{ ...matter, isRead: mark !== undefined }];
  });
}
