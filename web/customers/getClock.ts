import { useQuery } from '@tanstack/react-query';
import type { CustomerClock } from '../../src/customers/time/contract.ts';
import { read } from '../kit/request.ts';

/** The customer's own present, and whether it can be moved. */
export function useClock(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'clock'],
    queryFn: ({ signal }) => read<CustomerClock>(`/v1/customers/${customerId}/clock`, { signal }),
  });
}
