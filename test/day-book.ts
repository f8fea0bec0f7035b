import { addDays, day, daysBetween, later, type Day, type Span } from '../src/kit/dates.ts';
import { monthsAfter, read, written } from './years/calendar.ts';

/** A subscription as the table has it. Its term has twelve months, and begins on a day that every month has. */
export type Row = {
  readonly id: string;
  readonly status: string;
  readonly quantity: number;
  readonly price: number;
  readonly cycle: string;
  readonly term: Span;
  readonly createdOn: Day;
};

/** A line of the ledger, as far as it says which days of how many seats it charges, or gives back. */
export type BookedLine = { readonly span: Span; readonly quantity: number; readonly amountMinor: number };

/** What befell a customer's subscriptions between two looks at the table. */
export type Happening = 'life' | 'seats' | 'given_back' | 'status' | 'cycle';

type DayEntry = { readonly seats: number; readonly perSeat: number };

/**
 * What each day of a subscription should have been charged for, kept by rules so simple that they can be checked by
 * reading: the day of a change has the new quantity; within 30 days of the purchase what is given back is given back in full.
 */
export type DayBook = {
  readonly days: ReadonlyMap<Day, DayEntry>;
  readonly kept: ReadonlyMap<Day, DayEntry> | null;
  readonly paidUntil: Day;
};

/** A new subscription: its first period; of an add-on, which has the term of its base, what is left of the period. */
export function bought(row: Row): DayBook {
  const from = later(row.createdOn, row.term.from);
  const { until } = periodOf(row, from);
  return { days: filled(new Map(), { from, until }, row), kept: null, paidUntil: until };
}

/** The book after something happened on a day. */
export function after(known: DayBook, before: Row, row: Row, what: Happening, today: Day): DayBook {
  if (what === 'life') return lived(known, before, row, today);
  // Whatever comes, the periods that began until today are charged with the seats of their first day.
  const book = lived(known, before, { ...row, status: before.status }, today);
  if (before.status !== row.status && !(what === 'given_back' && row.status === 'deleted')) return statusChanged(book, before, row, today);
  if (before.status !== 'active') return book;
  if (before.cycle !== row.cycle) {
    const period = periodOf(row, row.term.from);
    return { ...book, days: filled(cleared(book.days, today), period, row), paidUntil: period.until };
  }
  const given = before.quantity - (row.status === 'deleted' ? 0 : row.quantity);
  if (given === 0) return book;
  if (what === 'given_back') {
    const from = isInFull(row, today) ? null : today;
    return { ...book, days: row.status === 'deleted' ? cleared(book.days, from) : lessened(book.days, from, given) };
  }
  const period = periodOf(row, today);
  return { ...book, days: filled(book.days, { from: later(today, period.from), until: period.until }, row) };
}

/** Nothing of it was ever charged. */
export function emptied(book: DayBook): DayBook {
  return { ...book, days: cleared(book.days, null) };
}

function statusChanged(book: DayBook, before: Row, row: Row, today: Day): DayBook {
  const inFull = isInFull(row, today);
  if (row.status !== 'active') {
    if (before.status !== 'active') return book;
    return { ...book, days: cleared(book.days, inFull ? null : today), kept: inFull ? book.days : null };
  }
  const period = periodOf(row, today);
  if (!inFull) {
    const rest = { from: later(today, period.from), until: period.until };
    return { days: filled(book.days, rest, row), kept: null, paidUntil: period.until };
  }
  const days = book.kept ?? book.days;
  const hasPeriod = [...(book.kept ?? [])].some(([on, { seats }]) => on >= period.from && seats > 0);
  return { days: hasPeriod ? days : filled(days, period, row), kept: null, paidUntil: period.until };
}

/** Every period that began until today was charged in advance, the last ones at the price of the new term. */
function lived(book: DayBook, before: Row, row: Row, today: Day): DayBook {
  if (before.status !== 'active') return book;
  let { days, paidUntil } = book;
  const isDue = () => (row.status === 'active' ? paidUntil <= today : paidUntil < today);
  while (isDue()) {
    const of = paidUntil < before.term.until ? before : row;
    const period = periodOf(of, paidUntil);
    if (period.until <= paidUntil) break;
    days = filled(days, period, { ...of, quantity: before.quantity });
    paidUntil = period.until;
  }
  // What ends by itself was used: nobody cancelled it.
  if (row.status !== 'active') days = cleared(days, today);
  return { ...book, days, paidUntil };
}

function isInFull({ createdOn }: Row, today: Day): boolean {
  return today < addDays(createdOn, 30);
}

function filled(days: ReadonlyMap<Day, DayEntry>, span: Span, row: Row): ReadonlyMap<Day, DayEntry> {
  const found = new Map(days);
  const period = periodOf(row, span.from);
  const perSeat = row.price / daysBetween(period.from, period.until);
  for (let on = span.from; on < span.until; on = addDays(on, 1)) found.set(on, { seats: row.quantity, perSeat });
  return found;
}

function cleared(days: ReadonlyMap<Day, DayEntry>, from: Day | null): ReadonlyMap<Day, DayEntry> {
  return new Map([...days].map(([on, entry]) => [on, from === null || on >= from ? { ...entry, seats: 0 } : entry]));
}

function lessened(days: ReadonlyMap<Day, DayEntry>, from: Day | null, given: number): ReadonlyMap<Day, DayEntry> {
  return new Map(
    [...days].map(([on, entry]) => [on, from === null || on >= from ? { ...entry, seats: Math.max(entry.seats - given, 0) } : entry]),
  );
}

/** The month of the term, or all of it, that a day is in; a day before it belongs to the first, one after it to the last. */
function periodOf({ term, cycle }: Row, on: Day): Span {
  if (cycle !== 'monthly') return term;
  const begin = (months: number): Day => day(written(monthsAfter(read(term.from), months)));
  let months = 0;
  while (begin(months + 1) <= on && begin(months + 1) < term.until) months += 1;
  return { from: begin(months), until: begin(months + 1) };
}

/** For how many seats each day is charged, line by line and day by day. */
export function chargedDays(lines: readonly BookedLine[]): ReadonlyMap<Day, number> {
  const charged = new Map<Day, number>();
  for (const { span, quantity, amountMinor } of lines)
    for (const on of daysIn(span)) charged.set(on, (charged.get(on) ?? 0) + (amountMinor < 0 ? -quantity : quantity));
  return charged;
}

const KNOWN = new Map<string, readonly Day[]>();

function daysIn({ from, until }: Span): readonly Day[] {
  const known = KNOWN.get(`${from} ${until}`);
  if (known !== undefined) return known;
  const days: Day[] = [];
  for (let on = from; on < until; on = addDays(on, 1)) days.push(on);
  KNOWN.set(`${from} ${until}`, days);
  return days;
}
