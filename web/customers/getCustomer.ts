import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Customer } from '../../src/customers/contract.ts';
import { read } from '../kit/request.ts';

export function customerQuery(customerId: string) {
  return queryOptions({
    queryKey: ['customer', customerId],
    queryFn: ({ signal }) => read<Customer>(`/v1/customers/${customerId}`, { signal }),
  });
}

export function useCustomer(customerId: string) {
  return useQuery(customerQuery(customerId));
}
