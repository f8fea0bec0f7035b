import type { ReactNode } from 'react';
import type { ChangeRefusal } from '../../src/subscriptions/change/contract.ts';
import styles from './Change.module.css';

/** What would help against a refusal. */
export type Remedy = ChangeRefusal['remedies'][number];

/** A remedy in words, and the button that does it or leads there where there is one. */
export type WordedRemedy = { readonly advice: string; readonly way: ReactNode };

type RefusalListProps = {
  readonly refusals: readonly ChangeRefusal[];
  /** Null for what only a newer server knows: its name would help nobody. */
  readonly wordsOf: (remedy: Remedy) => WordedRemedy | null;
};

/** Why something is not possible, in the server's words, each with what would help. */
export function RefusalList({ refusals, wordsOf }: RefusalListProps) {
  return (
    <ul className={styles.refusals}>
      {refusals.map(({ code, description, remedies }) => (
        <li key={code} data-reason={code}>
          <strong>{description}</strong>
          {remedies.map((remedy) => (
            <RemedyLine key={JSON.stringify(remedy)} worded={wordsOf(remedy)} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function RemedyLine({ worded }: { worded: WordedRemedy | null }) {
  if (worded === null) return null;
  return (
    <div className={styles.remedy}>
      <span>{worded.advice}</span>
      {worded.way}
    </div>
  );
}
