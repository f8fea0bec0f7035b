import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import type { RequestError } from '../kit/request.ts';
import styles from './Campaigns.module.css';

/** Why no campaign was made, with every mistake and where it stands. */
export function Mistakes({ error }: { error: RequestError | null }) {
  if (error === null) return null;
  const { problem } = error;
  return (
    <ProblemNotice problem={problem}>
      {problem.kind === 'fault' && problem.data.length > 1 && (
        <ul className={styles.mistakes}>
          {problem.data.map((mistake) => (
            <li key={mistake}>{mistake}</li>
          ))}
        </ul>
      )}
    </ProblemNotice>
  );
}
