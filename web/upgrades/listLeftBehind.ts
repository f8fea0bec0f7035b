import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Colleague, LEFT_BEHIND_CODES, LeftBehindTask } from '../../src/upgrades/left-behind/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

type Code = (typeof LEFT_BEHIND_CODES)[number];

const REASONS: Readonly<Record<Code, true>> = {
  usage_location_missing: true,
  prohibited_in_usage_location_violation: true,
  mutually_exclusive_violation: true,
  dependency_violation: true,
  count_violation: true,
  license_inherited_from_group: true,
  transfer_not_requested: true,
};

/** The reasons that the list can be narrowed to; the compiler sees that none of the server's is missing. */
export const LEFT_BEHIND_REASONS: readonly string[] = Object.keys(REASONS);

const STATES: Readonly<Record<LeftBehindTask['state'] | 'all', true>> = { open: true, moved: true, dismissed: true, gone: true, all: true };

/** The states that the list can be narrowed to. */
export const LEFT_BEHIND_STATES: readonly string[] = Object.keys(STATES);

/** What the list over all customers is narrowed to. */
export type LeftBehindFilter = {
  readonly state?: string | undefined;
  readonly reason?: string | undefined;
  readonly owner?: string | undefined;
};

/** The filter as a query string; the export takes the same. */
export function queryStringOf({ state, reason, owner }: LeftBehindFilter): string {
  const members = { state, reason, owner };
  return Object.entries(members)
    .flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
}

/** People left behind over all customers, page by page. */
export function useLeftBehind(filter: LeftBehindFilter) {
  const query = queryStringOf(filter);
  return useTaskPages(['leftbehindusers', query], `/v1/leftbehindusers?${query}`, true);
}

/** Everybody whom one upgrade left behind, also those who have been dealt with. */
export function useLeftBehindOf(customerId: string, upgradeId: string, isAsked: boolean) {
  const path = `/v1/customers/${customerId}/upgraderecords/${upgradeId}/leftbehindusers?state=all&size=500`;
  return useTaskPages(['customer', customerId, 'upgraderecords', upgradeId, 'leftbehindusers'], path, isAsked);
}

/** The people of the partner who can take on work. */
export function useColleagues() {
  return useQuery({
    queryKey: ['leftbehindusers', 'colleagues'],
    queryFn: async ({ signal }) => (await read<Page<Colleague>>('/v1/leftbehindusers/colleagues', { signal })).items,
  });
}

function useTaskPages(queryKey: readonly string[], path: string, isAsked: boolean) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? read<Page<LeftBehindTask>>(path, { signal })
        : read<Page<LeftBehindTask>>(`/v1${pageParam.uri}`, { signal, continuationToken: pageParam.continuationToken }),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
    enabled: isAsked,
  });
}
