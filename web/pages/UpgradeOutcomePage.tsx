import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../kit/PageHeading.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isNotFound } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useUpgradeRecord } from '../upgrades/getUpgradeRecord.ts';
import { UpgradeStateBadge } from '../upgrades/UpgradeHistory.tsx';
import { UpgradeOutcome } from '../upgrades/UpgradeOutcome.tsx';
import { CustomerCrumbs } from './CustomerCrumbs.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/customers/$customerId/upgrades/$upgradeId');

/** What one upgrade did, right after Submit and at any later time. */
export function UpgradeOutcomePage() {
  const t = useWords();
  const { customerId, upgradeId } = route.useParams();
  const { data: upgrade, error, refetch } = useUpgradeRecord(customerId, upgradeId);
  if (isNotFound(error?.problem)) return <NotFoundPage />;
  const title = upgrade === undefined ? '' : t('upgrades.done', { from: upgrade.sourceOffer.name, to: upgrade.targetOffer.name });
  return (
    <>
      <CustomerCrumbs customerId={customerId} />
      {upgrade !== undefined && (
        <>
          <PageHeading
            title={title}
            documentTitle={title}
            icon={<CheckmarkCircleFilled aria-hidden fontSize={36} color="var(--colorStatusSuccessForeground1)" />}
          >
            <UpgradeStateBadge state={upgrade.state} />
          </PageHeading>
          <UpgradeOutcome customerId={customerId} upgrade={upgrade} />
        </>
      )}
      {upgrade === undefined && error === null && <SkeletonRows rows={4} height={64} />}
      {upgrade === undefined && error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
    </>
  );
}
