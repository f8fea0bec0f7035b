import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ChangePreview } from '../../src/subscriptions/change/contract.ts';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { useForecast } from '../kit/useForecast.ts';
import { useWrite } from '../kit/useWrite.ts';

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

const pathOf = ({ customerId, subscriptionId }: SubscriptionPlace) => `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;

/** What the change would do and cost; nothing is asked without a wish. */
export function useChangePreview(place: SubscriptionPlace, wish: ChangeWish | null) {
  return useQuery({
    queryKey: ['customer', place.customerId, 'changepreviews', place.subscriptionId, wish],
    queryFn: useForecast<ChangePreview>(`${pathOf(place)}/changepreviews`, wish),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** A preview that is taken up: what it promised is done, or nothing. */
export type PreviewTaken = { readonly previewId: string };

/** Does exactly what a preview promised. */
export function useChange(place: SubscriptionPlace) {
  return useWrite<PreviewTaken, Subscription>((body) => ({ path: pathOf(place), method: 'PATCH', body }), [['customer', place.customerId]]);
}

/** Gives a subscription another name; nothing else about it changes. */
export function useRename(place: SubscriptionPlace) {
  return useWrite<{ readonly friendlyName: string }, Subscription>(
    (body) => ({ path: pathOf(place), method: 'PATCH', body }),
    [['customer', place.customerId]],
  );
}
