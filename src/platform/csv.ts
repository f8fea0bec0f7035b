import { parse } from 'csv-parse/sync';

/** The rows of a file, each with the line it begins on, or what is wrong with it. */
export type CsvRead =
  | { readonly kind: 'rows'; readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[] }
  | { readonly kind: 'malformed'; readonly line: number; readonly why: string };

/**
 * Reads comma-separated values as spreadsheets write them: quoted cells, either line end, a byte order mark, and the
 * separator of the first line (comma, semicolon or tab). Empty lines are passed over, cells are trimmed.
 */
export function readCsv(text: string): CsvRead {
  const firstLine = firstLines();
  try {
    const found = parse(text, csvOptions(text)) as unknown as readonly ParsedRow[];
    return { kind: 'rows', rows: found.map((row) => ({ line: firstLine(row), cells: row.record })) };
  } catch (error) {
    const { lines } = error as { readonly lines?: number };
    return { kind: 'malformed', line: lines ?? 1, why: 'has quotes that do not fit together' };
  }
}

/** How the parser is told to read a file that begins with this text. */
export function csvOptions(head: string) {
  const [headings = ''] = head.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].toSorted((a, b) => headings.split(b).length - headings.split(a).length)[0] ?? ',';
  return { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true, info: true } as const;
}

/** A row as the parser gives it, with the lines that it counted up to the row's end. */
export type ParsedRow = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/**
 * Tells of one row after the other on which line of the file it begins: cells can hold line ends, and the parser counts one
 * of two characters inside quotes as two lines.
 */
export function firstLines(): (row: ParsedRow) => number {
  let countedTwice = 0;
  return ({ record, info }) => {
    countedTwice += breaksIn(record, /\r\n/g);
    return info.lines - countedTwice - breaksIn(record, /\r\n|\r|\n/g);
  };
}

function breaksIn(cells: readonly string[], lineEnd: RegExp): number {
  return cells.reduce((breaks, text) => breaks + (text.match(lineEnd)?.length ?? 0), 0);
}

/** Writes rows as spreadsheets read them: CRLF, quoted where needed, and no cell that is taken for a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Tells spreadsheets that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

function cell(text: string): string {
  // A name such as `=cmd|…` would be run by the spreadsheet that opens the file. A number is only a number.
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
