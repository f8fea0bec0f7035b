import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { getRouteApi } from '@tanstack/react-router';
import type { Subscription } from '../../src/subscriptions/contract.ts';
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
import styles from './CustomerPage.module.css';
import { NotFoundPage } from './NotFoundPage.tsx';
import { ScheduleReasons } from './ScheduleReasons.tsx';

const route = getRouteApi('/customers/$customerId/subscriptions/$subscriptionId');

/** One subscription of a customer: its seats, its life, and the way to upgrade it. */
export function SubscriptionPage() {
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
          <SubscriptionWays customerId={customerId} subscription={subscription} />
          <SubscriptionDetails
            key={subscription.id}
            customerId={customerId}
            subscription={subscription}
            pickLosers={(question) => <HolderPicker customerId={customerId} {...question} />}
          />
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

/** Where one goes from a subscription: to its upgrade, its add-ons, its charges. */
function SubscriptionWays({ customerId, subscription }: { customerId: string; subscription: Subscription }) {
  const t = useWords();
  const { id, status, productType, hasPurchasableAddons } = subscription;
  const params = { customerId, subscriptionId: id };
  return (
    <div className={styles.ways}>
      {status === 'active' && productType === undefined && (
        <LinkButton
          appearance="primary"
          icon={<ArrowUpRegular />}
          to="/customers/$customerId/subscriptions/$subscriptionId/upgrade"
          params={params}
        >
          {t('seats.toUpgradeForm')}
        </LinkButton>
      )}
      {status === 'active' && hasPurchasableAddons && (
        <LinkButton to="/customers/$customerId/buy" params={{ customerId }} search={{ base: id }}>
          {t('buy.addOns')}
        </LinkButton>
      )}
      <LinkButton to="/customers/$customerId/subscriptions/$subscriptionId/charges" params={params}>
        {t('money.charges')}
      </LinkButton>
    </div>
  );
}
