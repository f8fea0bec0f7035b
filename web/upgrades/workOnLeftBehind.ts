import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LeftBehindWork } from '../../src/upgrades/left-behind/contract.ts';
import { newRequestId } from '../kit/requestId.ts';
import { write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';

/** What is done with people who stayed behind. Without `userIds` it is done with all of them. */
export type LeftBehindAction =
  | { readonly kind: 'retry'; readonly userIds?: readonly string[] }
  | { readonly kind: 'dismiss'; readonly userIds?: readonly string[]; readonly note: string; readonly license: 'keep' | 'remove' }
  /** Without an owner: nobody has taken them on any more. */
  | { readonly kind: 'hand_over'; readonly userIds?: readonly string[]; readonly ownerId?: string };

/** An action under an id of its own: sent again it does nothing more and gets the same answer. */
export type LeftBehindOrder = { readonly action: LeftBehindAction; readonly requestId: string };

/** Gives an action its id. */
export function orderOf(action: LeftBehindAction): LeftBehindOrder {
  return { action, requestId: newRequestId() };
}

/** Works on the people of an upgrade; afterwards everything of the customer is read again. */
export function useLeftBehindWork(customerId: string, upgradeId: string) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<LeftBehindWork | null, RequestError, LeftBehindOrder>({
    mutationFn: async ({ action: { kind, ...rest }, requestId }) => {
      const path = `/v1/customers/${customerId}/upgraderecords/${upgradeId}/${RESOURCES[kind]}`;
      const answer = await write<LeftBehindWork>(path, { body: rest, csrfToken, requestId });
      return kind === 'hand_over' ? null : answer;
    },
    networkMode: 'always',
    onSettled: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['customer', customerId] }),
        queryClient.invalidateQueries({ queryKey: ['leftbehindusers'] }),
      ]);
    },
  });
}

const RESOURCES = { retry: 'retries', dismiss: 'dismissals', hand_over: 'owners' } as const;
