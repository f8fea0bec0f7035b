import { Badge, Select } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import type { PartnerAuditRecord } from '../../src/access/journal/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { PagedTable } from '../kit/PagedTable.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { JOURNAL_KINDS, subjectOf, useJournal, valueIn, type JournalFilter } from './journal.ts';
import styles from './Staff.module.css';

type JournalProps = { readonly filter: JournalFilter; readonly onFilter: (filter: JournalFilter) => void };

/** Failed sign-ins, changes of roles and of relationships: what was done in the partner's own house, and by whom. */
export function Journal({ filter, onFilter }: JournalProps) {
  const t = useWords();
  const formats = useFormats();
  const pages = useJournal(filter);
  const columns: readonly Column<PartnerAuditRecord>[] = [
    { key: 'what', heading: t('staff.journal.what'), width: '3.4fr', isTitle: true, cell: (entry) => <What entry={entry} /> },
    { key: 'when', heading: t('staff.journal.when'), width: '1.8fr', cell: ({ operationDate }) => formats.instant(operationDate) },
    { key: 'who', heading: t('staff.journal.who'), width: '2.4fr', cell: (entry) => <Who entry={entry} /> },
    { key: 'from', heading: t('staff.journal.from'), width: '1.4fr', cell: ({ remoteAddress }) => remoteAddress ?? '–' },
  ];
  return (
    <>
      <Filters filter={filter} onFilter={onFilter} />
      <PagedTable
        label={t('staff.journal')}
        pages={pages}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={<HistoryRegular />} title={t('staff.journal.nothing')} />}
      />
    </>
  );
}

function Filters({ filter, onFilter }: JournalProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  const { kind = '', outcome = '' } = filter;
  return (
    <div className={styles.filters}>
      <Select
        aria-label={t('staff.journal.kind')}
        value={kind}
        onChange={(_, { value }) => onFilter({ ...(value === '' ? {} : { kind: value }), ...(outcome === '' ? {} : { outcome }) })}
      >
        <option value="">{t('staff.journal.anyKind')}</option>
        {JOURNAL_KINDS.map((each) => (
          <option key={each} value={each}>
            {byCode(`staff.kind.${each}`) ?? each}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('staff.journal.outcome')}
        value={outcome}
        onChange={(_, { value }) => onFilter({ ...(kind === '' ? {} : { kind }), ...(value === '' ? {} : { outcome: value }) })}
      >
        <option value="">{t('staff.journal.anyOutcome')}</option>
        <option value="succeeded">{t('staff.journal.succeeded')}</option>
        <option value="failed">{t('staff.journal.failed')}</option>
      </Select>
    </div>
  );
}

function What({ entry }: { entry: PartnerAuditRecord }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const [role, reason] = [valueIn(entry, 'Role'), valueIn(entry, 'Reason')];
  const did = byCode(`staff.did.${entry.operationType}`, {
    subject: subjectOf(entry),
    role: role === null ? '' : (byCode(`session.role.${role}`) ?? role),
  });
  return (
    <>
      {did ?? entry.operationType}{' '}
      {entry.operationStatus === 'failed' && (
        <Badge appearance="tint" color="danger">
          {t('staff.journal.failed')}
        </Badge>
      )}
      {reason !== null && <span className={styles.hint}>{byCode(`staff.reason.${reason}`) ?? reason}</span>}
    </>
  );
}

function Who({ entry }: { entry: PartnerAuditRecord }) {
  const t = useWords();
  const name = entry.userPrincipalName ?? entry.applicationId ?? t('staff.journal.nobody');
  const isUnverified = valueIn(entry, 'Unverified') === 'true';
  return (
    <>
      {name}
      {isUnverified && <span className={styles.hint}>{t('staff.journal.unverified')}</span>}
    </>
  );
}
