import { useQuery } from '@tanstack/react-query';
import type { ValidationEvent, WebhookRegistration } from '../../src/webhooks/contract.ts';
import { isNotFound, read, type RequestError } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';

const PATH = '/webhooks/v1/registration';
const CHANGED = [['webhook'], ['webhookdeliveries']];

/** The partner's receiver; null where none is registered. */
export function useRegistration(isEnabled: boolean) {
  return useQuery({
    queryKey: ['webhook'],
    queryFn: ({ signal }) => read<WebhookRegistration>(PATH, { signal }).catch(noneWhereNotFound),
    enabled: isEnabled,
  });
}

function noneWhereNotFound(error: RequestError): null {
  if (isNotFound(error.problem)) return null;
  throw error;
}

/** The names of the events that can be asked for. */
export function useEventNames(isEnabled: boolean) {
  return useQuery({
    queryKey: ['webhookevents'],
    queryFn: ({ signal }) => read<readonly string[]>(`${PATH}/events`, { signal }),
    enabled: isEnabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What of a registration is chosen. */
export type RegistrationWish = Pick<WebhookRegistration, 'webhookUrl' | 'webhookEvents' | 'signatureTokenToMsSignatureHeader'>;

/** Registers a receiver, or changes the one that is there. */
export function useRegister(isThere: boolean) {
  return useWrite<RegistrationWish, WebhookRegistration>((body) => ({ path: PATH, method: isThere ? 'PUT' : 'POST', body }), CHANGED);
}

/** Ends the registration. */
export function useUnregister() {
  return useWrite<null, null>(() => ({ path: PATH, method: 'DELETE', body: undefined }), CHANGED);
}

/** Asks for a test event; what comes back is the id under which its result is found. */
export function useAskForTest() {
  return useWrite<null, { readonly correlationId: string }>(
    () => ({ path: `${PATH}/validationEvents`, body: undefined }),
    [['webhookdeliveries']],
  );
}

const ASK_AGAIN_MS = 1_000;

/** What came of a test event; asked again until it is there. */
export function useTestResult(correlationId: string) {
  return useQuery({
    queryKey: ['webhooktest', correlationId],
    queryFn: ({ signal }) => read<ValidationEvent>(`${PATH}/validationEvents/${correlationId}`, { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.status === 'completed' ? false : ASK_AGAIN_MS),
  });
}
