import { Button, Select } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { PersonAvailableRegular } from '@fluentui/react-icons/svg/person-available';
import { useMutation } from '@tanstack/react-query';
import type { LeftBehindTask } from '../../src/upgrades/left-behind/contract.ts';
import { downloadFile } from '../kit/csv.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { readFile } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { wordLeftBehind } from './leftBehind.ts';
import {
  LEFT_BEHIND_REASONS,
  LEFT_BEHIND_STATES,
  queryStringOf,
  useColleagues,
  useLeftBehind,
  type LeftBehindFilter,
} from './listLeftBehind.ts';
import { Account, TaskState } from './TaskCells.tsx';
import styles from './LeftBehindTasks.module.css';

type LeftBehindTasksProps = { readonly filter: LeftBehindFilter; readonly onFilter: (filter: LeftBehindFilter) => void };

/** People left behind over all customers, narrowed by state, reason and owner; each leads to where the work is done. */
export function LeftBehindTasks({ filter, onFilter }: LeftBehindTasksProps) {
  const t = useWords();
  const columns = useColumns();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useLeftBehind(filter);
  const tasks = data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <Filters filter={filter} onFilter={onFilter} />
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {tasks === undefined && error === null && <SkeletonRows rows={6} height={32} />}
      {tasks?.length === 0 && <EmptyState icon={<PersonAvailableRegular />} title={t('leftBehind.nobody')} />}
      {tasks !== undefined && tasks.length > 0 && (
        <DataTable
          label={t('leftBehind.title')}
          columns={columns}
          rows={tasks}
          rowKey={({ upgradeId, userId }) => `${upgradeId}-${userId}`}
        />
      )}
      {hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void fetchNextPage()} disabledFocusable={isFetchingNextPage}>
            {isFetchingNextPage ? t('kit.loading') : t('leftBehind.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function useColumns(): readonly Column<LeftBehindTask>[] {
  const t = useWords();
  const formats = useFormats();
  const wording = { t, byCode: useWordsByCode(), formats };
  return [
    { key: 'name', heading: t('leftBehind.csv.name'), width: '2.4fr', isTitle: true, cell: (task) => <Account task={task} /> },
    {
      key: 'customer',
      heading: t('leftBehind.customer'),
      width: '2fr',
      cell: ({ customer }) => (
        <TextLink to="/customers/$customerId" params={{ customerId: customer.id }}>
          {customer.name}
        </TextLink>
      ),
    },
    {
      key: 'reason',
      heading: t('leftBehind.csv.reason'),
      width: '2.6fr',
      cell: ({ reasons }) => formats.list(reasons.map((reason) => wordLeftBehind(reason, wording).title)),
    },
    {
      key: 'upgrade',
      heading: t('upgrades.upgrade'),
      width: '3fr',
      cell: ({ customer, upgradeId, sourceOffer, targetOffer }) => (
        <TextLink to="/customers/$customerId/upgrades/$upgradeId" params={{ customerId: customer.id, upgradeId }}>
          {t('upgrades.fromTo', { from: sourceOffer.name, to: targetOffer.name })}
        </TextLink>
      ),
    },
    { key: 'state', heading: t('leftBehind.state'), width: '2fr', cell: (task) => <TaskState task={task} /> },
    { key: 'since', heading: t('leftBehind.since'), width: '1.4fr', cell: ({ recordedAt }) => formats.day(recordedAt) },
  ];
}

function Filters({ filter, onFilter }: LeftBehindTasksProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  const { state = 'open', reason = '', owner = '' } = filter;
  const { data: colleagues = [] } = useColleagues();
  const { mutate, isPending, error } = useMutation<Blob>({
    mutationFn: () => readFile(`/v1/leftbehindusers/export?${queryStringOf(filter)}`),
    onSuccess: (file) => downloadFile('left-behind-users.csv', file),
  });
  return (
    <>
      <div className={styles.filters}>
        <Select aria-label={t('leftBehind.state')} value={state} onChange={(_, { value }) => onFilter({ ...filter, state: value })}>
          {LEFT_BEHIND_STATES.map((value) => (
            <option key={value} value={value}>
              {byCode(`leftBehind.state.${value}`) ?? value}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t('leftBehind.csv.reason')}
          value={reason}
          onChange={(_, { value }) => onFilter({ ...filter, reason: value === '' ? undefined : value })}
        >
          <option value="">{t('leftBehind.anyReason')}</option>
          {LEFT_BEHIND_REASONS.map((code) => (
            <option key={code} value={code}>
              {byCode(`leftBehind.${code}.title`) ?? code}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t('leftBehind.owner')}
          value={owner}
          onChange={(_, { value }) => onFilter({ ...filter, owner: value === '' ? undefined : value })}
        >
          <option value="">{t('leftBehind.anyOwner')}</option>
          <option value="me">{t('leftBehind.mine')}</option>
          <option value="none">{t('leftBehind.nobodys')}</option>
          {colleagues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={isPending} onClick={() => mutate()}>
          {t('upgrades.downloadList')}
        </Button>
      </div>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => mutate()} />}
    </>
  );
}
