import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useFormats } from '../../kit/formats.ts';
import { LinkButton, TextLink } from '../../kit/links.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import styles from './Buy.module.css';
import { useOrders } from './getOrder.ts';

/** What was bought: each subscription, with the way to it, and what it cost. */
export function OrderResult({ customerId, orderIds }: { customerId: string; orderIds: readonly string[] }) {
  const t = useWords();
  const formats = useFormats();
  const orders = useOrders(customerId, orderIds);
  const failed = orders.find(({ error }) => error !== null);
  return (
    <section className={styles.result} aria-label={t('buy.bought')}>
      <MessageBar intent="success">
        <MessageBarBody>
          <MessageBarTitle>{t('buy.bought')}</MessageBarTitle>
          {t('buy.boughtDetail')}
        </MessageBarBody>
      </MessageBar>
      {failed?.error !== undefined && failed.error !== null && (
        <ProblemNotice problem={failed.error.problem} onRetry={() => void failed.refetch()} />
      )}
      {orders.some(({ isPending }) => isPending) && <SkeletonRows rows={3} height={32} />}
      {orders.map(({ data: order }) =>
        order === undefined ? null : (
          <div key={order.id}>
            <ul className={styles.lines}>
              {order.lineItems.map(({ subscriptionId, friendlyName, quantity, pricing }) => (
                <li key={subscriptionId} className={styles.bill}>
                  <span>
                    <TextLink to="/customers/$customerId/subscriptions/$subscriptionId" params={{ customerId, subscriptionId }}>
                      {friendlyName}
                    </TextLink>
                    <span className={styles.description}>{t('buy.seatsBought', { count: quantity })}</span>
                  </span>
                  {pricing?.extendedPrice !== undefined && (
                    <span className={styles.amount}>{formats.money({ amount: pricing.extendedPrice, currency: order.currencyCode })}</span>
                  )}
                </li>
              ))}
            </ul>
            {order.totalPrice !== undefined && (
              <p className={styles.total}>
                <span>{t('buy.total')}</span>
                <span className={styles.amount}>{formats.money({ amount: order.totalPrice, currency: order.currencyCode })}</span>
              </p>
            )}
          </div>
        ),
      )}
      <div className={styles.buttons}>
        <LinkButton appearance="primary" to="/customers/$customerId" params={{ customerId }}>
          {t('buy.toSubscriptions')}
        </LinkButton>
        <LinkButton to="/customers/$customerId/buy" params={{ customerId }} search={{}}>
          {t('buy.more')}
        </LinkButton>
      </div>
    </section>
  );
}
