import { SearchBox } from '@fluentui/react-components';
import { AppsListRegular } from '@fluentui/react-icons/svg/apps-list';
import { useState } from 'react';
import type { Channels } from '../../src/upgrades/channels/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Channels.module.css';
import { Holder } from './Holder.tsx';

type Service = Channels['services'][number];

/** Every service that the customer has, with everybody through whom it holds it. */
export function ServiceList({ services }: { services: readonly Service[] }) {
  const t = useWords();
  const [search, setSearch] = useState('');
  const columns: readonly Column<Service>[] = [
    {
      key: 'service',
      heading: t('channels.service'),
      width: '2fr',
      isTitle: true,
      cell: ({ name }) => <span className={styles.strong}>{name}</span>,
    },
    {
      key: 'held',
      heading: t('channels.heldBy'),
      width: '4fr',
      // In a narrow window the whole width: there is only the name beside it.
      isTitle: true,
      cell: ({ holders }) => (
        <ul className={styles.plain}>
          {holders.map((holder) => (
            <li key={JSON.stringify(holder)}>
              <Holder holder={holder} />
            </li>
          ))}
        </ul>
      ),
    },
  ];
  const wanted = search.trim().toLowerCase();
  const found = services.filter(
    ({ name, holders }) => name.toLowerCase().includes(wanted) || holders.some(({ offerName }) => offerName.toLowerCase().includes(wanted)),
  );
  if (services.length === 0) return <EmptyState icon={<AppsListRegular />} title={t('channels.noServices')} />;
  return (
    <>
      <SearchBox
        className={styles.search}
        placeholder={t('channels.findService')}
        aria-label={t('channels.findService')}
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      {found.length === 0 ? (
        <EmptyState icon={<AppsListRegular />} title={t('channels.noneFound')} />
      ) : (
        <DataTable label={t('channels.services')} columns={columns} rows={found} rowKey={({ servicePlanId }) => servicePlanId} />
      )}
    </>
  );
}
