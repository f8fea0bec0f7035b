import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import type { DelegatedAdminRelationship } from '../../src/customers/delegation/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { TextLink } from '../kit/links.tsx';
import { PagedTable } from '../kit/PagedTable.tsx';
import { useWords } from '../kit/words.ts';
import { useAllGranularAdmin } from './granularAdmin.ts';
import { GranularRoles, GranularState } from './GranularColumns.tsx';
import styles from './Relationships.module.css';

/** So many days ahead somebody can still do something about it. */
const SOON_DAYS = 30;

/** Roles for a time over all customers; on wish only those that run out soon. */
export function GranularOverview() {
  const t = useWords();
  const [isSoonOnly, setSoonOnly] = useState(false);
  const pages = useAllGranularAdmin(isSoonOnly ? SOON_DAYS : null);
  const columns: readonly Column<DelegatedAdminRelationship>[] = [
    {
      key: 'customer',
      heading: t('relationships.customer'),
      width: '2.4fr',
      isTitle: true,
      cell: ({ customer }) => (
        <TextLink to="/customers/$customerId/relationship" params={{ customerId: customer.tenantId }}>
          {customer.displayName}
        </TextLink>
      ),
    },
    { key: 'name', heading: t('relationships.name'), width: '2fr', cell: ({ displayName }) => displayName },
    { key: 'roles', heading: t('relationships.directoryRoles'), width: '2.4fr', cell: (admin) => <GranularRoles admin={admin} /> },
    { key: 'state', heading: t('relationships.state'), width: '2.2fr', cell: (admin) => <GranularState admin={admin} /> },
  ];
  return (
    <>
      <Checkbox
        label={t('relationships.soonOnly', { count: SOON_DAYS })}
        checked={isSoonOnly}
        onChange={(_, { checked }) => setSoonOnly(checked === true)}
      />
      <PagedTable
        label={t('relationships.granular')}
        pages={pages}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<p className={styles.about}>{t(isSoonOnly ? 'relationships.noneSoon' : 'relationships.noGranular')}</p>}
      />
    </>
  );
}
