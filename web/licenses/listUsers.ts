import { useInfiniteQuery } from '@tanstack/react-query';
import type { CustomerUser } from '../../src/licenses/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

const PAGE_SIZE = 100;

/** The people in the customer's directory, page by page. */
export function useUsers(customerId: string) {
  return useInfiniteQuery({
    queryKey: ['customer', customerId, 'users'],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? read<Page<CustomerUser>>(`/v1/customers/${customerId}/users?size=${PAGE_SIZE}`, { signal })
        : read<Page<CustomerUser>>(`/v1${pageParam.uri}`, { signal, continuationToken: pageParam.continuationToken }),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
  });
}
