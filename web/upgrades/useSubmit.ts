import { useQueryClient } from '@tanstack/react-query';
import type { UpgradeError, UpgradeResult } from '../../src/upgrades/contract.ts';
import type { Problem } from '../kit/request.ts';
import { useIntention } from '../kit/useIntention.ts';
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

/** Submits an upgrade once. */
export function useSubmit({ customerId, subscriptionId, onDone }: Place): Submission {
  const queryClient = useQueryClient();
  const { submit, retry, ...answered } = useIntention<SubmitBody, UpgradeResult>({
    what: 'upgrade',
    where: `${customerId}.${subscriptionId}`,
    send: (intention, csrfToken) => submitUpgrade({ customerId, subscriptionId, csrfToken, intention }),
    goOn: ({ upgradeId }) => (upgradeId === undefined ? null : onDone(upgradeId)),
    onSuccess: ({ upgradeId }) => {
      if (upgradeId !== undefined) void queryClient.invalidateQueries({ queryKey: ['customer', customerId] });
    },
  });
  return { state: stateOf(answered), submit, retry };
}

type Answered = Omit<ReturnType<typeof useIntention<SubmitBody, UpgradeResult>>, 'submit' | 'retry'>;

function stateOf({ status, data, problem, isUnknown, isBegun }: Answered): SubmitState {
  if (status === 'idle') return { kind: isBegun ? 'sending' : 'idle' };
  if (problem !== null) return { kind: isUnknown ? 'unknown' : 'failed', problem };
  // Done: the page is about to go on to the outcome.
  return data === undefined || data.upgradeId !== undefined ? { kind: 'sending' } : { kind: 'refused', errors: data.upgradeErrors };
}
