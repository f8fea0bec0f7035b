import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';
import type { SubscriptionPlace } from './changeSubscription.ts';

/** Another name of the partner's own, under an id that makes a repeat harmless. */
export type NameOrder = { readonly friendlyName: string; readonly requestId: string };

/** Gives a subscription another name; nothing else about it changes. */
export function useRename({ customerId, subscriptionId }: SubscriptionPlace) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<Subscription, RequestError, NameOrder>({
    mutationFn: ({ friendlyName, requestId }) =>
      write<Subscription>(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`, {
        method: 'PATCH',
        body: { friendlyName },
        csrfToken,
        requestId,
      }),
    networkMode: 'always',
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['customer', customerId] }),
  });
}
