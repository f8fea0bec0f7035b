import { Spinner } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { RightsContext } from '../kit/permission.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { WriterContext } from '../kit/writer.ts';
import { SessionContext, useSessionQuery } from './getSession.ts';
import styles from './SessionGate.module.css';
import { SignIn } from './SignIn.tsx';

/** Shows the console to those signed in, and the way in to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useWords();
  const { data: session, error, refetch } = useSessionQuery();
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (session !== undefined && session !== null && !wasSignedIn) setWasSignedIn(true);

  if (session === undefined && error === null) {
    return (
      <div className={styles.center}>
        <Spinner label={t('kit.loading')} />
      </div>
    );
  }
  if (session === undefined) {
    return (
      <main className={styles.center}>{error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}</main>
    );
  }
  if (session === null) return <SignIn hasEnded={wasSignedIn} />;
  return (
    <SessionContext value={session}>
      <WriterContext value={{ userId: session.user.id, csrfToken: session.csrfToken }}>
        <RightsContext value={session.rights}>{children}</RightsContext>
      </WriterContext>
    </SessionContext>
  );
}
