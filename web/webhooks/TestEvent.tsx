import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { useAskForTest, useTestResult } from './registration.ts';
import styles from './Webhooks.module.css';

/** Sends a test event and says what the receiver answered. */
export function TestEvent({ isWanted }: { isWanted: boolean }) {
  const t = useWords();
  const ask = useAskForTest();
  const { data, error } = ask;
  const isTooFast = error?.problem.kind === 'fault' && error.problem.status === 429;
  return (
    <>
      <h3 className={styles.subheading}>{t('webhooks.test')}</h3>
      <p className={styles.about}>{t(isWanted ? 'webhooks.testAbout' : 'webhooks.testNotWanted')}</p>
      <Buttons>
        <PermittedButton
          right="webhooks.manage"
          icon={<SendRegular />}
          isBusy={ask.isPending}
          isDisabled={!isWanted}
          onClick={() => ask.mutate({ wish: null, requestId: newRequestId() })}
        >
          {t('webhooks.sendTest')}
        </PermittedButton>
      </Buttons>
      <div role="status">
        {isTooFast && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{t('webhooks.tooFast')}</MessageBarBody>
          </MessageBar>
        )}
        {data !== undefined && error === null && <Result key={data.correlationId} correlationId={data.correlationId} />}
      </div>
      {error !== null && !isTooFast && <ProblemNotice problem={error.problem} />}
    </>
  );
}

function Result({ correlationId }: { correlationId: string }) {
  const t = useWords();
  const { data, error } = useTestResult(correlationId);
  const result = data?.results.at(-1);
  if (error !== null) return <ProblemNotice problem={error.problem} />;
  if (data?.status !== 'completed' || result === undefined) {
    return (
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>{t('webhooks.testWaiting')}</MessageBarBody>
      </MessageBar>
    );
  }
  const isTaken = ['OK', 'Created', 'Accepted', 'NoContent'].includes(result.responseCode) || /^2\d\d$/.test(result.responseCode);
  return (
    <MessageBar intent={isTaken ? 'success' : 'error'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t(isTaken ? 'webhooks.testTaken' : 'webhooks.testFailed')}</MessageBarTitle>
        {result.systemError ? t('webhooks.noAnswer') : t('webhooks.answered', { answer: result.responseCode })}
        {result.responseMessage !== '' && <code className={styles.said}>{result.responseMessage.slice(0, 300)}</code>}
      </MessageBarBody>
    </MessageBar>
  );
}
