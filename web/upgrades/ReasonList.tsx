import styles from './ReasonList.module.css';
import { wordReason } from './reasonWords.ts';
import { RemedyList } from './RemedyList.tsx';
import type { Refusal } from './targets.ts';
import { useWording } from './useWording.ts';

type ReasonListProps = {
  readonly refusals: readonly Refusal[];
  /** Where the remedies lead: the subscription, and the target that is refused, where it is one. */
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly targetOfferId?: string | undefined;
  /** It stands in the form where some of the remedies are chosen. */
  readonly standsIn?: 'form' | 'subscription';
};

/** Refusals in plain words, the weightiest first, each with what would help. */
export function ReasonList({ refusals, ...place }: ReasonListProps) {
  const wording = useWording();
  return (
    <ul className={styles.reasons}>
      {refusals.map(({ reason, description }) => {
        const { title, detail, holders } = wordReason(reason, description, wording);
        return (
          <li key={`${reason.code}${JSON.stringify(reason.facts)}`} className={styles.reason} data-reason={reason.code}>
            <div className={styles.title}>{title}</div>
            {detail !== '' && <div className={styles.detail}>{detail}</div>}
            {holders.length > 0 && (
              <ul className={styles.holders}>
                {holders.map((holder) => (
                  <li key={holder}>{holder}</li>
                ))}
              </ul>
            )}
            <RemedyList remedies={reason.remedies} {...place} />
          </li>
        );
      })}
    </ul>
  );
}
