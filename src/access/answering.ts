import type { Answer } from '../platform/answer.ts';
import type { Tx } from '../platform/db.ts';

/** What of an HTTP request makes it known again when it is repeated. */
export type WritingRequest = {
  readonly caller?: unknown;
  /** Its MS-RequestId. */
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
};

/** `hidesSecret`: the answer tells something that the database must not know. */
export type Keeping = { readonly hidesSecret?: boolean };

/**
 * Lets a writing request of a partner have its effect once: a repeat gets the first answer, also while the first is still
 * at work. The work runs in the transaction in which its answer is kept. Made by `audit`, which keeps the answers.
 */
export type AnswerOnce = (request: WritingRequest, work: (tx: Tx) => Promise<Answer>, keeping?: Keeping) => Promise<Answer>;
