import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { DelegatedAdminRelationship } from '../../src/customers/delegation/contract.ts';
import type { ComingDate } from '../../src/subscriptions/calendar/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

const PAGE_SIZE = 100;
const DAY_MS = 86_400_000;

/** What is coming at all customers within so many days, by date, page by page. */
export function useComingDates(days: number) {
  return useInfiniteQuery({
    queryKey: ['comingdates', days],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? read<Page<ComingDate>>(`/v1/comingdates?to=${dayIn(days)}&size=${PAGE_SIZE}`, { signal })
        : read<Page<ComingDate>>(`/v1/${pageParam.uri.replace(/^\//, '')}`, { signal, continuationToken: pageParam.continuationToken }),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
  });
}

/** The UTC day in so many days from today. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

/** What is coming at one customer, whenever it is. */
export function useCustomerDates(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'comingdates'],
    queryFn: async ({ signal }) => (await read<Page<ComingDate>>(`/v1/customers/${customerId}/comingdates`, { signal })).items,
  });
}

/** Delegated administration that runs out within so many days, of all customers. */
export function useExpiringAdmin(days: number, isAsked: boolean) {
  return useQuery({
    queryKey: ['comingdates', 'delegatedadmin', days],
    queryFn: async ({ signal }) => {
      const path = `/v1/delegatedadminrelationships?expiringWithinDays=${days}&size=500`;
      return (await read<Page<DelegatedAdminRelationship>>(path, { signal })).items;
    },
    enabled: isAsked,
  });
}
