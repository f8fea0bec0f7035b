import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import type { Problem, RequestError } from '../kit/request.ts';
import { useWordsByCode } from '../kit/words.ts';

/** Why a person was left as they are, in plain words where the server says which rule it was. */
export function StaffProblem({ error }: { error: RequestError | null }) {
  const byCode = useWordsByCode();
  if (error === null) return null;
  const { problem } = error;
  const words = problem.kind === 'fault' && isRefusal(problem) ? problem.data.map((code) => byCode(`staff.refused.${code}`)) : [];
  const first = words.find((each) => each !== null);
  if (first === undefined || first === null) return <ProblemNotice problem={problem} />;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>{first}</MessageBarBody>
    </MessageBar>
  );
}

/** Whether a rule decided, and not the spelling of what was sent; a missing id is told in words all the same. */
function isRefusal({ status, data }: Extract<Problem, { kind: 'fault' }>): boolean {
  return status === 403 || status === 409 || data[0] === 'id';
}
