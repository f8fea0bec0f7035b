import { useState } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useWords } from '../kit/words.ts';
import { ChangeRefusals } from './ChangeRefusals.tsx';
import { useChange, useChangePreview, type ChangeWish } from './changeSubscription.ts';
import { ChangeSummary } from './ChangeSummary.tsx';

/** One step in the life of a subscription. */
export type Step = 'suspend' | 'reactivate' | 'cancel' | 'renew' | 'end';

const WISHES: Readonly<Record<Step, ChangeWish>> = {
  suspend: { status: 'suspended' },
  reactivate: { status: 'active' },
  cancel: { status: 'deleted' },
  renew: { autoRenewEnabled: true },
  end: { autoRenewEnabled: false },
};

type StepButtonProps = {
  readonly step: Step;
  readonly place: { readonly customerId: string; readonly subscriptionId: string };
  readonly name: string;
  readonly isBusy: boolean;
  readonly onConfirm: (previewId: string, requestId: string) => void;
};

/** The button of one step: it says first what the step does and costs. */
export function StepButton({ step, place, name, isBusy, onConfirm }: StepButtonProps) {
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
      {...(step === 'cancel' ? { dismiss: t('seats.keep') } : {})}
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

/** Reactivates a subscription from wherever it stands in the way of something. */
export function ReactivateButton({ customerId, subscription }: { customerId: string; subscription: Subscription }) {
  const place = { customerId, subscriptionId: subscription.id };
  const change = useChange(place);
  return (
    <>
      <StepButton
        step="reactivate"
        place={place}
        name={subscription.friendlyName}
        isBusy={change.isPending}
        onConfirm={(previewId, requestId) => change.mutate({ wish: { previewId }, requestId })}
      />
      <WriteProblem of={change} />
    </>
  );
}
