import type { Brand } from './brand.ts';

/** A calendar day in UTC, `2026-11-22`. Days compare as text. */
export type Day = Brand<string, 'Day'>;

/** The days from `from` up to, not including, `until`. */
export type Span = { readonly from: Day; readonly until: Day };

const MS_PER_DAY = 86_400_000;

/** Reads a day; throws on anything that is not one, such as `2026-02-30`. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}

/** Whether a text is a day; `2026-02-30` is none. */
export function isDay(text: string): text is Day {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10) as Day;
}

/** How many days from `from` to `until`; negative when `until` is earlier. */
export function daysBetween(from: Day, until: Day): number {
  return (utc(until) - utc(from)) / MS_PER_DAY;
}

export function addDays(from: Day, days: number): Day {
  return dayOf(new Date(utc(from) + days * MS_PER_DAY));
}

/** The same day of a later (or earlier) month, or another day of it; the last of the month where it has no such day. */
export function addMonths(from: Day, months: number, onDay = dayOfMonth(from)): Day {
  const [year, month] = parts(from);
  const firstOfMonth = Date.UTC(year, month - 1 + months, 1);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(new Date(firstOfMonth + (Math.min(onDay, lastDay) - 1) * MS_PER_DAY));
}

export function dayOfMonth(on: Day): number {
  return parts(on)[2];
}

export function firstOfNextMonth(on: Day): Day {
  const [year, month] = parts(on);
  return dayOf(new Date(Date.UTC(year, month, 1)));
}

export function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

export function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function utc(on: Day): number {
  return Date.UTC(...parts(on, -1));
}

function parts(on: Day, monthOffset = 0): [year: number, month: number, dayNumber: number] {
  return [Number(on.slice(0, 4)), Number(on.slice(5, 7)) + monthOffset, Number(on.slice(8, 10))];
}

/** An instant as the database writes it (`2026-11-22 08:15:00.25+00`), as the wire wants it (`2026-11-22T08:15:00.25Z`). */
export function toIso(databaseText: string): string {
  return databaseText.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z');
}

/** An instant as the wire wants it, without the zeros that the database leaves out too. */
export function isoOf(instant: Date): string {
  return instant.toISOString().replace(/\.?0+Z$/, 'Z');
}
