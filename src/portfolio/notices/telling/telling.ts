import { NOTICE_KINDS, type Matter, type NoticeKind } from '../notice.ts';

/** Up to what each kind was told, as a text that sorts; kinds that there was nothing of are left out. */
export type Told = Readonly<Partial<Record<NoticeKind, string>>>;

/** What is to be told now, and what counts as told afterwards. */
export type Telling = { readonly news: readonly Matter[]; readonly told: Told; readonly isChanged: boolean };

/**
 * Tells apart what arose, or was joined by something newer, since the last time. What there is now becomes what was told,
 * even where it is less: what went away and comes again is news.
 */
export function tellingOf(before: Told, matters: readonly Matter[]): Telling {
  const there = matters.filter(({ count }) => count > 0);
  const told: Told = Object.fromEntries(there.map(({ kind, newest }) => [kind, newest]));
  return {
    news: there.filter(({ kind, newest }) => newest > (before[kind] ?? '')),
    told,
    isChanged: NOTICE_KINDS.some((kind) => before[kind] !== told[kind]),
  };
}
