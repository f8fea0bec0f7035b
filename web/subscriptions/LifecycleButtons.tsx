import type { Subscription } from '../../src/subscriptions/contract.ts';
import { Card } from '../kit/Card.tsx';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Change.module.css';
import { useChange } from './changeSubscription.ts';
import { CycleButton } from './CycleButton.tsx';
import { RenameButton } from './RenameButton.tsx';
import { StepButton, type Step } from './StepButton.tsx';

/** Suspends, reactivates, cancels, switches the renewal: each says first what it does and costs. */
export function LifecycleButtons({ customerId, subscription }: { customerId: string; subscription: Subscription }) {
  const t = useWords();
  const place = { customerId, subscriptionId: subscription.id };
  const change = useChange(place);
  const steps = stepsOf(subscription);
  return (
    <Card id="life" title={t('seats.life')}>
      <WriteProblem of={change} />
      {steps.length === 0 && <p>{t('seats.lifeOver')}</p>}
      <div className={styles.buttons}>
        {steps.map((step) => (
          <StepButton
            key={step}
            step={step}
            place={place}
            name={subscription.friendlyName}
            isBusy={change.isPending}
            onConfirm={(previewId, requestId) => change.mutate({ wish: { previewId }, requestId })}
          />
        ))}
        <CycleButton customerId={customerId} subscription={subscription} />
        {subscription.status !== 'deleted' && <RenameButton customerId={customerId} subscription={subscription} />}
      </div>
      {steps.length > 0 && <WhoMay right="subscriptions.lifecycle" />}
    </Card>
  );
}

/** What can be asked for in the state of today. */
function stepsOf({ status, autoRenewEnabled }: Subscription): readonly Step[] {
  if (status === 'active') return ['suspend', 'cancel', autoRenewEnabled ? 'end' : 'renew'];
  return status === 'suspended' ? ['reactivate', 'cancel'] : [];
}
