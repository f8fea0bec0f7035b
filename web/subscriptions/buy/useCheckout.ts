import { useQueryClient } from '@tanstack/react-query';
import type { CartCheckoutResult } from '../../../src/subscriptions/carts/contract.ts';
import { isOutcomeUnknown, write } from '../../kit/request.ts';
import { useIntention } from '../../kit/useIntention.ts';

/** What a checkout takes up: the cart, and the total that was shown. */
export type CheckoutWish = { readonly cartId: string; readonly expectedTotal: number };

type CheckoutPlace = { readonly customerId: string; readonly onDone: (orderIds: readonly string[]) => Promise<void> };

/** Buys a cart once; what was bought is told by the ids of the orders. */
export function useCheckout({ customerId, onDone }: CheckoutPlace) {
  const queryClient = useQueryClient();
  const { status, data, ...intended } = useIntention<CheckoutWish, CartCheckoutResult>({
    what: 'checkout',
    where: customerId,
    send: ({ requestId, body: { cartId, expectedTotal } }, csrfToken) => {
      const path = `/v1/customers/${customerId}/carts/${cartId}/checkout?expectedTotal=${expectedTotal}`;
      return write<CartCheckoutResult>(path, { body: {}, csrfToken, requestId });
    },
    goOn: ({ orders }) => onDone(orders.map(({ id }) => id)),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['customer', customerId], refetchType: 'inactive' }),
    onFailed: (problem) => {
      if (!isOutcomeUnknown(problem)) void queryClient.invalidateQueries({ queryKey: ['customer', customerId] });
    },
  });
  return { ...intended, isPending: status === 'pending' || data !== undefined };
}
