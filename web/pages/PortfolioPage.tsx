import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { PortfolioUpgrade } from '../../src/portfolio/contract.ts';
import { StartCampaign, type Picked } from '../campaigns/StartCampaign.tsx';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import type { PortfolioSearch } from '../portfolio/filter.ts';
import { Overview } from '../portfolio/Overview.tsx';
import { UpgradeRows } from '../portfolio/UpgradeRows.tsx';

const route = getRouteApi('/portfolio');

/** What can be upgraded across all customers: the overview, or the rows that the address asks for. */
export function PortfolioPage() {
  const t = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isList = Object.keys(search).length > 0;
  const [picked, setPicked] = useState<Picks>(new Map());
  return (
    <>
      <PageHeading title={t('portfolio.title')} documentTitle={t('portfolio.title')}>
        {isList && (
          <TextLink to="/portfolio" search={{}}>
            {t('portfolio.toOverview')}
          </TextLink>
        )}
      </PageHeading>
      {isList && (
        <Buttons>
          <StartCampaign
            filter={filterOf(search)}
            targetOfferId={search.targetOfferId}
            picked={[...picked.values()]}
            onMade={(campaignId) => void navigate({ to: '/campaigns/$campaignId', params: { campaignId } })}
          />
        </Buttons>
      )}
      {isList ? (
        <UpgradeRows
          search={search}
          onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
          picking={{
            isPicked: ({ subscriptionId, targetOffer }) => picked.get(subscriptionId)?.targetOfferId === targetOffer.id,
            onPick: (row, isPicked) => setPicked((before) => withPick(before, row, isPicked)),
          }}
        />
      ) : (
        <Overview />
      )}
    </>
  );
}

/** One upgrade for each subscription, whatever the list shows at the moment. */
type Picks = ReadonlyMap<string, Picked>;

function withPick(before: Picks, { customerId, subscriptionId, targetOffer }: PortfolioUpgrade, isPicked: boolean): Picks {
  const after = new Map(before);
  if (isPicked) after.set(subscriptionId, { customerId, subscriptionId, targetOfferId: targetOffer.id });
  else after.delete(subscriptionId);
  return after;
}

/** The filter of the address as a campaign takes it: products and countries are lists there. */
function filterOf(search: PortfolioSearch) {
  const { list: _, order: _order, sourceOfferId, targetOfferId, country, ...filter } = search;
  return {
    ...filter,
    ...(sourceOfferId === undefined ? {} : { sourceOfferId: [sourceOfferId] }),
    ...(targetOfferId === undefined ? {} : { targetOfferId: [targetOfferId] }),
    ...(country === undefined ? {} : { country: [country] }),
  };
}
