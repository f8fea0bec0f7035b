import { useQuery } from '@tanstack/react-query';
import type { LedgerCharge } from '../../src/billing/spend/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** Every amount that a subscription was charged, with its explanation; nothing is asked before it is wanted. */
export function useCharges(customerId: string, subscriptionId: string, isAsked = true) {
  return useQuery({
    queryKey: ['customer', customerId.toLowerCase(), 'charges', subscriptionId.toLowerCase()],
    queryFn: async ({ signal }) =>
      (await read<Page<LedgerCharge>>(`/v1/customers/${customerId}/subscriptions/${subscriptionId}/charges`, { signal })).items,
    enabled: isAsked,
  });
}
