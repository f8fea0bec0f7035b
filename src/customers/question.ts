import { Type, type Static } from 'typebox';
import type { CustomerId } from '../kit/ids.ts';
import { Guid } from '../platform/contract.ts';
import { pageSize, readToken, tokenSize, writeToken } from '../platform/paging.ts';
import { readFilter } from '../platform/wire-filter.ts';
import type { CustomersQuery } from './contract.ts';
import { foldName, type CustomerSearch, type ListedCustomer } from './customer.ts';

/** One page of the list as it is asked for. */
export type ListQuestion = {
  readonly size: number;
  readonly search: CustomerSearch | null;
  readonly after: { readonly name: string; readonly customerId: CustomerId } | null;
};

export type QuestionRead =
  | { readonly kind: 'question'; readonly question: ListQuestion }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

/**
 * Reads what page of which list is asked for. The token holds the whole question: the clients' "next" call sends
 * nothing else, and a search goes on as it began.
 */
export function readQuestion(query: Static<typeof CustomersQuery>, token: string | undefined): QuestionRead {
  const size = pageSize(query.size, { fallback: SIZE_FALLBACK, most: SIZE_MOST });
  if (size === null) return { kind: 'malformed', member: 'size', why: `must be from 1 to ${SIZE_MOST}` };
  if (query.seekOperation !== undefined && query.seekOperation !== 'Next' && query.seekOperation !== 'First') {
    return { kind: 'malformed', member: 'seekOperation', why: 'can be Next or First here' };
  }
  if (query.seekOperation === 'Next' && token === undefined)
    return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is required to go on' };
  if (token !== undefined && query.seekOperation !== 'First')
    return continued(token, query.size === undefined || query.size === 0 ? null : size);

  if (query.filter !== undefined) {
    const search = searchOf(query.filter);
    return typeof search === 'string' ? { kind: 'malformed', member: 'filter', why: search } : begun(size, search);
  }
  return begun(size, { field: 'any', text: foldName(query.search?.trim() ?? ''), isWhole: false });
}

/** The first page. What begins with nothing is everything. */
function begun(size: number, search: CustomerSearch): QuestionRead {
  const narrows = search.text !== '' || search.isWhole;
  return { kind: 'question', question: { size, search: narrows ? search : null, after: null } };
}

/** The token with which the list goes on after this customer. */
export function nextToken(question: ListQuestion, last: Pick<ListedCustomer, 'id' | 'sortName'>): string {
  const content: Static<typeof Continuation> = {
    size: question.size,
    name: last.sortName,
    customerId: last.id,
    ...(question.search === null ? {} : { search: question.search }),
  };
  return writeToken(PURPOSE, content);
}

const SIZE_FALLBACK = 100;
const SIZE_MOST = 500;
const PURPOSE = 'customers';

const Continuation = Type.Object({
  size: tokenSize(SIZE_MOST),
  name: Type.String(),
  customerId: Guid,
  search: Type.Optional(
    Type.Object({ field: Type.Enum(['name', 'domain', 'any', 'reseller', 'provider']), text: Type.String(), isWhole: Type.Boolean() }),
  ),
});

function continued(token: string, size: number | null): QuestionRead {
  const content = readToken(PURPOSE, Continuation, token);
  if (content === null) return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is not one of this list' };
  const after = { name: content.name, customerId: content.customerId as CustomerId };
  return { kind: 'question', question: { size: size ?? content.size, search: content.search ?? null, after } };
}

/** The search that a filter means, or why it means none. */
function searchOf(filterText: string): CustomerSearch | string {
  const read = readFilter(filterText);
  if (read.kind === 'malformed') return read.why;
  const { field, operator, value } = read.filter;
  const searched = {
    companyname: 'name',
    domain: 'domain',
    indirectreseller: 'reseller',
    indirectcloudsolutionprovider: 'provider',
  } as const;
  const known = Object.entries(searched).find(([name]) => name === field.toLowerCase());
  if (known === undefined) return 'can be on CompanyName, Domain, IndirectReseller or IndirectCloudSolutionProvider only';
  if (operator !== 'starts_with' && operator !== 'equals') return 'can be by starts_with or equals only';
  return { field: known[1], text: foldName(value), isWhole: operator === 'equals' };
}
