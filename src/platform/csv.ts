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
  const [headings = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].toSorted((a, b) => headings.split(b).length - headings.split(a).length)[0] ?? ',';
  try {
    const found = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true, info: true });
    return {
      kind: 'rows',
      rows: (found as unknown as readonly Parsed[]).map(({ record, info }) => ({ line: firstLine(record, info.lines), cells: record })),
    };
  } catch (error) {
    const { lines } = error as { readonly lines?: number };
    return { kind: 'malformed', line: lines ?? 1, why: 'has quotes that do not fit together' };
  }
}

/** Writes rows as spreadsheets read them: CRLF, quoted where needed, and no cell that is taken for a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Tells spreadsheets that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** The parser counts the lines up to the end of a row; cells can hold line ends. */
function firstLine(cells: readonly string[], lastLine: number): number {
  return lastLine - cells.reduce((breaks, text) => breaks + (text.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

function cell(text: string): string {
  // A name such as `=cmd|…` would be run by the spreadsheet that opens the file. A number is only a number.
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
