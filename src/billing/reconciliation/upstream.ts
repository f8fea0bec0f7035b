import { dayOf, type Day } from '../../kit/dates.ts';
import { isGuid } from '../../kit/ids.ts';
import { parseDecimal, type Currency, type Minor } from '../../kit/money.ts';
import type { CsvRead } from '../../platform/csv.ts';
import { readWireDate } from '../../platform/wire-dates.ts';
import type { UpstreamLine } from './compare.ts';
import { RECONCILIATION_COLUMNS, type ReconciliationColumn } from './file.ts';

export type FileError = { readonly line: number; readonly column: string; readonly problem: string };

export type FileRead =
  | { readonly kind: 'file'; readonly partnerId: string; readonly lines: readonly UpstreamLine[] }
  | { readonly kind: 'invalid'; readonly errors: readonly FileError[] };

/** The columns by which lines are told apart and compared; the others are not looked at. */
const NEEDED = [
  'PartnerId',
  'SyndicationPartnerSubscriptionNumber',
  'ChargeStartDate',
  'ChargeEndDate',
  'ChargeType',
  'Quantity',
  'Amount',
  'Currency',
] as const satisfies readonly ReconciliationColumn[];
type Needed = (typeof NEEDED)[number];

/** Reads a reconciliation file of one partner in the published columns. Every mistake is told, with its line. */
export function readReconciliation(file: CsvRead): FileRead {
  if (file.kind === 'malformed') return invalid([{ line: file.line, column: '', problem: file.why }]);
  const [headings, ...rows] = file.rows;
  if (headings === undefined) return invalid([{ line: 1, column: '', problem: 'the file is empty' }]);
  const names = headings.cells.map((cell) => RECONCILIATION_COLUMNS.find((column) => column.toLowerCase() === cell.toLowerCase()) ?? null);
  const missing = NEEDED.filter((column) => !names.includes(column));
  if (missing.length > 0) return invalid(missing.map((column) => ({ line: headings.line, column, problem: 'is missing' })));

  const cellOf = (cells: readonly string[], column: Needed) => cells[names.indexOf(column)] ?? '';
  const read = rows.map(({ line, cells }) => readLine(line, (column) => cellOf(cells, column)));
  const partners = new Set(rows.map(({ cells }) => cellOf(cells, 'PartnerId').toLowerCase()));
  const errors = [
    ...read.flatMap((each) => each.errors),
    ...(partners.size > 1 ? [{ line: headings.line, column: 'PartnerId', problem: `the file is of ${partners.size} partners` }] : []),
  ];
  const [partnerId] = partners;
  if (errors.length > 0 || partnerId === undefined) {
    return invalid(errors.length > 0 ? errors : [{ line: headings.line, column: '', problem: 'no line follows the headings' }]);
  }
  return { kind: 'file', partnerId, lines: read.flatMap(({ found }) => (found === null ? [] : [found])) };
}

function invalid(errors: readonly FileError[]): FileRead {
  return { kind: 'invalid', errors };
}

function readLine(
  line: number,
  text: (column: Needed) => string,
): { readonly found: UpstreamLine | null; readonly errors: readonly FileError[] } {
  const errors: FileError[] = [];
  const complain = (column: Needed, problem: string): null => {
    errors.push({ line, column, problem });
    return null;
  };
  const guid = (column: 'PartnerId' | 'SyndicationPartnerSubscriptionNumber') =>
    isGuid(text(column)) ? text(column).toLowerCase() : complain(column, `"${text(column)}" is no GUID`);
  const dayIn = (column: 'ChargeStartDate' | 'ChargeEndDate'): Day | null => {
    const found = readWireDate(text(column));
    return found === null ? complain(column, `"${text(column)}" is no date`) : dayOf(found.at);
  };
  guid('PartnerId');
  const subscriptionId = guid('SyndicationPartnerSubscriptionNumber');
  const [from, to] = [dayIn('ChargeStartDate'), dayIn('ChargeEndDate')];
  const quantity = /^-?\d{1,9}$/.test(text('Quantity'))
    ? Number(text('Quantity'))
    : complain('Quantity', `"${text('Quantity')}" is no whole number`);
  const currency = CURRENCIES.has(text('Currency').toUpperCase())
    ? (text('Currency').toUpperCase() as Currency)
    : complain('Currency', `"${text('Currency')}" is no currency of ISO 4217`);
  const amountMinor: Minor | null =
    currency === null
      ? null
      : (parseDecimal(text('Amount'), currency) ?? complain('Amount', `"${text('Amount')}" is no amount of ${currency}`));
  if (
    errors.length > 0 ||
    subscriptionId === null ||
    from === null ||
    to === null ||
    quantity === null ||
    currency === null ||
    amountMinor === null
  )
    return { found: null, errors };
  return { found: { line, subscriptionId, chargeType: text('ChargeType'), from, to, quantity, amountMinor, currency }, errors };
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
