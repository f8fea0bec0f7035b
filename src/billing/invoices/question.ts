import { addDays, dayOf, type Day } from '../../kit/dates.ts';
import { readWireDate } from '../../platform/wire-dates.ts';
import { readFilter } from '../../platform/wire-filter.ts';

/** Days of invoices, half open. */
export type InvoiceDates = { readonly from: Day | '-infinity'; readonly until: Day | 'infinity' };

const ALL: InvoiceDates = { from: '-infinity', until: 'infinity' };

/** The days of invoices that a filter asks for, or why it asks for none. */
export function datesOf(filterText: string | undefined): InvoiceDates | string {
  if (filterText === undefined) return ALL;
  const read = readFilter(filterText);
  if (read.kind === 'malformed') return read.why;
  const { field, operator, value } = read.filter;
  if (field.toLowerCase() !== 'invoicedate') return 'can be on InvoiceDate only';
  const found = readWireDate(value);
  if (found === null) return 'has a Value that is no date';
  const on = dayOf(found.at);
  // An invoice is dated at midnight: any later instant of the day comes after it.
  const atMidnight = found.isDay || found.at.toISOString().endsWith('T00:00:00.000Z');
  switch (operator) {
    case 'equals':
      return atMidnight ? { from: on, until: addDays(on, 1) } : { from: on, until: on };
    case 'greater_than':
      return { ...ALL, from: addDays(on, 1) };
    case 'greater_than_or_equals':
      return { ...ALL, from: atMidnight ? on : addDays(on, 1) };
    case 'less_than':
      return { ...ALL, until: atMidnight ? on : addDays(on, 1) };
    case 'less_than_or_equals':
      return { ...ALL, until: addDays(on, 1) };
    default:
      return 'can be equals, greater_than, greater_than_or_equals, less_than or less_than_or_equals only';
  }
}
