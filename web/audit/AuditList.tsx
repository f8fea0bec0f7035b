import { Badge, Button } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Audit.module.css';
import { AuditFilters } from './AuditFilters.tsx';
import { Changes } from './Changes.tsx';
import { subjectOf } from './changes.ts';
import { operationOf, resourceOf, useAuditRecords, type AuditFilter, type Entry } from './listAuditRecords.ts';

type AuditListProps = {
  /** Null for all customers. */
  readonly customerId: string | null;
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
};

/** Who did what, when and from where, with the values before and after; narrowed, page by page, and as a file. */
export function AuditList({ customerId, filter, onFilter }: AuditListProps) {
  const t = useWords();
  const columns = useColumns(customerId === null && filter.own !== true);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAuditRecords(filter, customerId);
  const entries = data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <AuditFilters customerId={customerId} filter={filter} onFilter={onFilter} />
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {entries === undefined && error === null && <SkeletonRows rows={6} height={32} />}
      {entries?.length === 0 && <EmptyState icon={<HistoryRegular />} title={t('audit.nothing')} />}
      {entries !== undefined && entries.length > 0 && (
        <DataTable label={t('audit.title')} columns={columns} rows={entries} rowKey={({ id }) => id} />
      )}
      {hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void fetchNextPage()} disabledFocusable={isFetchingNextPage}>
            {isFetchingNextPage ? t('kit.loading') : t('audit.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function useColumns(showsCustomer: boolean): readonly Column<Entry>[] {
  const t = useWords();
  const formats = useFormats();
  const customer: Column<Entry> = {
    key: 'customer',
    heading: t('audit.customer'),
    width: '1.6fr',
    cell: ({ customerId, customerName }) =>
      customerId === undefined ? null : (
        <TextLink to="/customers/$customerId" params={{ customerId }}>
          {customerName ?? customerId}
        </TextLink>
      ),
  };
  return [
    { key: 'what', heading: t('audit.what'), width: '2.2fr', isTitle: true, cell: (entry) => <What entry={entry} /> },
    ...(showsCustomer ? [customer] : []),
    { key: 'when', heading: t('audit.when'), width: '1.4fr', cell: ({ operationDate }) => formats.instant(operationDate) },
    { key: 'who', heading: t('audit.who'), width: '1.8fr', cell: (entry) => <Who entry={entry} /> },
    { key: 'change', heading: t('audit.change'), width: '3fr', isLong: true, cell: (entry) => <Changes entry={entry} /> },
  ];
}

function What({ entry }: { entry: Entry }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const operation = operationOf(entry);
  const resource = resourceOf(entry);
  const subject = subjectOf(entry.resourceOldValue, entry.resourceNewValue);
  const kind = byCode(`audit.resource.${resource}`) ?? resource;
  return (
    <div data-operation={operation}>
      <strong>{byCode(`audit.operation.${operation}`) ?? operation}</strong>{' '}
      {entry.operationStatus === 'failed' && (
        <Badge appearance="tint" color="danger">
          {t('audit.failed')}
        </Badge>
      )}
      <div className={styles.detail}>{subject === null ? kind : t('audit.subject', { kind, subject })}</div>
    </div>
  );
}

function Who({ entry: { userPrincipalName, applicationId, remoteAddress } }: { entry: Entry }) {
  const t = useWords();
  const name = userPrincipalName ?? (applicationId === undefined ? t('audit.itself') : t('audit.program', { id: applicationId }));
  return (
    <>
      {name}
      {remoteAddress !== undefined && <div className={styles.detail}>{t('audit.from', { address: remoteAddress })}</div>}
    </>
  );
}
