import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { beginIntention, endIntention, openIntention, type Intention } from './intention.ts';
import { isOutcomeUnknown, type Problem, type RequestError } from './request.ts';
import { useWriter } from './writer.ts';

/** Something that must not happen twice, however often a page is reloaded or a button pressed. */
type Intended<Body, Resource> = {
  /** What is done and to what: one of these can be under way at a time, for each person. */
  readonly what: string;
  readonly where: string;
  readonly send: (sent: { readonly requestId: string; readonly body: Body }, csrfToken: string) => Promise<Resource>;
  /** Goes on to where the outcome is in sight, settled once it is; null where there is nothing to go to. */
  readonly goOn: (answer: Resource) => Promise<void> | null;
  readonly onSuccess?: (answer: Resource) => void;
  readonly onFailed?: (problem: Problem) => void;
};

const SETTLED_MS = 3000;

/** The ids of what was answered since the page was loaded: whoever comes back by a link wants to begin anew. */
const answered = new Set<string>();

/**
 * Carries an intention out once. It is written down before it is sent and struck out when the answer is there; a page that
 * finds one written down, because it was reloaded in between, asks again for the same answer.
 */
export function useIntention<Body, Resource>({ what, where, send, goOn, onSuccess, onFailed }: Intended<Body, Resource>) {
  const { userId, csrfToken } = useWriter();
  const name = `${what}.${userId}.${where}`;
  const { mutate, status, data, error, variables } = useMutation<Resource, RequestError, Intention>({
    mutationFn: ({ requestId, body }) => send({ requestId, body: body as Body }, csrfToken),
    networkMode: 'always',
    ...(onSuccess === undefined ? {} : { onSuccess }),
    onError: ({ problem }) => {
      if (!isOutcomeUnknown(problem)) endIntention(name);
      onFailed?.(problem);
    },
  });

  const told = useRef(goOn);
  useEffect(() => {
    told.current = goOn;
  });
  useEffect(() => {
    const intention = openIntention(name);
    if (intention === null) return;
    if (answered.has(intention.requestId)) endIntention(name);
    else mutate(intention);
  }, [name, mutate]);
  // The intention is struck out only when the outcome has been in sight for a while. A page that is being reloaded may still
  // show it, but comes back to where it was begun: it must find the intention there, and with it the way to the outcome.
  useEffect(() => {
    if (data === undefined || variables === undefined) return;
    answered.add(variables.requestId);
    const gone = told.current(data);
    if (gone === null) endIntention(name);
    else void gone.then(() => setTimeout(() => endIntention(name), SETTLED_MS));
  }, [data, variables, name]);

  return {
    status,
    data,
    problem: error?.problem ?? null,
    /** Whether it was carried out is not known: only the same request can be sent again. */
    isUnknown: error !== null && isOutcomeUnknown(error.problem),
    /** One is written down that has no answer yet. */
    isBegun: openIntention(name) !== null,
    submit: (body: Body) => mutate(beginIntention(name, body)),
    retry: () => {
      const intention = openIntention(name);
      if (intention !== null) mutate(intention);
    },
  };
}
