import { getRouteApi } from '@tanstack/react-router';
import { AuditList } from '../audit/AuditList.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { useWords } from '../kit/words.ts';

const route = getRouteApi('/audit');

/** What was done at all customers, and in the partner's own house. What it is narrowed to stands in the address. */
export function AuditPage() {
  const t = useWords();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeading title={t('audit.title')} documentTitle={t('audit.title')} />
      <Permitted right="audit.read">
        <AuditList customerId={null} filter={filter} onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })} />
      </Permitted>
    </>
  );
}
