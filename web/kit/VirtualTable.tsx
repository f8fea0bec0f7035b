import { Button, Spinner } from '@fluentui/react-components';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Page } from './paging.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { SkeletonRows } from './SkeletonRows.tsx';
import styles from './VirtualTable.module.css';
import { useWords } from './words.ts';

const ROW_HEIGHT = 64;
/** The next page is asked for this many rows before the end comes into sight. */
const ROWS_AHEAD = 30;

type VirtualTableProps<Row> = {
  readonly label: string;
  /** Says how many rows there are, or are so far, to those who do not see them. */
  readonly said: (count: number, hasMore: boolean) => string;
  /** The words on the way to the next page for those who do not scroll. */
  readonly more: string;
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  /** The row of headings. */
  readonly headings: ReactNode;
  /** The cells of a row. */
  readonly children: (row: Row) => ReactNode;
  /** How a row looks, and whether it is one of those that were chosen. */
  readonly rowClass: string | undefined;
  readonly isChosen?: (row: Row) => boolean;
  /** What stands there instead of no rows. */
  readonly empty: ReactNode;
};

/** A long list read page by page. Only the rows in sight exist in the page, however many there are. */
export function VirtualTable<Row extends { readonly id: string }>({ label, said, more, query, empty, ...look }: VirtualTableProps<Row>) {
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const inSight = virtualizer.getVirtualItems();
  const lastInSight = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null && lastInSight >= rows.length - ROWS_AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, error, lastInSight, rows.length, fetchNextPage]);

  if (isPending) return <SkeletonRows rows={8} height={32} />;
  if (error !== null && rows.length === 0) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  if (rows.length === 0) return empty;
  return (
    <>
      <p role="status" className="visually-hidden">
        {said(rows.length, hasNextPage)}
      </p>
      <div role="table" aria-label={label} aria-rowcount={hasNextPage ? -1 : rows.length + 1} aria-busy={isPlaceholderData}>
        <div role="rowgroup">{look.headings}</div>
        <div
          role="rowgroup"
          ref={list}
          className={styles.rows}
          style={{ height: virtualizer.getTotalSize() }}
          data-dimmed={isPlaceholderData || undefined}
        >
          {inSight.map(({ key, index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={key}
                role="row"
                // The row of headings is the first.
                aria-rowindex={index + 2}
                data-index={index}
                data-chosen={look.isChosen?.(row) === true || undefined}
                ref={virtualizer.measureElement}
                className={`${styles.row} ${look.rowClass}`}
                style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
              >
                {look.children(row)}
              </div>
            );
          })}
        </div>
      </div>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void fetchNextPage()} />}
      {hasNextPage && <More words={more} isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </>
  );
}

function More({ words, isLoading, onMore }: { words: string; isLoading: boolean; onMore: () => void }) {
  const t = useWords();
  if (isLoading) return <Spinner size="small" label={t('kit.loading')} className={styles.more} />;
  return (
    <div className={styles.more}>
      <Button onClick={onMore}>{words}</Button>
    </div>
  );
}
