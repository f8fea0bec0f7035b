import { useInfiniteQuery } from '@tanstack/react-query';
import type { Invoice } from '../../src/billing/invoices/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

const PAGE_SIZE = 50;

/** The partner's invoices, latest first, page by page. */
export function useInvoices() {
  return useInfiniteQuery({
    queryKey: ['invoices', 'list'],
    queryFn: ({ pageParam, signal }) =>
      read<Page<Invoice>>(pageParam === null ? `/v1/invoices?size=${PAGE_SIZE}` : `/v1${pageParam.uri}`, { signal }),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
  });
}
