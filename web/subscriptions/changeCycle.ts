import { useQuery } from '@tanstack/react-query';
import type { CyclePreview, Order } from '../../src/subscriptions/orders/contract.ts';
import { useForecast } from '../kit/useForecast.ts';
import { useWrite } from '../kit/useWrite.ts';
import type { PreviewTaken } from './changeSubscription.ts';

/** The order whose billing cycle is meant: it is the order's, and so that of everything in it. */
export type OrderPlace = { readonly customerId: string; readonly orderId: string };

const pathOf = ({ customerId, orderId }: OrderPlace) => `/v1/customers/${customerId}/orders/${orderId}`;

/** What another billing cycle would do and cost; asked only when somebody wants to know. */
export function useCyclePreview(place: OrderPlace, billingCycle: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['customer', place.customerId, 'orders', place.orderId, 'cyclepreviews', billingCycle],
    queryFn: useForecast<CyclePreview>(`${pathOf(place)}/cyclepreviews`, { billingCycle }),
    enabled: isAsked,
  });
}

/** Gives an order another billing cycle, for exactly what was shown. */
export function useCycleChange(place: OrderPlace) {
  return useWrite<PreviewTaken, Order>((body) => ({ path: pathOf(place), method: 'PATCH', body }), [['customer', place.customerId]]);
}
