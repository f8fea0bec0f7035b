import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CustomerClock } from '../../src/customers/time/contract.ts';
import { beginIntention, endIntention, openIntention, type Intention } from '../kit/intention.ts';
import { isOutcomeUnknown, write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';

/**
 * Moves a customer forward, once for each time somebody asks: the intention is written down before it is sent, and after
 * a lost answer or a reload the same one is sent again. Everything that was read of the customer is old then.
 */
export function useMoveClock(customerId: string) {
  const { userId, csrfToken } = useWriter();
  const queryClient = useQueryClient();
  const name = `clock.${userId}.${customerId}`;
  const { mutate, isPending, data, error } = useMutation<CustomerClock, RequestError, Intention>({
    mutationFn: (intention) => write<CustomerClock>(`/v1/customers/${customerId}/clock`, { ...intention, csrfToken }),
    networkMode: 'always',
    onSuccess: () => endIntention(name),
    onError: ({ problem }) => {
      if (!isOutcomeUnknown(problem)) endIntention(name);
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['customer', customerId] }),
        queryClient.invalidateQueries({ queryKey: ['invoices'] }),
      ]),
  });
  useEffect(() => {
    const intention = openIntention(name);
    if (intention !== null) mutate(intention);
  }, [name, mutate]);

  const isUnknown = error !== null && isOutcomeUnknown(error.problem);
  return {
    isPending,
    moved: data,
    problem: error?.problem ?? null,
    /** Whether it was moved is not known: only the same request can be sent again. */
    isUnknown,
    move: (days: number) => mutate(beginIntention(name, { days })),
    retry: () => {
      const intention = openIntention(name);
      if (intention !== null) mutate(intention);
    },
  };
}
