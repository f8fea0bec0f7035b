import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Cart } from '../../../src/subscriptions/carts/contract.ts';
import { isNotFound, read, write, type Problem, type RequestError } from '../../kit/request.ts';
import { newRequestId } from '../../kit/requestId.ts';
import { useWriter } from '../../kit/writer.ts';
import { bodyOf, wishesOf, type CartWish } from './cart.ts';

/** The cart of one person for one customer. It is kept by the server; the browser remembers which one it is. */
export type CartInHand = {
  /** Null until it is known what was in it. */
  readonly wishes: readonly CartWish[] | null;
  /** The cart with the verdict of the server; undefined where nothing was ever put in. */
  readonly judged: Cart | undefined;
  /** What is shown as the verdict is not of these wishes. */
  readonly isStale: boolean;
  readonly problem: Problem | null;
  readonly change: (wishes: readonly CartWish[]) => void;
  readonly retry: () => void;
  /** It was bought: the next one is another. */
  readonly forget: () => void;
};

const PAUSE_MS = 350;

/** Holds the cart: every change is sent to the server after a pause, and comes back judged and priced. */
export function useCart(customerId: string): CartInHand {
  const { userId, csrfToken } = useWriter();
  const queryClient = useQueryClient();
  const remembered = `upseat.cart.${userId}.${customerId}`;
  const [cartId, setCartId] = useState(() => localStorage.getItem(remembered));
  const [edited, setEdited] = useState<readonly CartWish[] | null>(null);
  const current = useRef(cartId);
  const queryKey = ['customer', customerId, 'carts', cartId];
  const stored = useQuery<Cart | null>({
    queryKey,
    queryFn: ({ signal }) => readCart(customerId, cartId ?? '', signal),
    enabled: cartId !== null,
  });
  const save = useMutation<Cart, RequestError, readonly CartWish[]>({
    mutationFn: (wishes) => {
      const path = `/v1/customers/${customerId}/carts`;
      const order = { body: bodyOf(wishes), csrfToken, requestId: newRequestId() };
      return current.current === null ? write<Cart>(path, order) : write<Cart>(`${path}/${current.current}`, { ...order, method: 'PUT' });
    },
    // One after another: the last one that was sent is the one that stays.
    scope: { id: remembered },
    networkMode: 'always',
    onSuccess: (cart) => {
      current.current = cart.id;
      localStorage.setItem(remembered, cart.id);
      queryClient.setQueryData(['customer', customerId, 'carts', cart.id], cart);
      setCartId(cart.id);
    },
  });
  const { mutate } = save;
  useEffect(() => {
    if (edited === null) return undefined;
    const timer = setTimeout(() => mutate(edited), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [edited, mutate]);

  const forget = () => {
    localStorage.removeItem(remembered);
    current.current = null;
    setCartId(null);
    setEdited(null);
    save.reset();
  };
  const isGone = cartId !== null && stored.data === null;
  useEffect(() => {
    if (!isGone) return;
    localStorage.removeItem(remembered);
    current.current = null;
  }, [isGone, remembered]);

  const judged = stored.data ?? undefined;
  const isSettled = edited === null || (save.isSuccess && save.variables === edited);
  const wishes = edited ?? (cartId === null || isGone ? [] : judged === undefined ? null : wishesOf(judged));
  return {
    wishes,
    judged,
    isStale: !isSettled || stored.isFetching,
    problem: save.error?.problem ?? stored.error?.problem ?? null,
    change: setEdited,
    retry: () => (edited === null ? void stored.refetch() : mutate(edited)),
    forget,
  };
}

/** The cart as it stands; null where it was bought, or has expired. */
async function readCart(customerId: string, cartId: string, signal: AbortSignal): Promise<Cart | null> {
  try {
    const cart = await read<Cart>(`/v1/customers/${customerId}/carts/${cartId}`, { signal });
    return cart.status === 'Ordered' ? null : cart;
  } catch (error) {
    if (isNotFound((error as RequestError).problem)) return null;
    throw error;
  }
}
