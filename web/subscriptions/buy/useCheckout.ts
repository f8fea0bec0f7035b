import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { CartCheckoutResult } from '../../../src/subscriptions/carts/contract.ts';
import { beginIntention, endIntention, openIntention, type Intention } from '../../kit/intention.ts';
import { isOutcomeUnknown, write, type RequestError } from '../../kit/request.ts';
import { useWriter } from '../../kit/writer.ts';

/** What a checkout takes up: the cart, and the total that was shown. */
export type CheckoutWish = { readonly cartId: string; readonly expectedTotal: number };

type CheckoutPlace = { readonly customerId: string; readonly onDone: (orderIds: readonly string[]) => Promise<void> };

const SETTLED_MS = 3000;

/** Buys a cart once: the intention is written down before it is sent, and a page that finds one asks again for the same answer. */
export function useCheckout({ customerId, onDone }: CheckoutPlace) {
  const { userId, csrfToken } = useWriter();
  const queryClient = useQueryClient();
  const name = `checkout.${userId}.${customerId}`;
  const { mutate, isPending, data, error } = useMutation<CartCheckoutResult, RequestError, Intention>({
    mutationFn: ({ requestId, body }) => {
      const { cartId, expectedTotal } = body as CheckoutWish;
      return write<CartCheckoutResult>(`/v1/customers/${customerId}/carts/${cartId}/checkout?expectedTotal=${expectedTotal}`, {
        body: {},
        csrfToken,
        requestId,
      });
    },
    networkMode: 'always',
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['customer', customerId], refetchType: 'inactive' }),
    onError: ({ problem }) => {
      if (isOutcomeUnknown(problem)) return;
      endIntention(name);
      void queryClient.invalidateQueries({ queryKey: ['customer', customerId] });
    },
  });

  const told = useRef(onDone);
  useEffect(() => {
    told.current = onDone;
  });
  useEffect(() => {
    const intention = openIntention(name);
    if (intention !== null) mutate(intention);
  }, [name, mutate]);
  // Struck out only when the outcome has been in sight for a while: see upgrades.
  useEffect(() => {
    if (data === undefined) return;
    void told.current(data.orders.map(({ id }) => id)).then(() => setTimeout(() => endIntention(name), SETTLED_MS));
  }, [data, name]);

  const isUnknown = error !== null && isOutcomeUnknown(error.problem);
  return {
    isPending: isPending || data !== undefined,
    problem: error?.problem ?? null,
    /** Whether it was bought is not known: only the same request can be sent again. */
    isUnknown,
    submit: (wish: CheckoutWish) => mutate(beginIntention(name, wish)),
    retry: () => {
      const intention = openIntention(name);
      if (intention !== null) mutate(intention);
    },
  };
}
