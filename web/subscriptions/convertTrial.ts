import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Conversion, ConversionResult } from '../../src/subscriptions/trials/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';
import type { SubscriptionPlace } from './changeSubscription.ts';

const pathOf = ({ customerId, subscriptionId }: SubscriptionPlace) =>
  `/v1/customers/${customerId}/subscriptions/${subscriptionId}/conversions`;

/** What a trial can become, for so many seats, with what that costs. */
export function useConversions(place: SubscriptionPlace, quantity: number | null) {
  return useQuery({
    queryKey: ['customer', place.customerId, 'subscriptions', place.subscriptionId, 'conversions', quantity],
    queryFn: async ({ signal }) => {
      const path = pathOf(place);
      return (await read<Page<Conversion>>(quantity === null ? path : `${path}?quantity=${quantity}`, { signal })).items;
    },
    placeholderData: keepPreviousData,
  });
}

/** What a trial is to become, and the total that was shown. */
export type ConversionWish = {
  readonly targetOfferId: string;
  readonly quantity: number;
  readonly billingCycle: string;
  readonly expectedTotal: number;
};

/** Turns a trial into a paid subscription, for exactly what was shown. */
export function useConvertTrial(place: SubscriptionPlace) {
  return useWrite<ConversionWish, ConversionResult>(
    ({ expectedTotal, ...body }) => ({ path: `${pathOf(place)}?expectedTotal=${expectedTotal}`, body }),
    [['customer', place.customerId]],
  );
}
