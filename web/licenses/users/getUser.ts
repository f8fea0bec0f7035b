import { useQuery } from '@tanstack/react-query';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { read } from '../../kit/request.ts';

/** One person of the customer's directory, a deleted one too. */
export function useUser(customerId: string, userId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'users', userId],
    queryFn: ({ signal }) => read<CustomerUser>(`/v1/customers/${customerId}/users/${userId}`, { signal }),
  });
}
