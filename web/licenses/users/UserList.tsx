import { Button, Spinner } from '@fluentui/react-components';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import { useUsers, type UserFilter } from './listUsers.ts';
import { UserRow, UserRowHeadings } from './UserRow.tsx';
import styles from './Users.module.css';

const ROW_HEIGHT = 64;
/** The next page is asked for this many rows before the end comes into sight. */
const ROWS_AHEAD = 30;

type UserListProps = {
  readonly customerId: string;
  readonly filter: UserFilter;
  /** The ids of those who are chosen; without `onChoose` nobody can be. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (user: CustomerUser, isChosen: boolean) => void;
};

/** The people of a customer, whoever sold their licences. Only the rows in sight exist in the page, however many there are. */
export function UserList({ customerId, filter, chosen, onChoose }: UserListProps) {
  const t = useWords();
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useUsers(
    customerId,
    filter,
  );
  const users = data?.pages.flatMap(({ items }) => items) ?? [];
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: users.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => users[index]?.id ?? index,
  });
  const rows = virtualizer.getVirtualItems();
  const lastInSight = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null && lastInSight >= users.length - ROWS_AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, error, lastInSight, users.length, fetchNextPage]);

  if (isPending) return <SkeletonRows rows={8} height={32} />;
  if (error !== null && users.length === 0) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  if (users.length === 0) return <NoUsers filter={filter} />;
  return (
    <>
      <p role="status" className="visually-hidden">
        {t(hasNextPage ? 'users.shownSoFar' : 'users.shownAll', { count: users.length })}
      </p>
      <div
        role="table"
        aria-label={t('licenses.users')}
        aria-rowcount={hasNextPage ? -1 : users.length + 1}
        aria-busy={isPlaceholderData}
        className={styles.table}
      >
        <UserRowHeadings />
        <div
          role="rowgroup"
          ref={list}
          className={styles.rows}
          style={{ height: virtualizer.getTotalSize() }}
          data-dimmed={isPlaceholderData || undefined}
        >
          {rows.map((row) => {
            const user = users[row.index];
            return user === undefined ? null : (
              <UserRow
                key={row.key}
                customerId={customerId}
                user={user}
                index={row.index}
                offset={row.start - virtualizer.options.scrollMargin}
                measure={virtualizer.measureElement}
                isChosen={chosen.has(user.id)}
                onChoose={(isChosen) => onChoose(user, isChosen)}
              />
            );
          })}
        </div>
      </div>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void fetchNextPage()} />}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </>
  );
}

/** The way to the next page for those who do not scroll. */
function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const t = useWords();
  if (isLoading) return <Spinner size="small" label={t('kit.loading')} className={styles.more} />;
  return (
    <div className={styles.more}>
      <Button onClick={onMore}>{t('licenses.moreUsers')}</Button>
    </div>
  );
}

function NoUsers({ filter: { search, state, skuId } }: { filter: UserFilter }) {
  const t = useWords();
  const isNarrowed = search !== undefined || skuId !== undefined;
  const title = isNarrowed ? 'users.noneFound' : state === 'deleted' ? 'users.noneDeleted' : 'licenses.noUsers';
  return <EmptyState icon={<PeopleRegular />} title={t(title)} />;
}
