import { Button, Spinner } from '@fluentui/react-components';
import type { UpgradePreview } from '../../src/upgrades/contract.ts';
import { LinkButton } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Preview.module.css';
import { PreviewDifferences } from './PreviewDifferences.tsx';
import { previewDifferences } from './previewDifferences.ts';
import { ReasonList } from './ReasonList.tsx';
import type { SubmitState } from './useSubmit.ts';

type SubmitBarProps = {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly state: SubmitState;
  readonly canSubmit: boolean;
  /** The preview that was submitted, and the one of now, for telling what changed in between. */
  readonly submitted: UpgradePreview | null;
  readonly preview: UpgradePreview | undefined;
  readonly onSubmit: () => void;
  readonly onRetry: () => void;
};

/** Submit, and what came of it when it was not done. */
export function SubmitBar({ customerId, subscriptionId, state, canSubmit, onSubmit, onRetry, ...previews }: SubmitBarProps) {
  const t = useWords();
  const isSending = state.kind === 'sending';
  const isUnknown = state.kind === 'unknown';
  return (
    <>
      <div role="alert">
        <NotDone customerId={customerId} subscriptionId={subscriptionId} state={state} onRetry={onRetry} {...previews} />
      </div>
      <div className={styles.submit}>
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={!canSubmit || isSending || isUnknown}
          icon={isSending ? <Spinner size="tiny" /> : null}
          onClick={canSubmit && !isSending && !isUnknown ? onSubmit : undefined}
        >
          {t(isSending ? 'upgrades.submitting' : 'upgrades.submit')}
        </Button>
        <LinkButton appearance="subtle" size="large" to="/customers/$customerId" params={{ customerId }}>
          {t('kit.cancel')}
        </LinkButton>
      </div>
    </>
  );
}

/** The preview has expired, or what it promised no longer holds. */
const PROMISE_GONE: readonly number[] = [404, 409];

type NotDoneProps = Pick<SubmitBarProps, 'customerId' | 'subscriptionId' | 'state' | 'submitted' | 'preview' | 'onRetry'>;

function NotDone({ customerId, subscriptionId, state, submitted, preview, onRetry }: NotDoneProps) {
  const t = useWords();
  if (state.kind === 'unknown') {
    return (
      <ProblemNotice problem={state.problem} onRetry={onRetry}>
        <div>{t('upgrades.outcomeUnknown')}</div>
      </ProblemNotice>
    );
  }
  if (state.kind !== 'refused' && state.kind !== 'failed') return null;
  const differences = submitted !== null && preview !== undefined ? previewDifferences(submitted, preview) : [];
  const isPromiseGone = state.kind === 'failed' && state.problem.kind === 'fault' && PROMISE_GONE.includes(state.problem.status);
  if (differences.length > 0 || (isPromiseGone && preview?.isEligible === true)) return <PreviewDifferences differences={differences} />;
  // Reasons that the preview of now has too are shown by it already.
  if (state.kind === 'refused') {
    return preview?.isEligible === false ? null : (
      <ReasonList refusals={state.errors} customerId={customerId} subscriptionId={subscriptionId} />
    );
  }
  return <ProblemNotice problem={state.problem} />;
}
