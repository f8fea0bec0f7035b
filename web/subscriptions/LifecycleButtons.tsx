import { useState } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Change.module.css';
import { ChangeProblem } from './ChangeProblem.tsx';
import { ChangeRefusals } from './ChangeRefusals.tsx';
import { useChange, useChangePreview, type ChangeWish } from './changeSubscription.ts';
import { ChangeSummary } from './ChangeSummary.tsx';

type Step = 'suspend' | 'reactivate' | 'cancel' | 'renew' | 'end';

const WISHES: Readonly<Record<Step, ChangeWish>> = {
  suspend: { status: 'suspended' },
  reactivate: { status: 'active' },
  cancel: { status: 'deleted' },
  renew: { autoRenewEnabled: true },
  end: { autoRenewEnabled: false },
};

/** Suspends, reactivates, cancels, switches the renewal: each says first what it does and costs. */
export function LifecycleButtons({ customerId, subscription }: { customerId: string; subscription: Subscription }) {
  const t = useWords();
  const place = { customerId, subscriptionId: subscription.id };
  const change = useChange(place);
  const steps = stepsOf(subscription);
  return (
    <section className={styles.card} aria-labelledby="life">
      <h2 id="life" className={styles.heading}>
        {t('seats.life')}
      </h2>
      <ChangeProblem change={change} />
      {steps.length === 0 && <p>{t('seats.lifeOver')}</p>}
      <div className={styles.buttons}>
        {steps.map((step) => (
          <StepButton
            key={step}
            step={step}
            place={place}
            name={subscription.friendlyName}
            isBusy={change.isPending}
            onConfirm={(previewId, requestId) => change.mutate({ previewId, requestId })}
          />
        ))}
      </div>
      {steps.length > 0 && <WhoMay right="subscriptions.lifecycle" />}
    </section>
  );
}

/** What can be asked for in the state of today. */
function stepsOf({ status, autoRenewEnabled }: Subscription): readonly Step[] {
  if (status === 'active') return ['suspend', 'cancel', autoRenewEnabled ? 'end' : 'renew'];
  return status === 'suspended' ? ['reactivate', 'cancel'] : [];
}

type StepButtonProps = {
  readonly step: Step;
  readonly place: { readonly customerId: string; readonly subscriptionId: string };
  readonly name: string;
  readonly isBusy: boolean;
  readonly onConfirm: (previewId: string, requestId: string) => void;
};

function StepButton({ step, place, name, isBusy, onConfirm }: StepButtonProps) {
  const t = useWords();
  const [isAsked, setAsked] = useState(false);
  const { data: preview, error, isFetching, refetch } = useChangePreview(place, isAsked ? WISHES[step] : null);
  const word = t(`seats.step.${step}`);
  return (
    <ConfirmDialog
      right="subscriptions.lifecycle"
      button={word}
      title={t(`seats.ask.${step}`, { name })}
      confirm={word}
      isDisabled={isBusy}
      canConfirm={preview?.isPossible === true && !isFetching}
      onOpen={() => (isAsked ? void refetch() : setAsked(true))}
      onConfirm={(requestId) => preview !== undefined && onConfirm(preview.id, requestId)}
    >
      <p>{t(`seats.effect.${step}`)}</p>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {preview === undefined && error === null && <SkeletonRows rows={2} />}
      {preview?.isPossible === true && <ChangeSummary preview={preview} />}
      {preview?.isPossible === false && <ChangeRefusals {...place} refusals={preview.reasons} />}
    </ConfirmDialog>
  );
}
