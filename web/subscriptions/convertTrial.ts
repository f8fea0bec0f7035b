import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Conversion, ConversionResult } from '../../src/subscriptions/trials/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read, write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';
import type { SubscriptionPlace } from './changeSubscription.ts';

/** What a trial can become, for so many seats, with what that costs. */
export function useConversions({ customerId, subscriptionId }: SubscriptionPlace, quantity: number | null) {
  return useQuery({
    queryKey: ['customer', customerId, 'subscriptions', subscriptionId, 'conversions', quantity],
    queryFn: async ({ signal }) => {
      const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}/conversions`;
      return (await read<Page<Conversion>>(quantity === null ? path : `${path}?quantity=${quantity}`, { signal })).items;
    },
    placeholderData: keepPreviousData,
  });
}

/** What a trial is to become, and the total that was shown, under an id that makes a repeat harmless. */
export type ConversionOrder = {
  readonly targetOfferId: string;
  readonly quantity: number;
  readonly billingCycle: string;
  readonly expectedTotal: number;
  readonly requestId: string;
};

/** Turns a trial into a paid subscription, for exactly what was shown. */
export function useConvertTrial({ customerId, subscriptionId }: SubscriptionPlace) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<ConversionResult, RequestError, ConversionOrder>({
    mutationFn: ({ expectedTotal, requestId, ...body }) =>
      write<ConversionResult>(`/v1/customers/${customerId}/subscriptions/${subscriptionId}/conversions?expectedTotal=${expectedTotal}`, {
        body,
        csrfToken,
        requestId,
      }),
    networkMode: 'always',
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['customer', customerId] }),
  });
}
