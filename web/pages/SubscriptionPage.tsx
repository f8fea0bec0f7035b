import { getRouteApi } from '@tanstack/react-router';
import { LinkButton } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isNotFound } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { HolderPicker } from '../licenses/users/HolderPicker.tsx';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';
import { SubscriptionDetails } from '../subscriptions/SubscriptionDetails.tsx';
import { NextTermButtons } from '../schedules/NextTermButtons.tsx';
import { ScheduledSection } from '../schedules/ScheduledSection.tsx';
import { TransitionSection } from '../upgrades/transitions/TransitionSection.tsx';
import { CustomerCrumbs } from './CustomerCrumbs.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { ScheduleReasons } from './ScheduleReasons.tsx';

const route = getRouteApi('/customers/$customerId/subscriptions/$subscriptionId');

/** One subscription of a customer: its seats, its life, and the way to upgrade it. */
export function SubscriptionPage() {
  const t = useWords();
  const { customerId, subscriptionId } = route.useParams();
  const { data, error, refetch } = useSubscriptions(customerId);
  const subscription = data?.find(({ id }) => id.toLowerCase() === subscriptionId.toLowerCase());
  if (isNotFound(error?.problem) || (data !== undefined && subscription === undefined)) return <NotFoundPage />;
  return (
    <>
      <CustomerCrumbs customerId={customerId} />
      {error !== null && data === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {error === null && subscription === undefined && <SkeletonRows rows={4} height={64} />}
      {subscription !== undefined && (
        <>
          <PageHeading title={subscription.friendlyName} documentTitle={subscription.friendlyName} />
          <SubscriptionDetails
            key={subscription.id}
            customerId={customerId}
            subscription={subscription}
            pickLosers={(question) => <HolderPicker customerId={customerId} {...question} />}
          />
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 16 }}>
            {subscription.status === 'active' && subscription.productType === undefined && (
              <LinkButton
                to="/customers/$customerId/subscriptions/$subscriptionId/upgrade"
                params={{ customerId, subscriptionId: subscription.id }}
              >
                {t('seats.toUpgradeForm')}
              </LinkButton>
            )}
            {subscription.status === 'active' && subscription.hasPurchasableAddons && (
              <LinkButton to="/customers/$customerId/buy" params={{ customerId }} search={{ base: subscription.id }}>
                {t('buy.addOns')}
              </LinkButton>
            )}
            <LinkButton
              to="/customers/$customerId/subscriptions/$subscriptionId/charges"
              params={{ customerId, subscriptionId: subscription.id }}
            >
              {t('money.charges')}
            </LinkButton>
          </div>
          {subscription.productType !== undefined && (
            <TransitionSection
              key={`turn ${subscription.id}`}
              customerId={customerId}
              subscriptionId={subscription.id}
              quantity={subscription.quantity}
              name={subscription.friendlyName}
              isActive={subscription.status === 'active'}
            />
          )}
          <ScheduledSection
            key={`scheduled ${subscription.id}`}
            customerId={customerId}
            subscription={subscription}
            isOpen={subscription.status === 'active' && !subscription.isTrial}
            against={(reasons) => <ScheduleReasons customerId={customerId} subscriptionId={subscription.id} reasons={reasons} />}
          >
            <NextTermButtons customerId={customerId} subscription={subscription} />
          </ScheduledSection>
        </>
      )}
    </>
  );
}
