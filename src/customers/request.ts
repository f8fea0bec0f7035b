import type { WritingRequest } from '../access/answering.ts';
import { callerOf } from '../access/caller.ts';
import type { Actor } from '../audit/entry.ts';
import { questionOf, type Question } from '../audit/question.ts';
import type { CustomerId, PartnerId } from '../kit/ids.ts';

/** A change that somebody asks for: by whom, and how the request is known again. */
export type ChangeRequest = { readonly partnerId: PartnerId; readonly actor: Actor; readonly question: Question };

/** A change at one customer. */
export type CustomerRequest = ChangeRequest & { readonly customerId: CustomerId };

/** What of an HTTP request the change is made from. */
type Asked = WritingRequest & { readonly correlationId: string; readonly ip: string };

/** Reads a change at one customer off its HTTP request. */
export function customerRequest(asked: Asked & { readonly params: { readonly customerId: string } }): CustomerRequest {
  return { ...changeRequest(asked), customerId: asked.params.customerId.toLowerCase() as CustomerId };
}

/** Reads a change off its HTTP request. */
export function changeRequest(asked: Asked): ChangeRequest {
  const caller = callerOf(asked);
  return {
    partnerId: caller.partnerId,
    actor: { caller, correlationId: asked.correlationId, remoteAddress: asked.ip },
    question: questionOf(asked),
  };
}
