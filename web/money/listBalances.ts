import { useQuery } from '@tanstack/react-query';
import type { InvoiceSummary } from '../../src/billing/invoices/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** All that was invoiced, by currency. */
export function useBalances() {
  return useQuery({
    queryKey: ['invoices', 'summaries'],
    queryFn: async ({ signal }) => (await read<Page<InvoiceSummary>>('/v1/invoices/summaries', { signal })).items,
  });
}
