import { Type, type Static } from 'typebox';
import { addDays, dayOf, type Day } from '../../kit/dates.ts';
import { Guid } from '../../platform/contract.ts';
import { pageSize, readToken, TOKEN_INSTANT, writeToken } from '../../platform/paging.ts';
import { readWireDate } from '../../platform/wire-dates.ts';
import type { ComingDatesQuery } from './contract.ts';
import type { CalendarPosition } from './store.ts';

/** Which days of the calendar are asked for, and from where on. */
export type DatesQuestion = { readonly from: Day; readonly until: Day; readonly size: number; readonly after: CalendarPosition | null };

export type QuestionRead =
  | { readonly kind: 'question'; readonly question: DatesQuestion }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

/** Reads what is asked for; the token says where the list goes on and nothing more. */
export function readQuestion(query: Static<typeof ComingDatesQuery>, token: string | undefined, today: Day): QuestionRead {
  const size = pageSize(query.size, { fallback: 100, most: 500 });
  if (size === null) return { kind: 'malformed', member: 'size', why: 'must be from 1 to 500' };
  const from = dayIn(query.from) ?? (query.from === undefined ? today : null);
  if (from === null) return { kind: 'malformed', member: 'from', why: 'must be a day such as 2026-06-30' };
  const until = dayIn(query.to) ?? (query.to === undefined ? addDays(from, DAYS_SHOWN) : null);
  if (until === null) return { kind: 'malformed', member: 'to', why: 'must be a day such as 2026-06-30' };
  if (until < from) return { kind: 'malformed', member: 'to', why: 'must not be before `from`' };
  const after = token === undefined ? null : readToken(PURPOSE, Position, token);
  if (token !== undefined && after === null) return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is not one of this list' };
  return { kind: 'question', question: { from, until, size, after: after === null ? null : { ...after, on: after.on as Day } } };
}

/** The token with which the list goes on after this date. */
export function nextToken({ on, customerId, subscriptionId }: CalendarPosition): string {
  return writeToken(PURPOSE, { on, customerId, subscriptionId });
}

const DAYS_SHOWN = 90;
const PURPOSE = 'coming dates';
const Position = Type.Object({ on: TOKEN_INSTANT, customerId: Guid, subscriptionId: Guid });

function dayIn(text: string | undefined): Day | null {
  const read = text === undefined ? null : readWireDate(text);
  return read === null ? null : dayOf(read.at);
}
