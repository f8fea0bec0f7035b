import styles from './MistakeNotice.module.css';
import { ProblemNotice } from './ProblemNotice.tsx';
import type { Problem, RequestError } from './request.ts';
import { useWords } from './words.ts';

/** Why nothing of a file or a list was taken: what the server says, with every mistake and where it stands. */
export function MistakeNotice({ error, onRetry }: { error: RequestError | null; onRetry?: () => void }) {
  const t = useWords();
  if (error === null) return null;
  const mistakes = mistakesIn(error.problem);
  return (
    <ProblemNotice problem={error.problem} {...(onRetry === undefined ? {} : { onRetry })}>
      {mistakes.length > 0 && (
        <ul className={styles.mistakes} aria-label={t('kit.mistakes')}>
          {mistakes.map((mistake) => (
            <li key={mistake}>{mistake}</li>
          ))}
        </ul>
      )}
    </ProblemNotice>
  );
}

/** A single mistake that is the description itself is not said twice. */
function mistakesIn(problem: Problem): readonly string[] {
  if (problem.kind !== 'fault') return [];
  return problem.data.filter((mistake) => mistake !== problem.description);
}
