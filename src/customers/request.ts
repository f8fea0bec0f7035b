import { createHash } from 'node:crypto';
import { callerId, callerOf } from '../access/caller.ts';
import type { Actor } from '../audit/entry.ts';
import type { Question } from '../audit/store.ts';
import type { CustomerId, PartnerId } from '../kit/ids.ts';

/** A change that somebody asks for: by whom, and how the request is known again. */
export type ChangeRequest = { readonly partnerId: PartnerId; readonly actor: Actor; readonly question: Question };

/** A change at one customer. */
export type CustomerRequest = ChangeRequest & { readonly customerId: CustomerId };

/** What of an HTTP request the change is made from. */
type Asked = {
  readonly caller?: unknown;
  readonly id: string;
  readonly correlationId: string;
  readonly ip: string;
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
};

/** Reads a change at one customer off its HTTP request. */
export function customerRequest(asked: Asked & { readonly params: { readonly customerId: string } }): CustomerRequest {
  return { ...changeRequest(asked), customerId: asked.params.customerId.toLowerCase() as CustomerId };
}

/** Reads a change off its HTTP request. */
export function changeRequest(asked: Asked): ChangeRequest {
  const caller = callerOf(asked);
  const question = createHash('sha256')
    .update(`${asked.method} ${asked.url.toLowerCase()} ${JSON.stringify(asked.body)}`)
    .digest('hex');
  return {
    partnerId: caller.partnerId,
    actor: { caller, correlationId: asked.correlationId, remoteAddress: asked.ip },
    question: { callerId: callerId(caller), requestId: asked.id, question },
  };
}
