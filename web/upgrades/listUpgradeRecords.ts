import { useQuery } from '@tanstack/react-query';
import type { UpgradeRecord } from '../../src/upgrades/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** All upgrades of a customer, the latest first. */
export function useUpgradeRecords(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'upgraderecords'],
    queryFn: async ({ signal }) => (await read<Page<UpgradeRecord>>(`/v1/customers/${customerId}/upgraderecords`, { signal })).items,
  });
}
