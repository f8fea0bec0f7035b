import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isNotFound } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';
import { optionsOf, useCustomerUpgrades } from '../upgrades/listCustomerUpgrades.ts';
import { NamesContext } from '../upgrades/names.ts';
import { UpgradeForm, type UpgradeChoice } from '../upgrades/UpgradeForm.tsx';
import { ScheduleForm } from '../schedules/ScheduleForm.tsx';
import { CustomerCrumbs, SubscriptionCrumb } from './CustomerCrumbs.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { ScheduleReasons } from './ScheduleReasons.tsx';
import { useKnownNames } from './useKnownNames.ts';

const route = getRouteApi('/customers/$customerId/subscriptions/$subscriptionId/upgrade');

/** Upgrading one subscription. What is chosen stands in the address, so that a reload or a sign-in loses nothing. */
export function UpgradePage() {
  const t = useWords();
  const { customerId, subscriptionId } = route.useParams();
  const choice = route.useSearch();
  const navigate = route.useNavigate();
  const names = useKnownNames(customerId);
  const subscriptions = useSubscriptions(customerId);
  const upgrades = useCustomerUpgrades(customerId);
  const subscription = subscriptions.data?.find(({ id }) => id.toLowerCase() === subscriptionId.toLowerCase());

  if (subscriptions.data !== undefined && subscription === undefined) return <NotFoundPage />;
  const problem = (subscriptions.data === undefined ? subscriptions.error : upgrades.data === undefined ? upgrades.error : null)?.problem;
  if (isNotFound(problem)) return <NotFoundPage />;
  const retry = () => void Promise.all([subscriptions.refetch(), upgrades.refetch()]);
  const options = subscription === undefined || upgrades.data === undefined ? undefined : optionsOf(upgrades.data, subscription);
  const choose = (change: UpgradeChoice) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const showOutcome = (upgradeId: string) =>
    navigate({ to: '/customers/$customerId/upgrades/$upgradeId', params: { customerId, upgradeId }, replace: true });
  const showSubscription = () =>
    void navigate({ to: '/customers/$customerId/subscriptions/$subscriptionId', params: { customerId, subscriptionId } });

  return (
    <NamesContext value={names}>
      <CustomerCrumbs customerId={customerId}>
        <SubscriptionCrumb customerId={customerId} subscriptionId={subscriptionId} name={subscription?.friendlyName} />
      </CustomerCrumbs>
      {problem !== undefined && <ProblemNotice problem={problem} onRetry={retry} />}
      {problem === undefined && (subscription === undefined || options === undefined) && <SkeletonRows rows={4} height={64} />}
      {subscription !== undefined && options !== undefined && (
        <>
          <PageHeading
            title={t('upgrades.title', { subscription: subscription.friendlyName })}
            documentTitle={t('upgrades.title', { subscription: subscription.friendlyName })}
          />
          <Permitted right="subscriptions.upgrade">
            <UpgradeForm
              customerId={customerId}
              subscription={subscription}
              options={options}
              choice={choice}
              onChoose={choose}
              onDone={showOutcome}
              later={(wish) => (
                <ScheduleForm
                  customerId={customerId}
                  subscription={subscription}
                  upgrade={wish ?? { targetOfferId: '' }}
                  isDisabled={wish === null}
                  against={(reasons) => <ScheduleReasons customerId={customerId} subscriptionId={subscription.id} reasons={reasons} />}
                  onDone={showSubscription}
                />
              )}
            />
          </Permitted>
        </>
      )}
    </NamesContext>
  );
}
