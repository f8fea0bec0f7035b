import type { ReactNode } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Change.module.css';
import { ConvertTrial } from './ConvertTrial.tsx';
import { LifecycleButtons } from './LifecycleButtons.tsx';
import { NewCommerceFacts } from './NewCommerceFacts.tsx';
import { SeatsForm, type LoserQuestion } from './SeatsForm.tsx';
import { StatusBadge } from './StatusBadge.tsx';

type SubscriptionDetailsProps = {
  readonly customerId: string;
  readonly subscription: Subscription;
  /** Lets a person choose who loses a licence where seats are given back. */
  readonly pickLosers?: (question: LoserQuestion) => ReactNode;
};

/** One subscription: what it is, its seats and its life, each changed in place. */
export function SubscriptionDetails({ customerId, subscription, pickLosers }: SubscriptionDetailsProps): ReactNode {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { offerName, status, quantity, billingCycle, commitmentEndDate, autoRenewEnabled, partnerId, termState } = subscription;
  // After the end of a term of new commerce nothing can be changed any more.
  const isGone = status === 'deleted' || termState !== undefined;
  return (
    <>
      <Facts>
        <Fact name={t('licenses.product')}>{offerName}</Fact>
        <Fact name={t('subscriptions.quantity')}>{formats.number(quantity)}</Fact>
        <Fact name={t('subscriptions.status')}>
          <StatusBadge status={termState ?? status} />
        </Fact>
        <Fact name={t('subscriptions.billingCycle')}>{byCode(`subscriptions.billingCycle.${billingCycle}`) ?? billingCycle}</Fact>
        {!isGone && (
          <Fact name={t('subscriptions.termEnd')}>
            {formats.day(commitmentEndDate)} · {t(autoRenewEnabled ? 'subscriptions.renews' : 'subscriptions.ends')}
          </Fact>
        )}
        <NewCommerceFacts subscription={subscription} />
        {partnerId !== '' && <Fact name={t('relationships.resellerMpn')}>{partnerId}</Fact>}
      </Facts>
      <div className={styles.columns}>
        {subscription.isTrial && status === 'active' && <ConvertTrial customerId={customerId} subscription={subscription} />}
        {!isGone && <SeatsForm customerId={customerId} subscription={subscription} pickLosers={pickLosers} />}
        {termState === undefined && <LifecycleButtons customerId={customerId} subscription={subscription} />}
      </div>
    </>
  );
}
