import { useQuery } from '@tanstack/react-query';
import type { DelegatedAdminRelationship, DelegatedAdminRole } from '../../src/customers/delegation/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';
import { usePages } from '../kit/usePages.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The role that is all others together; a relationship that has it is never extended by itself. */
export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

/** The durations that are offered; the server takes any from a day to two years. */
export const DURATIONS = ['P30D', 'P90D', 'P180D', 'P1Y', 'P2Y'] as const;
export type Duration = (typeof DURATIONS)[number];

/** Delegated administration for a time, of one customer. */
export function useGranularAdmin(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'granularadmin'],
    queryFn: async ({ signal }) =>
      (await read<Page<DelegatedAdminRelationship>>(`/v1/customers/${customerId}/delegatedadminrelationships`, { signal })).items,
  });
}

/** The same of all customers, latest first; or only what runs out within some days. */
export function useAllGranularAdmin(expiringWithinDays: number | null) {
  const query = expiringWithinDays === null ? '' : `&expiringWithinDays=${expiringWithinDays}`;
  return usePages<DelegatedAdminRelationship>(
    ['granularadmin', String(expiringWithinDays)],
    `/delegatedadminrelationships?size=50${query}`,
  );
}

/** The roles that can be asked for, named in the language of the page. */
export function useDirectoryRoles() {
  return useQuery({
    queryKey: ['directoryroles'],
    queryFn: async ({ signal }) => (await read<Page<DelegatedAdminRole>>('/v1/delegatedadminroles', { signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is to be asked for. */
export type NewGranularAdmin = {
  readonly displayName: string;
  readonly duration: Duration;
  readonly isExtended: boolean;
  readonly roleIds: readonly string[];
};

const changes = (customerId: string) => [['customer', customerId], ['granularadmin'], ['relationshiprequests']];
const extension = (isExtended: boolean): 'P180D' | 'PT0S' => (isExtended ? 'P180D' : 'PT0S');

/** Asks the customer for roles in its directory. */
export function useAskForRoles(customerId: string) {
  return useWrite<NewGranularAdmin, DelegatedAdminRelationship>(
    ({ displayName, duration, isExtended, roleIds }) => ({
      path: `/v1/customers/${customerId}/delegatedadminrelationships`,
      body: {
        displayName,
        duration,
        autoExtendDuration: extension(isExtended),
        accessDetails: { unifiedRoles: roleIds.map((roleDefinitionId) => ({ roleDefinitionId })) },
      },
    }),
    changes(customerId),
  );
}

/** Switches the extension by itself on or off. */
export function useExtend(customerId: string, id: string) {
  return useWrite<boolean, DelegatedAdminRelationship>(
    (isExtended) => ({
      path: `/v1/customers/${customerId}/delegatedadminrelationships/${id}`,
      method: 'PATCH',
      body: { autoExtendDuration: extension(isExtended) },
    }),
    changes(customerId),
  );
}

/** Ends one, or takes the request for it back. */
export function useTerminate(customerId: string, id: string) {
  return useWrite<null, unknown>(
    () => ({ path: `/v1/customers/${customerId}/delegatedadminrelationships/${id}/requests`, body: { action: 'terminate' } }),
    changes(customerId),
  );
}
