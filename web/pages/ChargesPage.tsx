import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../kit/EmptyState.tsx';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { usePermission } from '../kit/permission.ts';
import { isNotFound } from '../kit/request.ts';
import { useWords } from '../kit/words.ts';
import { ChargeList } from '../money/ChargeList.tsx';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';
import { CustomerCrumbs } from './CustomerCrumbs.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/customers/$customerId/subscriptions/$subscriptionId/charges');

/** Everything that one subscription was charged, each amount with its cause. */
export function ChargesPage() {
  const t = useWords();
  const { customerId, subscriptionId } = route.useParams();
  const { isGranted, whoMay } = usePermission('invoices.read');
  const { data, error } = useSubscriptions(customerId);
  const subscription = data?.find(({ id }) => id.toLowerCase() === subscriptionId.toLowerCase());
  if (isNotFound(error?.problem) || (data !== undefined && subscription === undefined)) return <NotFoundPage />;
  const title = t('money.chargesOf', { name: subscription?.friendlyName ?? '…' });
  return (
    <>
      <CustomerCrumbs customerId={customerId} />
      <PageHeading title={title} documentTitle={title}>
        <TextLink to="/customers/$customerId/subscriptions/$subscriptionId" params={{ customerId, subscriptionId }}>
          {t('money.toSubscription')}
        </TextLink>
      </PageHeading>
      {isGranted ? (
        <ChargeList customerId={customerId} subscriptionId={subscriptionId} />
      ) : (
        <EmptyState icon={<LockClosedRegular />} title={whoMay} />
      )}
    </>
  );
}
