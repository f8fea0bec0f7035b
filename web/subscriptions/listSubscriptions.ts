import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** What the customer bought from the partner. The list has no pages. */
export function subscriptionsQuery(customerId: string) {
  return queryOptions({
    queryKey: ['customer', customerId, 'subscriptions'],
    queryFn: async ({ signal }) => (await read<Page<Subscription>>(`/v1/customers/${customerId}/subscriptions`, { signal })).items,
  });
}

export function useSubscriptions(customerId: string) {
  return useQuery(subscriptionsQuery(customerId));
}
