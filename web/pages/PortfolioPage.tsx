import { getRouteApi } from '@tanstack/react-router';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { useWords } from '../kit/words.ts';
import { Overview } from '../portfolio/Overview.tsx';
import { UpgradeRows } from '../portfolio/UpgradeRows.tsx';

const route = getRouteApi('/portfolio');

/** What can be upgraded across all customers: the overview, or the rows that the address asks for. */
export function PortfolioPage() {
  const t = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isList = Object.keys(search).length > 0;
  return (
    <>
      <PageHeading title={t('portfolio.title')} documentTitle={t('portfolio.title')}>
        {isList && (
          <TextLink to="/portfolio" search={{}}>
            {t('portfolio.toOverview')}
          </TextLink>
        )}
      </PageHeading>
      {isList ? (
        <UpgradeRows search={search} onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })} />
      ) : (
        <Overview />
      )}
    </>
  );
}
