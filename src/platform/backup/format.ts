import type { TableShape } from '../tables.ts';

// A backup is a gzipped text: the head; for each table its name and columns, its rows as PostgreSQL's COPY writes them,
// and a line with `\.`; then the end, with what every table held.

/** The first line. */
export type BackupHead = {
  readonly format: 'upseat-backup-1';
  readonly version: string;
  readonly madeAt: string;
  /** The migrations that had been run: a restore runs the same ones first. */
  readonly migrations: readonly string[];
};

/** The line before a table's rows. */
export type TableHead = Pick<TableShape, 'table' | 'columns'>;

/** How many rows a table holds, and the SHA-256 of them all in the order of their key. */
export type TableSum = { readonly rows: number; readonly sha256: string };

/** The last line. A file without it was cut off. */
export type BackupEnd = { readonly end: Readonly<Record<string, TableSum>> };

/** Ends the rows of a table; COPY never writes such a line for a row. */
export const ROWS_END = '\\.';

/** Where two sums of the same tables differ, one sentence for each table. */
export function differences(wanted: BackupEnd['end'], found: BackupEnd['end']): readonly string[] {
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].toSorted();
  return names.flatMap((name) => {
    const [before, after] = [wanted[name], found[name]];
    if (before?.sha256 === after?.sha256 && before?.rows === after?.rows) return [];
    return [`${name}: ${before?.rows ?? 'no'} rows in the backup, ${after?.rows ?? 'no'} rows in the database, and they are not the same`];
  });
}
