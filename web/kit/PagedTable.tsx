import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { DataTable, type Column } from './DataTable.tsx';
import styles from './PagedTable.module.css';
import { ProblemNotice } from './ProblemNotice.tsx';
import { SkeletonRows } from './SkeletonRows.tsx';
import type { Pages } from './usePages.ts';
import { useWords } from './words.ts';

type PagedTableProps<Row> = {
  readonly label: string;
  readonly pages: Pages<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** What stands there instead of no rows. */
  readonly empty: ReactNode;
};

/** A table of a list that is read page by page, with what stands there before, instead and afterwards. */
export function PagedTable<Row>({ label, pages, columns, rowKey, empty }: PagedTableProps<Row>) {
  const t = useWords();
  const { items, error, hasMore, isLoadingMore, loadMore, retry } = pages;
  if (error?.problem.kind === 'fault' && error.problem.status === 403 && items === undefined)
    return <ProblemNotice problem={error.problem} />;
  return (
    <>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={retry} />}
      {items === undefined && error === null && <SkeletonRows rows={4} height={32} />}
      {items?.length === 0 && empty}
      {items !== undefined && items.length > 0 && <DataTable label={label} columns={columns} rows={items} rowKey={rowKey} />}
      {hasMore && (
        <div className={styles.more}>
          <Button onClick={loadMore} disabledFocusable={isLoadingMore}>
            {isLoadingMore ? t('kit.loading') : t('kit.showMore')}
          </Button>
        </div>
      )}
    </>
  );
}
