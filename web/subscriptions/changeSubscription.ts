import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangePreview } from '../../src/subscriptions/change/contract.ts';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { newRequestId } from '../kit/requestId.ts';
import { write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';

/** What a change needs first: the subscription as it is addressed. */
export type SubscriptionPlace = { readonly customerId: string; readonly subscriptionId: string };

/** What is to become of the subscription. What is left out stays as it is. */
export type ChangeWish = {
  readonly quantity?: number;
  readonly status?: 'active' | 'suspended' | 'deleted';
  readonly autoRenewEnabled?: boolean;
  /** Who loses a licence where seats are given back. */
  readonly unassignUserIds?: readonly string[];
  /** Give seats back although more people hold a licence. */
  readonly acceptLicenseConflict?: boolean;
};

/** What the change would do and cost; nothing is asked without a wish. */
export function useChangePreview({ customerId, subscriptionId }: SubscriptionPlace, wish: ChangeWish | null) {
  const { csrfToken } = useWriter();
  return useQuery({
    queryKey: ['customer', customerId, 'changepreviews', subscriptionId, wish],
    queryFn: ({ signal }) =>
      write<ChangePreview>(`/v1/customers/${customerId}/subscriptions/${subscriptionId}/changepreviews`, {
        body: wish,
        csrfToken,
        requestId: newRequestId(),
        signal,
      }),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** A preview that is taken up, under an id that makes a repeat harmless. */
export type ChangeOrder = { readonly previewId: string; readonly requestId: string };

/** Does exactly what a preview promised. */
export function useChange({ customerId, subscriptionId }: SubscriptionPlace) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<Subscription, RequestError, ChangeOrder>({
    mutationFn: ({ previewId, requestId }) =>
      write<Subscription>(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`, {
        method: 'PATCH',
        body: { previewId },
        csrfToken,
        requestId,
      }),
    networkMode: 'always',
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['customer', customerId] }),
  });
}
