import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { getRouteApi } from '@tanstack/react-router';
import { Actions } from '../campaigns/Actions.tsx';
import { AddOns } from '../campaigns/AddOns.tsx';
import { useCampaign } from '../campaigns/campaigns.ts';
import { Progress } from '../campaigns/Progress.tsx';
import { Rows } from '../campaigns/Rows.tsx';
import { StateBadge } from '../campaigns/StateBadge.tsx';
import { Summary } from '../campaigns/Summary.tsx';
import { Breadcrumbs } from '../kit/Breadcrumbs.tsx';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isNotFound } from '../kit/request.ts';
import { Section } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/campaigns/$campaignId');

/** One campaign: where it stands, what it comes to, what can be done, and every upgrade of it. */
export function CampaignPage() {
  const t = useWords();
  const { campaignId } = route.useParams();
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: campaign, error, refetch } = useCampaign(campaignId);
  if (isNotFound(error?.problem)) return <NotFoundPage />;
  const title = campaign?.name ?? t('campaigns.title');
  return (
    <>
      <Breadcrumbs>
        <TextLink to="/campaigns">{t('campaigns.title')}</TextLink>
      </Breadcrumbs>
      <PageHeading title={title} documentTitle={title}>
        {campaign !== undefined && <StateBadge of="state" state={campaign.state} />}
      </PageHeading>
      {error !== null && campaign === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {error === null && campaign === undefined && <SkeletonRows rows={3} height={32} />}
      {campaign !== undefined && (
        <>
          <Progress campaign={campaign} />
          {campaign.trouble !== undefined && (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{campaign.trouble.description}</MessageBarBody>
            </MessageBar>
          )}
          <Actions campaign={campaign} />
          <Summary campaign={campaign} />
          <AddOns campaign={campaign} />
          <Section id="rows" title={t('campaigns.rows')}>
            <Rows
              campaign={campaign}
              state={state}
              onState={(next) => void navigate({ search: next === undefined ? {} : { state: next }, replace: true, resetScroll: false })}
            />
          </Section>
        </>
      )}
    </>
  );
}
