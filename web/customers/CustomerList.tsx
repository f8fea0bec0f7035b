import { PeopleSearchRegular } from '@fluentui/react-icons/svg/people-search';
import { EmptyState } from '../kit/EmptyState.tsx';
import { VirtualTable } from '../kit/VirtualTable.tsx';
import { useWords } from '../kit/words.ts';
import styles from './CustomerList.module.css';
import { CustomerCells, CustomerHeadings } from './CustomerRow.tsx';
import { useCustomers, type SharedWith } from './listCustomers.ts';

/** The partner's customers, however many there are. */
export function CustomerList({ search, sharedWith = null }: { search: string; sharedWith?: SharedWith | null }) {
  const t = useWords();
  const customers = useCustomers(search, sharedWith);
  return (
    <VirtualTable
      label={t('customers.title')}
      said={(count, hasMore) => t(hasMore ? 'customers.shownSoFar' : 'customers.shownAll', { count })}
      more={t('customers.more')}
      query={customers}
      headings={<CustomerHeadings />}
      rowClass={styles.row}
      empty={
        <EmptyState icon={<PeopleSearchRegular />} title={search === '' ? t('customers.none') : t('customers.noneFound', { search })} />
      }
    >
      {(customer) => <CustomerCells customer={customer} />}
    </VirtualTable>
  );
}
