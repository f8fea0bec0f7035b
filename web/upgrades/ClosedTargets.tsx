import { useWords } from '../kit/words.ts';
import { ReasonList } from './ReasonList.tsx';
import { wordReason } from './reasonWords.ts';
import styles from './TargetChoice.module.css';
import type { Target } from './targets.ts';
import { useWording } from './useWording.ts';

type ClosedTargetsProps = { readonly customerId: string; readonly subscriptionId: string; readonly targets: readonly Target[] };

/** The targets that are not possible now: the first reason in sight, all of them with their remedies one key away. */
export function ClosedTargets({ customerId, subscriptionId, targets }: ClosedTargetsProps) {
  const t = useWords();
  const wording = useWording();
  if (targets.length === 0) return null;
  return (
    <section className={styles.choice} aria-labelledby="closed-targets">
      <h2 id="closed-targets" className={styles.legend}>
        {t('upgrades.notPossible')}
      </h2>
      {targets.map(({ offer, refusals }) => (
        <details key={offer.id} className={styles.closed} data-target={offer.id}>
          <summary>
            <span className={styles.title}>{offer.name}</span>
            <span className={styles.firstReason}>
              {refusals.map(({ reason, description }) => wordReason(reason, description, wording).title).join(' · ')}
            </span>
          </summary>
          <div className={styles.reasons}>
            <ReasonList refusals={refusals} customerId={customerId} subscriptionId={subscriptionId} targetOfferId={offer.id} />
          </div>
        </details>
      ))}
    </section>
  );
}
