import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import type { RequestError } from '../kit/request.ts';
import styles from './Channels.module.css';

/** Why a list was not taken: every mistake with its place. Nothing of it was recorded. */
export function ListProblem({ error }: { error: RequestError | null }) {
  if (error === null) return null;
  const { problem } = error;
  return (
    <ProblemNotice problem={problem}>
      {problem.kind === 'fault' && problem.data.length > 0 && (
        <ul className={styles.list}>
          {problem.data.map((mistake) => (
            <li key={mistake}>{mistake}</li>
          ))}
        </ul>
      )}
    </ProblemNotice>
  );
}
