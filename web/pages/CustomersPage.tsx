import { getRouteApi } from '@tanstack/react-router';
import { CustomerList } from '../customers/CustomerList.tsx';
import { CustomerSearch } from '../customers/CustomerSearch.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { useWords } from '../kit/words.ts';

const route = getRouteApi('/customers');

/** All customers of the partner, with a search by the beginning of the name or domain. */
export function CustomersPage() {
  const t = useWords();
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const searchFor = (text: string) => void navigate({ search: text === '' ? {} : { search: text }, replace: true, resetScroll: false });
  return (
    <>
      <PageHeading title={t('customers.title')} documentTitle={t('customers.title')} />
      <CustomerSearch value={search} onSearch={searchFor} />
      <div style={{ height: 16 }} />
      <CustomerList search={search} />
    </>
  );
}
