import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Transition, TransitionEligibility, TransitionPreview } from '../../../src/upgrades/transitions/contract.ts';
import type { Page } from '../../kit/paging.ts';
import { read } from '../../kit/request.ts';
import { useForecast } from '../../kit/useForecast.ts';
import { useWrite } from '../../kit/useWrite.ts';

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
  return useQuery({
    queryKey: ['customer', place.customerId, 'transitionpreviews', place.subscriptionId, wish],
    queryFn: useForecast<TransitionPreview>(`${pathOf(place)}/transitionpreviews`, wish === null ? {} : bodyOf(wish)),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Turns the seats into the other product. */
export function useTransition(place: Place) {
  return useWrite<TransitionWish, Transition>(
    (wish) => ({ path: `${pathOf(place)}/transitions`, body: bodyOf(wish) }),
    [['customer', place.customerId]],
  );
}
