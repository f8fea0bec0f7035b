import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isOutcomeUnknown } from '../kit/request.ts';
import type { useChange } from './changeSubscription.ts';

/** What went wrong with a change; where it is unknown whether it was made, the same request can be sent again. */
export function ChangeProblem({ change }: { change: ReturnType<typeof useChange> }) {
  const { error, variables, mutate } = change;
  if (error === null || variables === undefined) return null;
  return <ProblemNotice problem={error.problem} {...(isOutcomeUnknown(error.problem) ? { onRetry: () => mutate(variables) } : {})} />;
}
