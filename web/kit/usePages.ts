import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { nextPageOf, type NextPage, type Page } from './paging.ts';
import { read, type RequestError } from './request.ts';

/** A list of the API that is read page by page: what arrived so far, and the way to more of it. */
export type Pages<Item> = {
  /** Undefined until the first page is there. */
  readonly items: readonly Item[] | undefined;
  readonly error: RequestError | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
};

/** Reads the list at a path below `/v1`. */
export function usePages<Item>(queryKey: QueryKey, path: string): Pages<Item> {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      read<Page<Item>>(pageParam === null ? `/v1${path}` : `/v1${pageParam.uri}`, {
        signal,
        continuationToken: pageParam?.continuationToken ?? null,
      }),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
  });
  return {
    items: data?.pages.flatMap(({ items }) => items),
    error,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
    retry: () => void refetch(),
  };
}
