import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { WebhookDelivery, WebhookDeliveryDetail } from '../../src/webhooks/deliveries/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';
import type { Pages } from '../kit/usePages.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The states a delivery can be in. */
export const STATES = ['waiting', 'delivered', 'given_up'] as const;

/** What the log is narrowed to; nothing for everything. */
export type DeliveryFilter = { readonly state?: (typeof STATES)[number]; readonly event?: string; readonly resource?: string };

const LOOK_AGAIN_MS = 4_000;

/** What was sent to the receiver, latest first; looked at again while something is on its way. */
export function useDeliveries({ state, event, resource }: DeliveryFilter): Pages<WebhookDelivery> {
  const query = new URLSearchParams({ size: '50' });
  if (state !== undefined) query.set('state', state);
  if (event !== undefined) query.set('eventName', event);
  if (resource !== undefined) query.set('resource', resource);
  const found = useInfiniteQuery({
    queryKey: ['webhookdeliveries', 'list', query.toString()],
    queryFn: ({ pageParam, signal }) =>
      read<Page<WebhookDelivery>>(pageParam === null ? `/v1/webhooks/deliveries?${query.toString()}` : `/v1${pageParam.uri}`, {
        signal,
        continuationToken: pageParam?.continuationToken ?? null,
      }),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });
  return {
    items: found.data?.pages.flatMap(({ items }) => items),
    error: found.error,
    hasMore: found.hasNextPage,
    isLoadingMore: found.isFetchingNextPage,
    loadMore: () => void found.fetchNextPage(),
    retry: () => void found.refetch(),
  };
}

/** One delivery with what is sent and each try. */
export function useDelivery(id: string) {
  return useQuery({
    queryKey: ['webhookdeliveries', 'one', id],
    queryFn: ({ signal }) => read<WebhookDeliveryDetail>(`/v1/webhooks/deliveries/${id}`, { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? LOOK_AGAIN_MS : false),
  });
}

/** Sends an event again. */
export function useReplay(id: string) {
  return useWrite<null, WebhookDelivery>(
    () => ({ path: `/v1/webhooks/deliveries/${id}/replay`, body: undefined }),
    [['webhookdeliveries']],
  );
}

/** Sends everything again that was given up, as far as the log is narrowed to it. */
export function useReplayAll() {
  return useWrite<Pick<DeliveryFilter, 'event' | 'resource'>, { readonly queued: number }>(
    ({ event, resource }) => ({
      path: '/v1/webhooks/deliveries/replay',
      body: { ...(event === undefined ? {} : { eventName: event }), ...(resource === undefined ? {} : { resource }) },
    }),
    [['webhookdeliveries']],
  );
}
