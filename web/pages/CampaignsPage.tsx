import { getRouteApi } from '@tanstack/react-router';
import { CampaignList } from '../campaigns/CampaignList.tsx';
import { SecondPerson } from '../campaigns/SecondPerson.tsx';
import { UploadCampaign } from '../campaigns/UploadCampaign.tsx';
import { LinkButton } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';

const route = getRouteApi('/campaigns');

/** All campaigns of the partner, and the ways to a new one. */
export function CampaignsPage() {
  const t = useWords();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeading title={t('campaigns.title')} documentTitle={t('campaigns.title')} />
      <p>{t('campaigns.about')}</p>
      <Buttons>
        <LinkButton to="/portfolio" search={{ eligible: true, list: true }} appearance="primary">
          {t('campaigns.fromPortfolio')}
        </LinkButton>
        <UploadCampaign onMade={(campaignId) => void navigate({ to: '/campaigns/$campaignId', params: { campaignId } })} />
      </Buttons>
      <SecondPerson />
      <CampaignList />
    </>
  );
}
