import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Problem } from './request.ts';
import styles from './ProblemNotice.module.css';
import { useWords } from './words.ts';

/** Says what went wrong in the server's own words, with the id that finds it in the server's log, and offers to try again. */
export function ProblemNotice({ problem, onRetry, children }: { problem: Problem; onRetry?: () => void; children?: ReactNode }) {
  const t = useWords();
  const unreachable = problem.kind === 'unreachable';
  return (
    <MessageBar intent="error" layout="multiline" className={styles.notice}>
      <MessageBarBody>
        <MessageBarTitle>{t(unreachable ? 'kit.problem.unreachable' : 'kit.problem.title')}</MessageBarTitle>
        <div>
          {unreachable ? t('kit.problem.unreachableDetail') : problem.description || t('kit.problem.noDetail', { status: problem.status })}
        </div>
        {children}
        {problem.kind === 'fault' && problem.correlationId !== null && (
          <div className={styles.correlation}>
            {t('kit.problem.correlation')} <code>{problem.correlationId}</code>
          </div>
        )}
      </MessageBarBody>
      {onRetry !== undefined && (
        <MessageBarActions>
          <Button onClick={onRetry}>{t('kit.retry')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
