import type { WritingRequest } from '../access/answering.ts';
import { callerId, callerOf } from '../access/caller.ts';
import { hashOf } from '../platform/hash.ts';

/** How a writing request is known again: who asked, under which id, and what (a hash). */
export type Question = { readonly callerId: string; readonly requestId: string; readonly question: string };

/** The question of a request whose caller is proven. */
export function questionOf(request: WritingRequest): Question {
  return questionBy(callerId(callerOf(request)), request);
}

/** The question of a request that somebody makes who is no caller of a partner. */
export function questionBy(asking: string, { id, method, url, body }: Omit<WritingRequest, 'caller'>): Question {
  return { callerId: asking, requestId: id, question: hashOf(`${method} ${url.toLowerCase()} ${JSON.stringify(body)}`) };
}
