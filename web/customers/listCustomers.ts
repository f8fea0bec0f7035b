import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { Customer } from '../../src/customers/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

const PAGE_SIZE = 50;

/** Another partner of the indirect model, with whom the customers shown are shared: a reseller, or a provider. */
export type SharedWith = { readonly kind: 'IndirectReseller' | 'IndirectCloudSolutionProvider'; readonly partnerId: string };

/** The partner's customers whose name or domain begins with a text, or those shared with another partner, in the order of their names. */
export function customersQuery(search: string, sharedWith: SharedWith | null = null) {
  return infiniteQueryOptions({
    queryKey: ['customers', search, sharedWith],
    queryFn: ({ pageParam, signal }) => readPage(search, sharedWith, pageParam, signal),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
    placeholderData: (previous) => previous,
  });
}

export function useCustomers(search: string, sharedWith: SharedWith | null) {
  return useInfiniteQuery(customersQuery(search, sharedWith));
}

function readPage(search: string, sharedWith: SharedWith | null, next: NextPage | null, signal: AbortSignal): Promise<Page<Customer>> {
  if (next !== null) return read(`/v1${next.uri}`, { signal, continuationToken: next.continuationToken });
  const query = new URLSearchParams({ size: String(PAGE_SIZE) });
  if (sharedWith !== null)
    query.set('filter', JSON.stringify({ Field: sharedWith.kind, Value: sharedWith.partnerId, Operator: 'starts_with' }));
  else if (search !== '') query.set('search', search);
  return read(`/v1/customers?${query}`, { signal });
}
