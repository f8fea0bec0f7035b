import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import type { RequestError } from '../kit/request.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { SIGN_IN } from './invitation.ts';

/** Why an answer was not taken, in plain words. */
export function AnswerProblem({ error }: { error: RequestError | null }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  if (error === null) return null;
  const { problem } = error;
  if (problem.kind === 'unreachable') return <ProblemNotice problem={problem} />;
  if (problem.status === 401) {
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{t('invitation.signedOut')}</MessageBarBody>
        <MessageBarActions>
          <Button as="a" href={SIGN_IN}>
            {t('invitation.signIn')}
          </Button>
        </MessageBarActions>
      </MessageBar>
    );
  }
  const [code = '', ...rest] = problem.data;
  const words =
    problem.status === 404
      ? t('invitation.trouble.unknown')
      : (byCode(`invitation.refused.${code}`, { countries: formats.anyOf(rest.slice(1).map(formats.country)) }) ??
        byCode(`invitation.trouble.${code}`));
  if (words === null) return <ProblemNotice problem={problem} />;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>{words}</MessageBarBody>
    </MessageBar>
  );
}
