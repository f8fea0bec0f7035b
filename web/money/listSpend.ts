import { useQuery } from '@tanstack/react-query';
import type { Spend } from '../../src/billing/spend/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** What was charged in the last twelve months, of all customers or one; one entry for each currency. */
export function useSpend(customerId: string | null) {
  const query = new URLSearchParams({ months: '12', ...(customerId === null ? {} : { customerId }) });
  return useQuery({
    queryKey: customerId === null ? ['invoices', 'spend'] : ['customer', customerId, 'spend'],
    queryFn: async ({ signal }) => (await read<Page<Spend>>(`/v1/spend?${query}`, { signal })).items,
  });
}
