import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LeftBehindWork } from '../../src/upgrades/left-behind/contract.ts';
import { newRequestId } from '../kit/requestId.ts';
import { write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';

/** What is done with people who stayed behind. Without `userIds` it is done with all of them. */
export type LeftBehindAction =
  | { readonly kind: 'retry'; readonly userIds?: readonly string[] }
  | { readonly kind: 'dismiss'; readonly userIds?: readonly string[]; readonly note: string; readonly license: 'keep' | 'remove' }
  | { readonly kind: 'take_on'; readonly userIds?: readonly string[] };

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
      const body = kind === 'take_on' ? { ...rest, ownerId: 'me' } : rest;
      const answer = await write<LeftBehindWork>(path, { body, csrfToken, requestId });
      return kind === 'take_on' ? null : answer;
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

const RESOURCES = { retry: 'retries', dismiss: 'dismissals', take_on: 'owners' } as const;
