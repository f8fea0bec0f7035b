/** The operators of a filter, as the official SDK spells them. */
export const FILTER_OPERATORS = [
  'equals',
  'not_equals',
  'greater_than',
  'greater_than_or_equals',
  'less_than',
  'less_than_or_equals',
  'substring',
  'and',
  'or',
  'starts_with',
  'not_starts_with',
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** One comparison: what the documented filters of customers, users and audit records consist of. */
export type Filter = { readonly field: string; readonly operator: FilterOperator; readonly value: string };

export type FilterRead = { readonly kind: 'filter'; readonly filter: Filter } | { readonly kind: 'malformed'; readonly why: string };

/**
 * Reads the JSON of a `filter` parameter: member names in any case, the operator as `starts_with` or `StartsWith`.
 * Compound filters are refused: no list here documents one.
 */
export function readFilter(text: string): FilterRead {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { kind: 'malformed', why: 'is not JSON' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { kind: 'malformed', why: 'is not an object' };
  const members = new Map(Object.entries(parsed).map(([key, value]) => [key.toLowerCase(), value]));
  if (members.has('leftfilter') || members.has('rightfilter'))
    return { kind: 'malformed', why: 'combines filters, which is not supported here' };

  const [field, value, written] = [members.get('field'), members.get('value'), members.get('operator')];
  if (typeof field !== 'string' || field === '') return { kind: 'malformed', why: 'lacks `Field`' };
  if (typeof value !== 'string' && typeof value !== 'number') return { kind: 'malformed', why: 'lacks `Value`' };
  if (typeof written !== 'string') return { kind: 'malformed', why: 'lacks `Operator`' };
  const operator = FILTER_OPERATORS.find((known) => plain(known) === plain(written));
  if (operator === undefined) return { kind: 'malformed', why: 'has an unknown `Operator`' };
  const valueText = String(value);
  if (valueText.includes('\u0000') || !valueText.isWellFormed())
    return { kind: 'malformed', why: 'holds a character that cannot be stored' };
  return { kind: 'filter', filter: { field, operator, value: valueText } };
}

function plain(word: string): string {
  return word.replaceAll('_', '').toLowerCase();
}
