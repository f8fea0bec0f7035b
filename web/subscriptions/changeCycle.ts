import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CyclePreview, Order } from '../../src/subscriptions/orders/contract.ts';
import { write, type RequestError } from '../kit/request.ts';
import { newRequestId } from '../kit/requestId.ts';
import { useWriter } from '../kit/writer.ts';

/** The order whose billing cycle is meant: it is the order's, and so that of everything in it. */
export type OrderPlace = { readonly customerId: string; readonly orderId: string };

/** What another billing cycle would do and cost; asked only when somebody wants to know. */
export function useCyclePreview({ customerId, orderId }: OrderPlace, billingCycle: string, isAsked: boolean) {
  const { csrfToken } = useWriter();
  return useQuery({
    queryKey: ['customer', customerId, 'orders', orderId, 'cyclepreviews', billingCycle],
    queryFn: ({ signal }) =>
      write<CyclePreview>(`/v1/customers/${customerId}/orders/${orderId}/cyclepreviews`, {
        body: { billingCycle },
        csrfToken,
        requestId: newRequestId(),
        signal,
      }),
    enabled: isAsked,
  });
}

/** The preview that is to be carried out as it promised, under an id that makes a repeat harmless. */
export type CycleOrder = { readonly previewId: string; readonly requestId: string };

/** Gives an order another billing cycle, for exactly what was shown. */
export function useCycleChange({ customerId, orderId }: OrderPlace) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<Order, RequestError, CycleOrder>({
    mutationFn: ({ previewId, requestId }) =>
      write<Order>(`/v1/customers/${customerId}/orders/${orderId}`, {
        method: 'PATCH',
        body: { previewId },
        csrfToken,
        requestId,
      }),
    networkMode: 'always',
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['customer', customerId] }),
  });
}
