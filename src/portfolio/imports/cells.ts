import { foldColumn } from '../../platform/records.ts';
import { day, type Day } from '../../kit/dates.ts';
import { isGuid } from '../../kit/ids.ts';
import type { Wanted } from './wanted.ts';

/** What is wrong in one place of a file: what stands there, and what should. */
export type Mistake = { readonly line: number; readonly column: string; readonly found: string; readonly wanted: Wanted };

/** Reads the cells of one row; whatever is wrong is noted, and read as null. */
export type Cells = {
  readonly line: number;
  /** Notes a mistake that cells alone do not show. */
  readonly refuse: (column: string, wanted: Wanted) => null;
  /** A text; null where the cell is empty. */
  readonly text: (column: string, charactersMax?: number) => string | null;
  /** A text that must be there. */
  readonly needed: (column: string, charactersMax?: number) => string | null;
  /** An id in lower case; null where the cell is empty. */
  readonly guid: (column: string) => string | null;
  /** A day; null where the cell is empty. */
  readonly day: (column: string) => Day | null;
  /** A whole number of seats. */
  readonly seats: (column: string) => number | null;
  /** One of some words, in any spelling; the one given where the cell is empty. */
  readonly word: <Word extends string>(column: string, words: readonly Word[], usual: Word | null) => Word | null;
  readonly matching: (column: string, pattern: RegExp, wanted: Wanted) => string | null;
};

const SEATS_MAX = 1_000_000;
const FOUND_CHARACTERS_MAX = 120;

/** Makes the reader of one row; the mistakes go where the caller keeps them. */
export function cellsOf(line: number, cells: ReadonlyMap<string, string>, mistakes: Mistake[]): Cells {
  const raw = (column: string): string => (cells.get(foldColumn(column)) ?? '').trim();
  const refuse = (column: string, wanted: Wanted): null => {
    mistakes.push({ line, column, found: raw(column).replaceAll('\0', '').slice(0, FOUND_CHARACTERS_MAX), wanted });
    return null;
  };
  const text = (column: string, charactersMax = 200): string | null => {
    const found = raw(column);
    if (found === '') return null;
    if (found.length > charactersMax || found.includes('\0')) return refuse(column, { what: 'characters_at_most', most: charactersMax });
    return found;
  };
  return {
    line,
    refuse,
    text,
    needed: (column, charactersMax) => (raw(column) === '' ? refuse(column, { what: 'text' }) : text(column, charactersMax)),
    guid: (column) => {
      const found = raw(column);
      if (found === '') return null;
      return isGuid(found) ? found.toLowerCase() : refuse(column, { what: 'guid_or_nothing' });
    },
    day: (column) => {
      const found = raw(column);
      if (found === '') return null;
      return dayIn(found) ?? refuse(column, { what: 'day' });
    },
    seats: (column) => {
      const found = raw(column);
      const seats = /^\d{1,7}$/.test(found) ? Number(found) : 0;
      return seats >= 1 && seats <= SEATS_MAX ? seats : refuse(column, { what: 'seats', most: SEATS_MAX });
    },
    word: (column, words, usual) => {
      const found = foldColumn(raw(column));
      if (found === '' && usual !== null) return usual;
      return words.find((word) => foldColumn(word) === found) ?? refuse(column, { what: 'one_of', words });
    },
    matching: (column, pattern, wanted) => {
      const found = text(column);
      if (found === null || pattern.test(found)) return found;
      return refuse(column, wanted);
    },
  };
}

/** The day of a date, or of an instant. */
function dayIn(text: string): Day | null {
  const [, written] = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+Z?)?$/.exec(text) ?? [];
  if (written === undefined) return null;
  try {
    return day(written);
  } catch {
    return null;
  }
}
