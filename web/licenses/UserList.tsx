import { Button, Spinner } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { useState } from 'react';
import type { CustomerUser } from '../../src/licenses/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { InitialsIcon } from '../kit/InitialsIcon.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useUserLicenses } from './listUserLicenses.ts';
import { useUsers } from './listUsers.ts';
import styles from './UserList.module.css';

/** The people of a customer, also those whose licences come from another partner. Their licences are read on demand. */
export function UserList({ customerId }: { customerId: string }) {
  const t = useWords();
  const formats = useFormats();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useUsers(customerId);
  const columns: readonly Column<CustomerUser>[] = [
    { key: 'name', heading: t('licenses.user'), width: '3fr', isTitle: true, cell: (user) => <Person user={user} /> },
    {
      key: 'location',
      heading: t('licenses.usageLocation'),
      width: '1.4fr',
      cell: ({ usageLocation }) =>
        usageLocation === undefined ? <em>{t('licenses.usageLocation.missing')}</em> : formats.country(usageLocation),
    },
    { key: 'licenses', heading: t('licenses.licenses'), width: '3fr', cell: (user) => <Licenses customerId={customerId} user={user} /> },
  ];
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows rows={6} height={32} />
    ) : (
      <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />
    );
  }
  const users = data.pages.flatMap(({ items }) => items);
  if (users.length === 0) return <EmptyState icon={<PeopleRegular />} title={t('licenses.noUsers')} />;
  return (
    <>
      <DataTable label={t('licenses.users')} columns={columns} rows={users} rowKey={({ id }) => id} />
      {hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void fetchNextPage()} disabledFocusable={isFetchingNextPage}>
            {isFetchingNextPage ? t('kit.loading') : t('licenses.moreUsers')}
          </Button>
        </div>
      )}
    </>
  );
}

function Person({ user }: { user: CustomerUser }) {
  return (
    <div className={styles.person}>
      <InitialsIcon name={user.displayName} />
      <div className={styles.names}>
        <span className={styles.name}>{user.displayName}</span>
        <span className={styles.account}>{user.userPrincipalName}</span>
      </div>
    </div>
  );
}

function Licenses({ customerId, user }: { customerId: string; user: CustomerUser }) {
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useUserLicenses(customerId, user.id, isOpen);
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
        aria-expanded={isOpen}
        aria-label={t('licenses.showOf', { name: user.displayName })}
        onClick={() => setOpen(!isOpen)}
      >
        {t('licenses.show')}
      </Button>
      {isOpen && data === undefined && error === null && <Spinner size="tiny" label={t('kit.loading')} labelPosition="after" />}
      {isOpen && error !== null && <ProblemNotice problem={error.problem} />}
      {isOpen && data !== undefined && (
        <ul className={styles.licenses}>
          {data.length === 0 && <li>{t('licenses.none')}</li>}
          {data.map(({ productSku, assignedByGroups = [] }) => (
            <li key={productSku.id}>
              {productSku.name}
              {assignedByGroups.map(({ id, displayName }) => (
                <span key={id} className={styles.account}>
                  {' '}
                  {t('licenses.byGroup', { group: displayName })}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
