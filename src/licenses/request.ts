import type { WritingRequest } from '../access/answering.ts';
import { callerId, callerOf } from '../access/caller.ts';
import type { Actor } from '../audit/entry.ts';
import { questionBy, type Question } from '../audit/question.ts';
import type { CustomerId } from '../kit/ids.ts';
import type { Scope } from '../subscriptions/tenant/store.ts';

/** A change that somebody asks for in a customer's directory: whose, by whom, and how the request is known again. */
export type DirectoryRequest = { readonly scope: Scope; readonly actor: Actor; readonly question: Question };

/** What a request is, read off the HTTP request. */
export type Asked = WritingRequest & {
  readonly correlationId: string;
  readonly ip: string;
  readonly params: { readonly customerId: string };
};

/** Makes the request of a directory change. `body` is what makes the question another one; nothing secret belongs into it. */
export function directoryRequest(asked: Asked, body: unknown): DirectoryRequest {
  const caller = callerOf(asked);
  const { id, method, url } = asked;
  return {
    scope: { partnerId: caller.partnerId, customerId: asked.params.customerId.toLowerCase() as CustomerId },
    actor: { caller, correlationId: asked.correlationId, remoteAddress: asked.ip },
    question: questionBy(callerId(caller), { id, method, url, body }),
  };
}
