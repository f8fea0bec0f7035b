import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { UpgradeError, UpgradeResult } from '../../src/upgrades/contract.ts';
import { beginIntention, endIntention, openIntention, type Intention } from '../kit/intention.ts';
import { isOutcomeUnknown, type Problem, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';
import { submitUpgrade, type SubmitBody } from './submitUpgrade.ts';

/** How far Submit has come. After `unknown` the same intention can be sent again; it is never carried out twice. */
export type SubmitState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'unknown'; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly errors: readonly UpgradeError[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Where Submit stands, and how to press it, or to ask again after an answer was lost. */
export type Submission = { readonly state: SubmitState; readonly submit: (body: SubmitBody) => void; readonly retry: () => void };

type Place = {
  readonly customerId: string;
  readonly subscriptionId: string;
  /** Goes on to the outcome; settled once that page is there. */
  readonly onDone: (upgradeId: string) => Promise<void>;
};

const SETTLED_MS = 3000;

/**
 * Submits an upgrade once. The intention is written down before it is sent and struck out when the answer is there; a
 * page that finds one written down, because it was reloaded in between, asks again for the same answer.
 */
export function useSubmit({ customerId, subscriptionId, onDone }: Place): Submission {
  const { userId, csrfToken } = useWriter();
  const queryClient = useQueryClient();
  const name = `upgrade.${userId}.${customerId}.${subscriptionId}`;
  const { mutate, status, data, error } = useMutation<UpgradeResult, RequestError, Intention>({
    mutationFn: (intention) => submitUpgrade({ customerId, subscriptionId, csrfToken, intention }),
    networkMode: 'always',
    onSuccess: ({ upgradeId }) => {
      if (upgradeId === undefined) endIntention(name);
      else void queryClient.invalidateQueries({ queryKey: ['customer', customerId] });
    },
    onError: ({ problem }) => {
      if (!isOutcomeUnknown(problem)) endIntention(name);
      // Signed out: the session is asked for again, and the way in is shown.
      if (problem.kind === 'fault' && problem.status === 401) void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });

  const told = useRef(onDone);
  useEffect(() => {
    told.current = onDone;
  });
  useEffect(() => {
    const intention = openIntention(name);
    if (intention !== null) mutate(intention);
  }, [name, mutate]);
  // The intention is struck out only when the outcome has been in sight for a while. A page that is being reloaded may still
  // show it, but comes back to the form: it must find the intention there, and with it the way to the outcome.
  useEffect(() => {
    if (data?.upgradeId !== undefined) void told.current(data.upgradeId).then(() => setTimeout(() => endIntention(name), SETTLED_MS));
  }, [data, name]);

  const retry = () => {
    const intention = openIntention(name);
    if (intention !== null) mutate(intention);
  };
  return { state: stateOf(status, data, error, name), submit: (body) => mutate(beginIntention(name, body)), retry };
}

function stateOf(
  status: 'idle' | 'pending' | 'success' | 'error',
  data: UpgradeResult | undefined,
  error: RequestError | null,
  name: string,
): SubmitState {
  if (status === 'idle') return { kind: openIntention(name) === null ? 'idle' : 'sending' };
  if (error !== null) return { kind: isOutcomeUnknown(error.problem) ? 'unknown' : 'failed', problem: error.problem };
  // Done: the page is about to go on to the outcome.
  return data === undefined || data.upgradeId !== undefined ? { kind: 'sending' } : { kind: 'refused', errors: data.upgradeErrors };
}
