import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Transition, TransitionEligibility, TransitionPreview } from '../../../src/upgrades/transitions/contract.ts';
import type { Page } from '../../kit/paging.ts';
import { read, write, type RequestError } from '../../kit/request.ts';
import { newRequestId } from '../../kit/requestId.ts';
import { useWriter } from '../../kit/writer.ts';

/** The subscription that is to become something else. */
export type Place = { readonly customerId: string; readonly subscriptionId: string };

/** What it is to become, with how many of its seats, and into which subscription; null for one of its own. */
export type TransitionWish = { readonly toCatalogItemId: string; readonly quantity: number; readonly toSubscriptionId: string | null };

const pathOf = ({ customerId, subscriptionId }: Place) => `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
const bodyOf = ({ toSubscriptionId, ...wish }: TransitionWish) => ({
  ...wish,
  transitionType: 'transition_with_license_transfer',
  ...(toSubscriptionId === null ? {} : { toSubscriptionId }),
});

/** Every product that the subscription can become, the refused ones with their reasons. */
export function useEligibilities(place: Place) {
  return useQuery({
    queryKey: ['customer', place.customerId, 'transitioneligibilities', place.subscriptionId],
    queryFn: async ({ signal }) => (await read<Page<TransitionEligibility>>(`${pathOf(place)}/transitioneligibilities`, { signal })).items,
  });
}

/** The operations on the subscription, the oldest first. */
export function useTransitions(place: Place) {
  return useQuery({
    queryKey: ['customer', place.customerId, 'transitions', place.subscriptionId],
    queryFn: async ({ signal }) => (await read<Page<Transition>>(`${pathOf(place)}/transitions`, { signal })).items,
  });
}

/** What the operation would do and cost. Nothing is asked while there is no complete wish. */
export function useTransitionPreview(place: Place, wish: TransitionWish | null) {
  const { csrfToken } = useWriter();
  return useQuery({
    queryKey: ['customer', place.customerId, 'transitionpreviews', place.subscriptionId, wish],
    queryFn: ({ signal }) =>
      write<TransitionPreview>(`${pathOf(place)}/transitionpreviews`, {
        body: wish === null ? {} : bodyOf(wish),
        csrfToken,
        requestId: newRequestId(),
        signal,
      }),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What was pressed, under an id that makes a repeat harmless. */
export type TransitionOrder = { readonly wish: TransitionWish; readonly requestId: string };

/** Turns the seats into the other product. */
export function useTransition(place: Place) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<Transition, RequestError, TransitionOrder>({
    mutationFn: ({ wish, requestId }) => write<Transition>(`${pathOf(place)}/transitions`, { body: bodyOf(wish), csrfToken, requestId }),
    networkMode: 'always',
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['customer', place.customerId] }),
  });
}
