import { readCsv } from '../../platform/csv.ts';
import type { EntryError, WrittenEntry } from './entitlement-list.ts';

/** The columns that a file has, in any order; those that may be missing are marked. */
const COLUMNS = { channel: true, product: true, quantity: true, status: false, heldsince: true, helduntil: false } as const;
type Column = keyof typeof COLUMNS;

/** Other headings that mean the same. */
const SAME: Readonly<Record<string, Column>> = {
  offerid: 'product',
  skupartnumber: 'product',
  since: 'heldsince',
  until: 'helduntil',
  seats: 'quantity',
};

export type FileReading =
  | { readonly kind: 'entries'; readonly entries: readonly WrittenEntry[] }
  | { readonly kind: 'refused'; readonly errors: readonly EntryError[] };

/** Reads a list of entitlements as a spreadsheet saves it: a line of headings, then one line for each. */
export function readEntitlementFile(text: string): FileReading {
  const read = readCsv(text);
  if (read.kind === 'malformed') return { kind: 'refused', errors: [{ where: `line ${read.line}`, why: read.why }] };
  const [headings, ...rows] = read.rows;
  if (headings === undefined) return { kind: 'refused', errors: [{ where: 'line 1', why: 'has no headings' }] };

  const columns = new Map<Column, number>();
  headings.cells.forEach((heading, i) => {
    const name = heading.toLowerCase().replaceAll(/[_\s-]/g, '');
    const column = isColumn(name) ? name : SAME[name];
    if (column !== undefined && !columns.has(column)) columns.set(column, i);
  });
  const missing = Object.entries(COLUMNS).filter(([name, isNeeded]) => isNeeded && isColumn(name) && !columns.has(name));
  if (missing.length > 0)
    return {
      kind: 'refused',
      errors: [{ where: `line ${headings.line}`, why: `lacks the columns ${missing.map(([name]) => name).join(', ')}` }],
    };

  const entries = rows.map(({ line, cells }) => {
    const cell = (column: Column): string => cells[columns.get(column) ?? -1] ?? '';
    return {
      where: `line ${line}`,
      channel: cell('channel'),
      product: cell('product'),
      quantity: cell('quantity'),
      status: cell('status'),
      heldSince: cell('heldsince'),
      heldUntil: cell('helduntil'),
    };
  });
  return { kind: 'entries', entries };
}

function isColumn(name: string): name is Column {
  return Object.hasOwn(COLUMNS, name);
}
