import { getRouteApi } from '@tanstack/react-router';
import { CustomerList } from '../customers/CustomerList.tsx';
import { CustomerSearch } from '../customers/CustomerSearch.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { useWords } from '../kit/words.ts';
import { PartnerFilter } from '../relationships/PartnerFilter.tsx';
import { useSession } from '../session/getSession.ts';
import styles from './CustomersPage.module.css';

const route = getRouteApi('/customers');

/** All customers of the partner, with a search by the beginning of the name or domain; in the indirect model also those shared with one partner. */
export function CustomersPage() {
  const t = useWords();
  const { search = '', partner: sharedWith = '' } = route.useSearch();
  const { partner } = useSession();
  const navigate = route.useNavigate();
  const searchFor = (text: string) => void navigate({ search: text === '' ? {} : { search: text }, replace: true, resetScroll: false });
  const share = (partnerId: string) =>
    void navigate({ search: partnerId === '' ? {} : { partner: partnerId }, replace: true, resetScroll: false });
  const kind = partner.kind === 'indirect_reseller' ? 'IndirectCloudSolutionProvider' : 'IndirectReseller';
  return (
    <>
      <PageHeading title={t('customers.title')} documentTitle={t('customers.title')} />
      <div className={styles.tools}>
        <CustomerSearch value={search} onSearch={searchFor} />
        {partner.kind !== 'direct' && <PartnerFilter value={sharedWith} onChoose={share} />}
      </div>
      <CustomerList search={search} sharedWith={sharedWith === '' ? null : { kind, partnerId: sharedWith }} />
    </>
  );
}
