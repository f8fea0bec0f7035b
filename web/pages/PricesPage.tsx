import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { usePermission } from '../kit/permission.ts';
import { useWords } from '../kit/words.ts';
import { PriceList } from '../prices/PriceList.tsx';
import { ResellerMargins } from '../prices/ResellerMargins.tsx';
import { useSession } from '../session/getSession.ts';

const route = getRouteApi('/prices');

/** What things cost: price lists with their sources, their import, and the margins on top. */
export function PricesPage() {
  const t = useWords();
  const { partner } = useSession();
  const { isGranted, whoMay } = usePermission('invoices.read');
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeading title={t('prices.title')} documentTitle={t('prices.title')}>
        <span>{t('prices.about')}</span>
      </PageHeading>
      {isGranted ? (
        <>
          <PriceList
            currency={partner.currency}
            search={search}
            onSearch={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
          />
          <ResellerMargins />
        </>
      ) : (
        <EmptyState icon={<LockClosedRegular />} title={whoMay} />
      )}
    </>
  );
}
