import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { useWords } from '../kit/words.ts';
import { PriceList } from '../prices/PriceList.tsx';
import { ResellerMargins } from '../prices/ResellerMargins.tsx';
import { useSession } from '../session/getSession.ts';

const route = getRouteApi('/prices');

/** What things cost: price lists with their sources, their import, and the margins on top. */
export function PricesPage() {
  const t = useWords();
  const { partner } = useSession();
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeading title={t('prices.title')} documentTitle={t('prices.title')}>
        <span>{t('prices.about')}</span>
      </PageHeading>
      <Permitted right="invoices.read">
        <PriceList
          currency={partner.currency}
          search={search}
          onSearch={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
        />
        <ResellerMargins />
      </Permitted>
    </>
  );
}
