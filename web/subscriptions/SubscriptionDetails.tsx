import type { ReactNode } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Change.module.css';
import { LifecycleButtons } from './LifecycleButtons.tsx';
import { SeatsForm } from './SeatsForm.tsx';
import { StatusBadge } from './StatusBadge.tsx';

/** One subscription: what it is, its seats and its life, each changed in place. */
export function SubscriptionDetails({ customerId, subscription }: { customerId: string; subscription: Subscription }): ReactNode {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { offerName, status, quantity, billingCycle, commitmentEndDate, autoRenewEnabled } = subscription;
  const isGone = status === 'deleted';
  return (
    <>
      <Facts>
        <Fact name={t('licenses.product')}>{offerName}</Fact>
        <Fact name={t('subscriptions.quantity')}>{formats.number(quantity)}</Fact>
        <Fact name={t('subscriptions.status')}>
          <StatusBadge status={status} />
        </Fact>
        <Fact name={t('subscriptions.billingCycle')}>{byCode(`subscriptions.billingCycle.${billingCycle}`) ?? billingCycle}</Fact>
        {!isGone && (
          <Fact name={t('subscriptions.termEnd')}>
            {formats.day(commitmentEndDate)} · {t(autoRenewEnabled ? 'subscriptions.renews' : 'subscriptions.ends')}
          </Fact>
        )}
      </Facts>
      <div className={styles.columns}>
        {!isGone && <SeatsForm customerId={customerId} subscription={subscription} />}
        <LifecycleButtons customerId={customerId} subscription={subscription} />
      </div>
    </>
  );
}
