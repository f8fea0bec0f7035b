import { useQueries } from '@tanstack/react-query';
import type { Order } from '../../../src/subscriptions/orders/contract.ts';
import { read } from '../../kit/request.ts';

/** What was ordered, with prices. */
export function useOrders(customerId: string, orderIds: readonly string[]) {
  return useQueries({
    queries: orderIds.map((orderId) => ({
      queryKey: ['customer', customerId, 'orders', orderId],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        read<Order>(`/v1/customers/${customerId}/orders/${orderId}?include_price=true`, { signal }),
    })),
  });
}
