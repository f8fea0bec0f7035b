import { useQuery } from '@tanstack/react-query';
import type { License } from '../../src/licenses/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** The licences of one user, read when somebody asks to see them. */
export function useUserLicenses(customerId: string, userId: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['customer', customerId, 'users', userId, 'licenses'],
    queryFn: async ({ signal }) => (await read<Page<License>>(`/v1/customers/${customerId}/users/${userId}/licenses`, { signal })).items,
    enabled: isAsked,
  });
}
