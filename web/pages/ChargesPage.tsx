import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { isNotFound } from '../kit/request.ts';
import { useWords } from '../kit/words.ts';
import { ChargeList } from '../money/ChargeList.tsx';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';
import { CustomerCrumbs, SubscriptionCrumb } from './CustomerCrumbs.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/customers/$customerId/subscriptions/$subscriptionId/charges');

/** Everything that one subscription was charged, each amount with its cause. */
export function ChargesPage() {
  const t = useWords();
  const { customerId, subscriptionId } = route.useParams();
  const { data, error } = useSubscriptions(customerId);
  const subscription = data?.find(({ id }) => id.toLowerCase() === subscriptionId.toLowerCase());
  if (isNotFound(error?.problem) || (data !== undefined && subscription === undefined)) return <NotFoundPage />;
  const title = t('money.chargesOf', { name: subscription?.friendlyName ?? '…' });
  return (
    <>
      <CustomerCrumbs customerId={customerId}>
        <SubscriptionCrumb customerId={customerId} subscriptionId={subscriptionId} name={subscription?.friendlyName} />
      </CustomerCrumbs>
      <PageHeading title={title} documentTitle={title} />
      <Permitted right="invoices.read">
        <ChargeList customerId={customerId} subscriptionId={subscriptionId} />
      </Permitted>
    </>
  );
}
