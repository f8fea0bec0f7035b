import { useEffect, useState, type ReactNode } from 'react';
import type { UpgradePreview } from '../../src/upgrades/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { LeftBehindList } from './LeftBehindList.tsx';
import styles from './Preview.module.css';
import { PreviewSummary } from './PreviewSummary.tsx';
import { usePreview, type UpgradeWish } from './previewUpgrade.ts';
import { ReasonList } from './ReasonList.tsx';
import { SubmitBar } from './SubmitBar.tsx';
import { submitBody } from './submitUpgrade.ts';
import type { Submission } from './useSubmit.ts';

type PreviewAndSubmitProps = {
  readonly customerId: string;
  readonly subscriptionId: string;
  /** Null while what is typed is no number of seats. */
  readonly wish: UpgradeWish | null;
  readonly submission: Submission;
  /** Stands below the button: the way to do it on a later day. */
  readonly later?: ReactNode;
};

/** What the upgrade would do, brought up to date with every choice, and the button that does it. */
export function PreviewAndSubmit({ customerId, subscriptionId, wish, submission, later }: PreviewAndSubmitProps) {
  const t = useWords();
  const { data, error, isPlaceholderData, isFetching, refetch } = usePreview(wish);
  // What was shown before says nothing about a number of seats that cannot be bought.
  const preview = wish === null ? undefined : data;
  const { state, submit, retry } = submission;
  /** The preview that Submit took up; what was not done because things changed is told by comparing with it. */
  const [submitted, setSubmitted] = useState<UpgradePreview | null>(null);
  const isRefused = state.kind === 'refused' || state.kind === 'failed';
  useEffect(() => {
    if (isRefused) void refetch();
  }, [isRefused, refetch]);
  const isStale = wish === null || isPlaceholderData || isFetching;
  const press = () => {
    if (wish === null || preview === undefined) return;
    setSubmitted(preview);
    submit(submitBody(wish, preview.id));
  };
  return (
    <>
      {preview !== undefined && preview.usersLeftBehind.length > 0 && (
        <section className={styles.leftBehind} aria-labelledby="left-behind">
          <h2 id="left-behind" className={styles.heading}>
            {t('upgrades.leftBehind', { count: preview.usersLeftBehind.length })}
          </h2>
          <p className={styles.lead}>
            {t(preview.upgradeType === 'upgrade_only' ? 'upgrades.leftBehindOnly' : 'upgrades.leftBehindBefore')}
          </p>
          <LeftBehindList users={preview.usersLeftBehind} />
        </section>
      )}
      <section className={styles.summary} aria-labelledby="preview" aria-busy={isStale}>
        <h2 id="preview" className={styles.heading}>
          {t('upgrades.preview')}
        </h2>
        <TotalAloud preview={isStale ? undefined : preview} />
        {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
        {wish === null && <p className={styles.lead}>{t('upgrades.previewWaits')}</p>}
        {wish !== null && error === null && preview === undefined && <SkeletonRows rows={5} />}
        {preview !== undefined && (
          <div className={styles.body} data-dimmed={isStale || undefined}>
            {preview.isEligible ? (
              <PreviewSummary preview={preview} />
            ) : (
              <ReasonList
                refusals={preview.upgradeErrors}
                customerId={customerId}
                subscriptionId={subscriptionId}
                targetOfferId={preview.targetOffer.id}
                standsIn="form"
              />
            )}
          </div>
        )}
        <SubmitBar
          customerId={customerId}
          subscriptionId={subscriptionId}
          state={state}
          canSubmit={!isStale && preview?.isEligible === true}
          submitted={submitted}
          preview={isStale ? undefined : preview}
          onSubmit={press}
          onRetry={retry}
        />
        {later !== undefined && <div className={styles.later}>{later}</div>}
      </section>
    </>
  );
}

/** Tells a screen reader what the choice comes to, without moving the focus. */
function TotalAloud({ preview }: { preview: UpgradePreview | undefined }) {
  const t = useWords();
  const formats = useFormats();
  const isReady = preview?.isEligible === true && preview.total !== undefined;
  return (
    <p role="status" className="visually-hidden">
      {isReady && preview.total !== undefined
        ? t('upgrades.previewAloud', {
            total: formats.money(preview.total),
            moved: preview.usersToMove,
            staying: preview.usersLeftBehind.length,
          })
        : ''}
    </p>
  );
}
