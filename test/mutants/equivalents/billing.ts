import type { Equivalent } from '../edit.ts';

/** Of the law of billing. */
export const BILLING: readonly Equivalent[] = [
  {
    file: 'src/catalog/prices.ts',
    line: 'if (catalog.sellerPrices.length === 0) return catalog;',
    what: ['condition always false', '0 to -1'],
    why: 'where no price is for some, none is laid over the others; it only takes longer',
  },
  {
    file: 'src/catalog/prices.ts',
    line: 'known === undefined || price.effectiveFrom < known',
    what: ['< to <='],
    why: 'the first day of two that are the same is that day',
  },
  {
    file: 'src/billing/advance.ts',
    line: 'span.from === span.until ? []',
    what: ['condition always false'],
    why: 'the credit for no day is nothing, and a line over nothing is left out all the same',
  },
  {
    file: 'src/billing/advance.ts',
    line: '.filter((part) => part.seats > 0)',
    what: ['> to >=', '0 to -1'],
    why: 'the credit for no seats is nothing, and a line over nothing is left out all the same',
  },
  {
    file: 'src/billing/advance.ts',
    line: 'if (first === undefined) return [];',
    what: ['condition always false'],
    why: 'lines that are alike are at least one',
  },
  {
    file: 'src/billing/advance.ts',
    line: 'const MONTH_DAYS_MAX = 31;',
    what: ['31 to 32'],
    why: 'no billing period has 32 days: a month has 31 at most, and the next longer one is a year',
  },
  {
    file: 'src/billing/advance.ts',
    line: 'const last = found.at(-1);',
    what: ['1 to 0'],
    why: 'of the parts of a change only the last can differ from those before it, so there is one to look back at',
  },
  {
    file: 'src/billing/new-commerce.ts',
    line: 'quantity > before.quantity ?',
    what: ['> to >='],
    why: 'as many seats as before are no change, and nobody asks for its lines',
  },
  {
    file: 'src/billing/new-commerce.ts',
    line: 'before?.seats.quantity ?? 0',
    what: ['0 to 1', '0 to -1'],
    why: 'where there is no period before nothing of it is given back',
  },
  {
    file: 'src/billing/new-commerce.ts',
    line: 'from < period.from) ? periodBefore',
    what: ['condition always true', '< to <='],
    why: 'a part that begins in the period does not look at the one before; it is only not looked for in vain',
  },
  {
    file: 'src/billing/new-commerce.ts',
    line: 'profileOf(lines).at(-1)?.seats ?? 0',
    what: ['0 to 1', '0 to -1'],
    why: 'where there are no lines there is no last one either',
  },
  {
    file: 'src/billing/reconciliation/compare.ts',
    line: 'theirs.length > ours.length);',
    what: ['> to >='],
    why: 'where both sides have as many lines left, as many as none are taken for double',
  },
  {
    file: 'src/billing/reconciliation/compare.ts',
    line: 'if (upstream !== undefined && own !== undefined)',
    what: ['condition always true', '&& to ||'],
    why: 'while both sides have lines both have a first one',
  },
  {
    file: 'src/billing/rounding.ts',
    line: 'ofAll < 0 ? ofPart < ofAll',
    what: ['< to <=', '> to >=', '0 to 1'],
    why: 'a part that costs as much as all is as much as all, and of nothing every part is nothing',
  },
];
