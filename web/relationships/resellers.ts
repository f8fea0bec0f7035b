import { useQuery } from '@tanstack/react-query';
import type { PartnerRelationship } from '../../src/customers/resellers/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The indirect resellers of a provider, or the providers of a reseller. */
export function usePartnerTies(isEnabled = true) {
  return useQuery({
    queryKey: ['partnerties'],
    queryFn: async ({ signal }) => (await read<Page<PartnerRelationship>>('/v1/relationships', { signal })).items,
    enabled: isEnabled,
  });
}

/** A customer's reseller of record, or its provider. */
export function useTiesOfCustomer(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'partnerties'],
    queryFn: async ({ signal }) => (await read<Page<PartnerRelationship>>(`/v1/customers/${customerId}/relationships`, { signal })).items,
  });
}

/** Begins to work with the indirect reseller of this MPN id. */
export function useConnect() {
  return useWrite<string, PartnerRelationship>(
    (mpnId) => ({ path: '/v1/relationships', body: { mpnId } }),
    [['partnerties'], ['partnerjournal']],
  );
}
