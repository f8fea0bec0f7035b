import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { csvOptions, firstLines, type ParsedRow } from './csv.ts';

/** How a file of records is written: with a line of headings, or one JSON object to a line. */
export type RecordFormat = 'csv' | 'jsonl';

/** Why a line, and with it the rest of the file, cannot be read. */
export type WhyUnreadable = 'not_utf8' | 'quotes' | 'no_headings' | 'too_long' | 'not_json' | 'not_object' | 'unkept_character';

/** One record of a file: its texts by folded name of the column, or why it cannot be read at all. */
export type FileRecord =
  | { readonly kind: 'record'; readonly line: number; readonly cells: ReadonlyMap<string, string> }
  | { readonly kind: 'malformed'; readonly line: number; readonly why: WhyUnreadable };

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

async function* csvRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileRecord> {
  const lines = textOf(chunks)[Symbol.asyncIterator]();
  const head = await headOf(lines);
  if (head === null) return yield { kind: 'malformed', line: 1, why: 'not_utf8' };
  const whole = (async function* () {
    yield head;
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) yield next.value;
  })();
  const parser = Readable.from(whole).compose(parse({ ...csvOptions(head), max_record_size: LINE_CHARACTERS_MAX }));
  const firstLine = firstLines();
  let columns: readonly string[] | null = null;
  try {
    for await (const each of parser) {
      const row = each as ParsedRow;
      const line = firstLine(row);
      if (columns === null) columns = row.record.map(foldColumn);
      else yield { kind: 'record', line, cells: named(columns, row.record) };
    }
  } catch (error) {
    if (error instanceof NotUtf8) return yield { kind: 'malformed', line: 1, why: 'not_utf8' };
    if (!(error instanceof CsvError)) throw error;
    const { lines: line } = error as { readonly lines?: number };
    return yield { kind: 'malformed', line: line ?? 1, why: 'quotes' };
  }
  if (columns === null) yield { kind: 'malformed', line: 1, why: 'no_headings' };
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
      if (rest.length > LINE_CHARACTERS_MAX) return yield { kind: 'malformed', line: line + 1, why: 'too_long' };
    }
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return yield { kind: 'malformed', line: line + 1, why: 'not_utf8' };
  }
  yield* jsonRecord(rest, line + 1);
}

function* jsonRecord(text: string, line: number): Generator<FileRecord> {
  if (text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return yield { kind: 'malformed', line, why: 'not_json' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return yield { kind: 'malformed', line, why: 'not_object' };
  if (/(?<!\\)(\\\\)*\\u0000/i.test(text)) return yield { kind: 'malformed', line, why: 'unkept_character' };
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
