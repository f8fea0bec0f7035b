import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** How a file of records is written: with a line of headings, or one JSON object to a line. */
export type RecordFormat = 'csv' | 'jsonl';

/** One record of a file: its texts by folded name of the column, or why it cannot be read at all. */
export type FileRecord =
  | { readonly kind: 'record'; readonly line: number; readonly cells: ReadonlyMap<string, string> }
  | { readonly kind: 'malformed'; readonly line: number; readonly why: string };

/** Longer lines are no records. */
const LINE_CHARACTERS_MAX = 65_536;

/** The name of a column without what people spell differently: case, blanks, underscores, hyphens. */
export function foldColumn(name: string): string {
  return name.toLowerCase().replaceAll(/[_\s-]/g, '');
}

/**
 * Reads a file record by record, however long it is: nothing but the record at hand stands in memory. Columns of a CSV
 * file may come in any order and spelling; its separator is that of the first line. What cannot be read ends the file.
 */
export function readRecords(chunks: AsyncIterable<Buffer>, format: RecordFormat): AsyncGenerator<FileRecord> {
  return format === 'csv' ? csvRecords(chunks) : jsonRecords(chunks);
}

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

async function* csvRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileRecord> {
  const lines = textOf(chunks)[Symbol.asyncIterator]();
  const head = await headOf(lines);
  if (head === null) return yield { kind: 'malformed', line: 1, why: 'is no text in UTF-8' };
  const [firstLine = ''] = head.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ',';
  const whole = (async function* () {
    yield head;
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) yield next.value;
  })();
  const options = { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true, info: true };
  const parser = Readable.from(whole).compose(parse({ ...options, max_record_size: LINE_CHARACTERS_MAX }));
  let columns: readonly string[] | null = null;
  // The parser counts a line end of two characters inside quotes as two lines.
  let countedTwice = 0;
  try {
    for await (const each of parser) {
      const { record, info } = each as Parsed;
      countedTwice += breaksIn(record, /\r\n/g);
      if (columns === null) columns = record.map(foldColumn);
      else yield { kind: 'record', line: info.lines - countedTwice - breaksIn(record, /\r\n|\r|\n/g), cells: named(columns, record) };
    }
  } catch (error) {
    if (error instanceof NotUtf8) return yield { kind: 'malformed', line: 1, why: 'is no text in UTF-8' };
    if (!(error instanceof CsvError)) throw error;
    const { lines: line } = error as { readonly lines?: number };
    return yield { kind: 'malformed', line: line ?? 1, why: 'has quotes that do not fit together, or is too long' };
  }
  if (columns === null) yield { kind: 'malformed', line: 1, why: 'has no headings' };
}

/** As much as holds the first line; null where it is no text. */
async function headOf(lines: AsyncIterator<string>): Promise<string | null> {
  let head = '';
  try {
    while (!head.includes('\n') && head.length < LINE_CHARACTERS_MAX) {
      const next = await lines.next();
      if (next.done === true) break;
      head += next.value;
    }
    return head;
  } catch (error) {
    if (error instanceof NotUtf8) return null;
    throw error;
  }
}

function breaksIn(cells: readonly string[], lineEnd: RegExp): number {
  return cells.reduce((breaks, text) => breaks + (text.match(lineEnd)?.length ?? 0), 0);
}

function named(columns: readonly string[], cells: readonly string[]): ReadonlyMap<string, string> {
  return new Map(columns.map((column, i) => [column, unguarded(cells[i] ?? '')]));
}

/** Takes away the mark that keeps spreadsheets from running a cell as a formula: our own files have it. */
function unguarded(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

async function* jsonRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileRecord> {
  let rest = '';
  let line = 0;
  try {
    for await (const text of textOf(chunks)) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const each of lines) yield* jsonRecord(each, ++line);
      if (rest.length > LINE_CHARACTERS_MAX) return yield { kind: 'malformed', line: line + 1, why: 'is too long' };
    }
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return yield { kind: 'malformed', line: line + 1, why: 'is no text in UTF-8' };
  }
  yield* jsonRecord(rest, line + 1);
}

function* jsonRecord(text: string, line: number): Generator<FileRecord> {
  if (text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return yield { kind: 'malformed', line, why: 'is no JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return yield { kind: 'malformed', line, why: 'is no JSON object' };
  if (/(?<!\\)(\\\\)*\\u0000/i.test(text)) return yield { kind: 'malformed', line, why: 'holds a character that cannot be kept' };
  yield { kind: 'record', line, cells: new Map(Object.entries(value).map(([name, member]) => [foldColumn(name), plain(member)])) };
}

/** A member as the text that a spreadsheet would have; lists are separated by blanks. */
function plain(member: unknown): string {
  if (member === null) return '';
  if (Array.isArray(member)) return member.map(plain).join(' ');
  return typeof member === 'string' ? member.trim() : JSON.stringify(member);
}

class NotUtf8 extends Error {}

const NOTHING = '\u0000';

async function* textOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Buffer) => {
    let text: string;
    try {
      text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new NotUtf8();
    }
    // Every second byte of UTF-16 is one of these; no text has them, and no database keeps them.
    if (text.includes(NOTHING)) throw new NotUtf8();
    return text;
  };
  for await (const bytes of chunks) yield decode(bytes);
  yield decode();
}
