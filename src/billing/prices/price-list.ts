import { TERM_DURATIONS, USUAL_TERM, type BillingCycle, type Catalog, type Offer, type TermDuration } from '../../catalog/catalog.ts';
import { isCountry } from '../../catalog/countries.ts';
import { day, type Day } from '../../kit/dates.ts';
import type { OfferId } from '../../kit/ids.ts';
import { parseDecimal, type Currency, type Minor } from '../../kit/money.ts';
import type { CsvRead } from '../../platform/csv.ts';

/** One line of a price list. */
export type ListedPrice = {
  readonly offerId: OfferId;
  readonly billingCycle: BillingCycle;
  /** The term for which it holds; a year where left out. */
  readonly term?: TermDuration;
  /** The country of the customers for whom it holds; null for every country. */
  readonly market: string | null;
  readonly effectiveFrom: Day;
  readonly listMinor: Minor;
  /** What the partner pays; null where the list does not say. */
  readonly partnerMinor: Minor | null;
};

/** A mistake in a file, with its line (the headings are line 1) and the column it is in; empty where the line is wrong as a whole. */
export type LineError = { readonly line: number; readonly column: string; readonly problem: string };

export type PriceListRead =
  | { readonly kind: 'prices'; readonly currency: Currency; readonly prices: readonly ListedPrice[] }
  | { readonly kind: 'invalid'; readonly errors: readonly LineError[] };

/** The columns of a price list. All must be there, in any order, but `term` and `market`. */
const PRICE_COLUMNS = ['offerId', 'currency', 'billingCycle', 'term', 'market', 'effectiveFrom', 'listPrice', 'partnerPrice'] as const;
type Column = (typeof PRICE_COLUMNS)[number];

/** Reads a price list of one currency. It is taken as a whole or not at all, so every mistake of it is told. */
export function readPriceList(file: CsvRead, catalog: Catalog): PriceListRead {
  if (file.kind === 'malformed') return { kind: 'invalid', errors: [{ line: file.line, column: '', problem: file.why }] };
  const [headings, ...rows] = file.rows;
  if (headings === undefined) return { kind: 'invalid', errors: [{ line: 1, column: '', problem: 'the file is empty' }] };
  const { columns, errors: wrongHeadings } = readHeadings(headings.cells);
  if (wrongHeadings.length > 0) return { kind: 'invalid', errors: wrongHeadings.map((error) => ({ ...error, line: headings.line })) };
  if (rows.length === 0)
    return { kind: 'invalid', errors: [{ line: headings.line, column: '', problem: 'no price follows the headings' }] };

  const named = rows.map(({ line, cells }) => ({ line, ...namedCells(cells, columns) }));
  const main = named.find(({ cells }) => KNOWN_CURRENCIES.has(cells.currency ?? ''));
  const currency = (main?.cells.currency ?? null) as Currency | null;
  const lines = named.map(({ line, cells, surplus }) => ({
    line,
    ...readLine(cells, surplus, { catalog, currency, currencyLine: main?.line ?? 0 }),
  }));
  const errors = [
    ...lines.flatMap(({ line, errors: found }) => found.map((error) => ({ line, ...error }))),
    ...repeats(lines.flatMap(({ line, price }) => (price === null ? [] : [{ line, price }]))),
  ].toSorted((a, b) => a.line - b.line);
  if (errors.length > 0 || currency === null) return { kind: 'invalid', errors };
  return { kind: 'prices', currency, prices: lines.flatMap(({ price }) => (price === null ? [] : [price])) };
}

type Found = Omit<LineError, 'line'>;

function readHeadings(cells: readonly string[]): { readonly columns: readonly (Column | null)[]; readonly errors: readonly Found[] } {
  const columns = cells.map((cell) => PRICE_COLUMNS.find((name) => name.toLowerCase() === cell.toLowerCase()) ?? null);
  const unknown = cells.filter((_, i) => columns[i] === null);
  const twice = PRICE_COLUMNS.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name));
  const missing = PRICE_COLUMNS.filter((name) => name !== 'market' && name !== 'term' && !columns.includes(name));
  return {
    columns,
    errors: [
      ...unknown.map((name) => ({ column: name, problem: `is no column of a price list: ${PRICE_COLUMNS.join(', ')}` })),
      ...twice.map((column) => ({ column, problem: 'stands there twice' })),
      ...missing.map((column) => ({ column, problem: 'is missing' })),
    ],
  };
}

const KNOWN_CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

type Cells = { readonly [Name in Column]?: string };

function namedCells(cells: readonly string[], columns: readonly (Column | null)[]): { readonly cells: Cells; readonly surplus: number } {
  const entries = columns.flatMap((column, i) => (column === null || cells[i] === undefined ? [] : [[column, cells[i]]]));
  return { cells: Object.fromEntries(entries) as Cells, surplus: Math.max(cells.length - columns.length, 0) };
}

type FileFacts = { readonly catalog: Catalog; readonly currency: Currency | null; readonly currencyLine: number };

/** One line, or everything that is wrong with it. */
function readLine(
  cells: Cells,
  surplus: number,
  file: FileFacts,
): { readonly price: ListedPrice | null; readonly errors: readonly Found[] } {
  const errors: Found[] = [];
  const complain = (column: Column | '', problem: string): null => {
    errors.push({ column, problem });
    return null;
  };
  if (surplus > 0) complain('', `has ${surplus} cell${surplus === 1 ? '' : 's'} more than there are headings`);
  const text = (column: Column): string => cells[column] ?? '';

  const offer =
    file.catalog.offers.get(text('offerId').toUpperCase() as OfferId) ??
    complain('offerId', `"${text('offerId')}" is no offer of the catalogue`);
  if (!KNOWN_CURRENCIES.has(text('currency'))) complain('currency', `"${text('currency')}" is no currency of ISO 4217`);
  else if (text('currency') !== file.currency)
    complain('currency', `is ${text('currency')}, but line ${file.currencyLine} is in ${file.currency}: a file has one currency`);
  const billingCycle =
    cycleOf(text('billingCycle')) ?? complain('billingCycle', `"${text('billingCycle')}" is not monthly, annual or none`);
  if (offer !== null && billingCycle !== null && !offer.supportedBillingCycles.includes(billingCycle))
    complain('billingCycle', `${offer.name.en} is not sold with the billing cycle ${billingCycle}`);
  const term = termOf(text('term')) ?? complain('term', `"${text('term')}" is not ${TERM_DURATIONS.join(', ')}`);
  if (offer !== null && term !== null && !isSold(offer, term, billingCycle))
    complain(
      'term',
      `${offer.name.en} is not sold by the term ${term}${billingCycle === null ? '' : ` with the billing cycle ${billingCycle}`}`,
    );
  const market = text('market') === '' ? null : text('market').toUpperCase();
  if (market !== null && !isCountry(market)) complain('market', `"${text('market')}" is no country of ISO 3166`);
  const effectiveFrom =
    dayOrNull(text('effectiveFrom')) ?? complain('effectiveFrom', `"${text('effectiveFrom')}" is no day such as 2026-07-01`);
  const amount = (column: 'listPrice' | 'partnerPrice'): Minor | null => {
    const wrong = amountProblem(text(column), file.currency);
    return wrong === null ? amountOf(text(column), file.currency) : complain(column, wrong);
  };
  const listMinor = amount('listPrice');
  const partnerMinor = text('partnerPrice') === '' ? null : amount('partnerPrice');
  if (errors.length > 0 || offer === null || billingCycle === null || term === null || effectiveFrom === null || listMinor === null)
    return { price: null, errors };
  // A list without terms is the same list as before there were any.
  const sold = term === USUAL_TERM ? { offerId: offer.id, billingCycle } : { offerId: offer.id, billingCycle, term };
  return { price: { ...sold, market, effectiveFrom, listMinor, partnerMinor }, errors };
}

/** The licence-based catalogue is sold by the year. A cycle that is none is complained of by itself. */
function isSold({ newCommerce }: Offer, term: TermDuration, billingCycle: BillingCycle | null): boolean {
  if (newCommerce === null) return term === USUAL_TERM;
  return newCommerce.terms.some((each) => each.duration === term && (billingCycle === null || each.billingCycles.includes(billingCycle)));
}

function termOf(text: string): TermDuration | null {
  return text === '' ? USUAL_TERM : (TERM_DURATIONS.find((term) => term === text.toUpperCase()) ?? null);
}

function cycleOf(text: string): BillingCycle | null {
  const cycle = text.toLowerCase();
  return cycle === 'monthly' || cycle === 'annual' || cycle === 'none' ? cycle : null;
}

function dayOrNull(text: string): Day | null {
  try {
    return day(text);
  } catch {
    return null;
  }
}

function amountProblem(text: string, currency: Currency | null): string | null {
  if (!/^-?\d{1,12}(\.\d+)?$/.test(text)) return `"${text}" is no amount such as 12.50`;
  if (text.startsWith('-')) return `${text} is negative`;
  if (currency !== null && parseDecimal(text, currency) === null) return `${text} has more decimals than ${currency} has`;
  return null;
}

function amountOf(text: string, currency: Currency | null): Minor | null {
  return currency === null ? null : parseDecimal(text, currency);
}

/** Two prices for the same offer, cycle, term and market from the same day on: nobody could say which holds. */
function repeats(lines: readonly { readonly line: number; readonly price: ListedPrice }[]): readonly LineError[] {
  const first = new Map<string, number>();
  return lines.flatMap(({ line, price }) => {
    const key = [price.offerId, price.billingCycle, price.term ?? USUAL_TERM, price.market ?? '', price.effectiveFrom].join(' ');
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    return before === undefined
      ? []
      : [{ line, column: '', problem: `says the same offer, cycle, term, market and day as line ${before}` }];
  });
}
