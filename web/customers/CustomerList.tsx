import { Button, Spinner } from '@fluentui/react-components';
import { PeopleSearchRegular } from '@fluentui/react-icons/svg/people-search';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { EmptyState } from '../kit/EmptyState.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import styles from './CustomerList.module.css';
import { CustomerRow, CustomerRowHeadings } from './CustomerRow.tsx';
import { useCustomers, type SharedWith } from './listCustomers.ts';

const ROW_HEIGHT = 64;
/** The next page is asked for this many rows before the end comes into sight. */
const ROWS_AHEAD = 15;

/** The partner's customers. Only the rows in sight exist in the page, however long the list is. */
export function CustomerList({ search, sharedWith = null }: { search: string; sharedWith?: SharedWith | null }) {
  const t = useWords();
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useCustomers(
    search,
    sharedWith,
  );
  const customers = data?.pages.flatMap(({ items }) => items) ?? [];
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: customers.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => customers[index]?.id ?? index,
  });
  const rows = virtualizer.getVirtualItems();
  const lastInSight = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null && lastInSight >= customers.length - ROWS_AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, error, lastInSight, customers.length, fetchNextPage]);

  if (isPending) return <SkeletonRows rows={8} height={32} />;
  if (error !== null && customers.length === 0) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  if (customers.length === 0) return <NoCustomers search={search} />;
  return (
    <>
      <p role="status" className="visually-hidden">
        {t(hasNextPage ? 'customers.shownSoFar' : 'customers.shownAll', { count: customers.length })}
      </p>
      <div
        role="table"
        aria-label={t('customers.title')}
        aria-rowcount={hasNextPage ? -1 : customers.length + 1}
        aria-busy={isPlaceholderData}
      >
        <CustomerRowHeadings />
        <div
          role="rowgroup"
          ref={list}
          className={styles.rows}
          style={{ height: virtualizer.getTotalSize() }}
          data-dimmed={isPlaceholderData || undefined}
        >
          {rows.map((row) => {
            const customer = customers[row.index];
            if (customer === undefined) return null;
            const offset = row.start - virtualizer.options.scrollMargin;
            return <CustomerRow key={row.key} customer={customer} index={row.index} offset={offset} measure={virtualizer.measureElement} />;
          })}
        </div>
      </div>
      {isFetchingNextPage && <Spinner size="small" label={t('kit.loading')} className={styles.more} />}
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void fetchNextPage()} />}
      {hasNextPage && !isFetchingNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void fetchNextPage()}>{t('customers.more')}</Button>
        </div>
      )}
    </>
  );
}

function NoCustomers({ search }: { search: string }) {
  const t = useWords();
  return <EmptyState icon={<PeopleSearchRegular />} title={search === '' ? t('customers.none') : t('customers.noneFound', { search })} />;
}
