import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Invitation, InvitationAnswer, TenantRelationships } from '../../src/customers/invitations/contract.ts';
import { newRequestId } from '../kit/requestId.ts';
import { read, write, type RequestError } from '../kit/request.ts';

/** What came of an answer. */
export type Outcome = {
  readonly state: 'accepted' | 'declined';
  readonly partner: { readonly id: string; readonly name: string };
  readonly allowDelegatedAccess?: boolean;
};

/** What the link asks for, by whom, and who is signed in. The secret goes in the body, so that it stands in no log. */
export function useInvitation(secret: string | null) {
  return useQuery({
    queryKey: ['invitation', secret],
    queryFn: ({ signal }) => write<Invitation>('/v1/invitations/lookup', { body: { token: secret }, requestId: newRequestId(), signal }),
    enabled: secret !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The partners of the signed-in person's own organization; null where nobody is signed in. */
export function useTenant() {
  return useQuery({
    queryKey: ['tenant'],
    queryFn: ({ signal }) => read<TenantRelationships>('/v1/tenant', { signal }).catch(nobody),
  });
}

/** Accepts what the link asks for, or declines it. */
export function useAnswer(onDone: (outcome: Outcome) => void) {
  const queryClient = useQueryClient();
  return useMutation<Outcome, RequestError, { readonly verb: 'accept' | 'decline'; readonly answer: InvitationAnswer }>({
    mutationFn: ({ verb, answer }) =>
      write<Outcome>(`/v1/invitations/${verb}`, {
        body: verb === 'accept' ? answer : { token: answer.token },
        requestId: newRequestId(),
      }),
    networkMode: 'always',
    onSuccess: async (outcome) => {
      await queryClient.invalidateQueries({ queryKey: ['tenant'] });
      onDone(outcome);
    },
  });
}

/** Takes back what a partner was granted: the privileges of the relationship, or roles for a time. */
export function useTakeBack(path: string) {
  const queryClient = useQueryClient();
  return useMutation<unknown, RequestError, string>({
    mutationFn: (requestId) => write(`/v1/tenant/${path}`, { body: {}, requestId }),
    networkMode: 'always',
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tenant'] }),
  });
}

/** Where people of customers sign in; they come back to the page of invitations. */
export const SIGN_IN = '/invitation/signin';

/** Signs the person out here; on wish somebody else signs in. */
export async function leave(next: 'sign in' | 'stay'): Promise<void> {
  await write('/v1/tenant/signout', { body: {}, requestId: newRequestId() }).catch(() => null);
  location.assign(next === 'sign in' ? SIGN_IN : '/invitation');
}

function nobody(error: RequestError): null {
  if (error.problem?.kind === 'fault' && error.problem.status === 401) return null;
  throw error;
}
