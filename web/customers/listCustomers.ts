import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { Customer } from '../../src/customers/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

const PAGE_SIZE = 50;

/** The partner's customers whose name or domain begins with a text, in the order of their names. */
export function customersQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['customers', search],
    queryFn: ({ pageParam, signal }) => readPage(search, pageParam, signal),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
    placeholderData: (previous) => previous,
  });
}

export function useCustomers(search: string) {
  return useInfiniteQuery(customersQuery(search));
}

function readPage(search: string, next: NextPage | null, signal: AbortSignal): Promise<Page<Customer>> {
  if (next !== null) return read(`/v1${next.uri}`, { signal, continuationToken: next.continuationToken });
  const query = new URLSearchParams({ size: String(PAGE_SIZE) });
  if (search !== '') query.set('search', search);
  return read(`/v1/customers?${query}`, { signal });
}
