import { useInfiniteQuery } from '@tanstack/react-query';
import type { LicenseBasedLineItem } from '../../src/billing/invoices/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

const PAGE_SIZE = 100;

/** The lines of an invoice, page by page. */
export function useInvoiceLines(invoiceId: string) {
  const first = `/v1/invoices/${encodeURIComponent(invoiceId)}/lineitems/office/billinglineitems?size=${PAGE_SIZE}&offset=0`;
  return useInfiniteQuery({
    queryKey: ['invoices', invoiceId, 'lines'],
    queryFn: ({ pageParam, signal }) => read<Page<LicenseBasedLineItem>>(pageParam === null ? first : `/v1${pageParam.uri}`, { signal }),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
  });
}
