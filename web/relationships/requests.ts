import type { QueryKey } from '@tanstack/react-query';
import type { SentRequest } from '../../src/customers/relationships/contract.ts';
import { usePages } from '../kit/usePages.ts';
import { useWrite } from '../kit/useWrite.ts';

const CHANGED: readonly QueryKey[] = [['relationshiprequests'], ['partnerjournal']];

/** What customers were asked for, latest first: all, or one of them. */
export function useRequests(customerId?: string) {
  const query = customerId === undefined ? '' : `&customerId=${customerId}`;
  return usePages<SentRequest>(['relationshiprequests', customerId ?? ''], `/relationshiprequests?size=50${query}`);
}

/** What is to be asked for. */
export type NewRequest = {
  readonly note: string;
  readonly withDelegatedAdmin: boolean;
  readonly indirectResellerId?: string;
  /** The only one who can answer then. */
  readonly customerId?: string;
};

/** Makes a personal link and the mail to send it with. */
export function useAsk() {
  return useWrite<NewRequest, SentRequest>((request) => ({ path: '/v1/relationshiprequests', body: request }), CHANGED);
}

/** Takes a request back: its link opens nothing any more. */
export function useTakeBack(requestId: string) {
  return useWrite<null, SentRequest>(() => ({ path: `/v1/relationshiprequests/${requestId}`, method: 'DELETE', body: undefined }), CHANGED);
}
