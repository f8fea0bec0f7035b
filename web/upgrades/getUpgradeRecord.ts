import { useQuery } from '@tanstack/react-query';
import type { UpgradeRecord } from '../../src/upgrades/contract.ts';
import { read } from '../kit/request.ts';

/** One upgrade that happened, with the people still to be looked after. */
export function useUpgradeRecord(customerId: string, upgradeId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'upgraderecords', upgradeId],
    queryFn: ({ signal }) => read<UpgradeRecord>(`/v1/customers/${customerId}/upgraderecords/${upgradeId}`, { signal }),
  });
}
