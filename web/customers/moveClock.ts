import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CustomerClock } from '../../src/customers/time/contract.ts';
import { write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';

/** Days to move on, under an id that makes a repeat harmless. */
export type ClockOrder = { readonly days: number; readonly requestId: string };

/** Moves a customer forward; everything that was read of it is old then. */
export function useMoveClock(customerId: string) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<CustomerClock, RequestError, ClockOrder>({
    mutationFn: ({ days, requestId }) =>
      write<CustomerClock>(`/v1/customers/${customerId}/clock`, { body: { days }, csrfToken, requestId }),
    networkMode: 'always',
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['customer', customerId] }),
        queryClient.invalidateQueries({ queryKey: ['invoices'] }),
      ]),
  });
}
