import { announce, readAnswer, recordAudit, rememberAnswer, type Answer } from '../audit/store.ts';
import type { CustomerId } from '../kit/ids.ts';
import type { Tx } from '../platform/db.ts';
import { writeAll, type Write } from '../platform/write.ts';
import type { Happening } from './relationships/happening.ts';
import type { CustomerRequest } from './request.ts';
import { customerNow } from './time/clock.ts';
import { readAheadSeconds } from './time/store.ts';

/** What a change did: its answer, and the parts that are to be written with it. */
export type Done = { readonly kind: 'done'; readonly answer: Answer; readonly writes: readonly Write[] };
export type Answered = { readonly kind: 'answered'; readonly answer: Answer };

/**
 * Answers a writing request once: a repeat reads the first answer; the first writes its effect and its answer in one
 * statement; of a refusal nothing is kept. The caller holds the customer's lock.
 */
export async function changeOnce<Refused extends { readonly kind: string }>(
  tx: Tx,
  { customerId, question }: Pick<CustomerRequest, 'customerId' | 'question'>,
  at: Date,
  work: () => Promise<Done | Refused>,
): Promise<Answered | Refused> {
  const earlier = await readAnswer(tx, customerId, question);
  if (earlier !== null) return { kind: 'answered', answer: earlier };
  const result = await work();
  if (!isDone(result)) return result;
  if (result.writes.length > 0) writeAll(tx, customerId, [...result.writes, rememberAnswer(question, result.answer, at)]);
  return { kind: 'answered', answer: result.answer };
}

/** The same surroundings in the customer's own present: in a demo a customer can live ahead of everybody else. */
export async function inTheirTime<Around extends { readonly now: Date }>(tx: Tx, customerId: CustomerId, around: Around): Promise<Around> {
  return { ...around, now: customerNow({ aheadSeconds: await readAheadSeconds(tx, customerId) }, around.now) };
}

/** A change that was done. */
export function done(answer: Answer, writes: readonly Write[]): Done {
  return { kind: 'done', answer, writes };
}

/** The parts that record and announce what happened. */
export function recorded(happenings: readonly Happening[]): readonly Write[] {
  return [recordAudit(happenings.map(({ audit }) => audit)), announce(happenings.map(({ announcement }) => announcement))];
}

function isDone(result: Done | { readonly kind: string }): result is Done {
  return result.kind === 'done';
}
