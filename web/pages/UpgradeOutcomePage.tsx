import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { getRouteApi } from '@tanstack/react-router';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isNotFound } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useSession } from '../session/getSession.ts';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';
import { DealtWith } from '../upgrades/DealtWith.tsx';
import { useUpgradeRecord } from '../upgrades/getUpgradeRecord.ts';
import { LeftBehindSection } from '../upgrades/LeftBehindSection.tsx';
import { useLeftBehindOf } from '../upgrades/listLeftBehind.ts';
import { UndoSection } from '../upgrades/UndoSection.tsx';
import { UpgradeStateBadge } from '../upgrades/UpgradeHistory.tsx';
import { UpgradeOutcome } from '../upgrades/UpgradeOutcome.tsx';
import { CustomerCrumbs } from './CustomerCrumbs.tsx';
import { LeftBehindFixes } from './LeftBehindFixes.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/customers/$customerId/upgrades/$upgradeId');

/** What one upgrade did, right after Submit and at any later time. */
export function UpgradeOutcomePage() {
  const t = useWords();
  const { customerId, upgradeId } = route.useParams();
  const { data: upgrade, error, refetch } = useUpgradeRecord(customerId, upgradeId);
  const subscriptions = useSubscriptions(customerId);
  const mayReadUsers = useSession().rights.includes('users.read');
  const tasks = useLeftBehindOf(customerId, upgradeId, mayReadUsers).data?.pages.flatMap(({ items }) => items) ?? [];
  if (isNotFound(error?.problem)) return <NotFoundPage />;
  const source = subscriptions.data?.find(({ id }) => id === upgrade?.sourceSubscriptionId);
  const isClosed = source === undefined || source.status === 'deleted';
  const isUndone = upgrade?.state === 'undone';
  const title =
    upgrade === undefined
      ? ''
      : t(isUndone ? 'upgrades.undone' : 'upgrades.done', { from: upgrade.sourceOffer.name, to: upgrade.targetOffer.name });
  return (
    <>
      <CustomerCrumbs customerId={customerId}>
        <TextLink to="/customers/$customerId/upgrades" params={{ customerId }}>
          {t('upgrades.history')}
        </TextLink>
      </CustomerCrumbs>
      {upgrade !== undefined && (
        <>
          <PageHeading
            title={title}
            documentTitle={title}
            icon={
              isUndone ? (
                <ArrowUndoRegular aria-hidden fontSize={36} color="var(--colorNeutralForeground3)" />
              ) : (
                <CheckmarkCircleFilled aria-hidden fontSize={36} color="var(--colorStatusSuccessForeground1)" />
              )
            }
          >
            <UpgradeStateBadge state={upgrade.state} />
          </PageHeading>
          <UpgradeOutcome
            customerId={customerId}
            upgrade={upgrade}
            leftBehind={
              <>
                <LeftBehindSection
                  customerId={customerId}
                  upgrade={upgrade}
                  isSourceClosed={isClosed}
                  ownerOf={(id) => tasks.find(({ userId }) => userId === id)?.owner?.name ?? null}
                  fixesFor={(user, onFixed) => <LeftBehindFixes customerId={customerId} upgrade={upgrade} user={user} onFixed={onFixed} />}
                />
                <DealtWith tasks={tasks} />
                <UndoSection customerId={customerId} upgrade={upgrade} />
              </>
            }
          />
        </>
      )}
      {upgrade === undefined && error === null && <SkeletonRows rows={4} height={64} />}
      {upgrade === undefined && error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
    </>
  );
}
