import { useQuery } from '@tanstack/react-query';
import type { SubscribedSku } from '../../src/licenses/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** The products the customer holds and how many licences of each are taken. */
export function useSubscribedSkus(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'subscribedskus'],
    queryFn: async ({ signal }) => (await read<Page<SubscribedSku>>(`/v1/customers/${customerId}/subscribedskus`, { signal })).items,
  });
}
