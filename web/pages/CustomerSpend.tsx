import { getRouteApi } from '@tanstack/react-router';
import { TextLink } from '../kit/links.tsx';
import { Permitted } from '../kit/Permitted.tsx';
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
  const { data: subscriptions = [] } = useSubscriptions(customerId);
  return (
    <Permitted right="invoices.read">
      <CustomerMargin customerId={customerId} />
      <SpendSection customerId={customerId} />
      {subscriptions.length > 0 && <h2 className={styles.heading}>{t('money.charges')}</h2>}
      <ul className={styles.list}>
        {subscriptions.map(({ id, friendlyName }) => (
          <li key={id}>
            <TextLink to="/customers/$customerId/subscriptions/$subscriptionId/charges" params={{ customerId, subscriptionId: id }}>
              {friendlyName}
            </TextLink>
          </li>
        ))}
      </ul>
    </Permitted>
  );
}
