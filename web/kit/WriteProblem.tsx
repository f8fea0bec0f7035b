import { ProblemNotice } from './ProblemNotice.tsx';
import { isOutcomeUnknown, type RequestError } from './request.ts';

/** A write as it stands: what was sent, what went wrong with it, and the way to send it once more. */
type Written<Order> = {
  readonly error: RequestError | null;
  readonly variables: Order | undefined;
  readonly mutate: (order: Order) => void;
};

/** What went wrong with a write. Where it is unknown whether it was carried out, the same request can be sent again. */
export function WriteProblem<Order>({ of: { error, variables, mutate } }: { of: Written<Order> }) {
  if (error === null || variables === undefined) return null;
  return <ProblemNotice problem={error.problem} {...(isOutcomeUnknown(error.problem) ? { onRetry: () => mutate(variables) } : {})} />;
}
