import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../kit/EmptyState.tsx';
import { TextLink } from '../kit/links.tsx';
import { usePermission } from '../kit/permission.ts';
import { useWords } from '../kit/words.ts';
import { SpendSection } from '../money/SpendSection.tsx';
import { CustomerMargin } from '../prices/CustomerMargin.tsx';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';
import styles from './CustomerPage.module.css';

const route = getRouteApi('/customers/$customerId/tabs/spend');

/** What a customer was charged, over time and by product, and the way to every amount. */
export function CustomerSpend() {
  const t = useWords();
  const { customerId } = route.useParams();
  const { isGranted, whoMay } = usePermission('invoices.read');
  const { data: subscriptions = [] } = useSubscriptions(customerId);
  if (!isGranted) return <EmptyState icon={<LockClosedRegular />} title={whoMay} />;
  return (
    <>
      <CustomerMargin customerId={customerId} />
      <SpendSection customerId={customerId} />
      <h2 className={styles.heading}>{t('money.charges')}</h2>
      <ul>
        {subscriptions.map(({ id, friendlyName }) => (
          <li key={id}>
            <TextLink to="/customers/$customerId/subscriptions/$subscriptionId/charges" params={{ customerId, subscriptionId: id }}>
              {friendlyName}
            </TextLink>
          </li>
        ))}
      </ul>
    </>
  );
}
