import type { Tx } from '../platform/db.ts';
import { writeAll, type Write } from '../platform/write.ts';
import { readAnswer, rememberAnswer, type Answer, type Question } from './store.ts';

/** What a command did: the answer, and the parts that are to be written with it. Nothing is kept of an answer without parts. */
export type Effect = { readonly answer: Answer; readonly writes: readonly Write[] };

/**
 * Answers a writing request once: a repeat reads the first answer, and the first writes its effect and its answer in
 * one statement. The caller holds the customer's lock, so a repeat that comes while the first is running waits for it.
 */
export async function answerOnce(
  tx: Tx,
  asked: { readonly customerId: string; readonly question: Question; readonly at: Date },
  work: () => Promise<Effect>,
): Promise<Answer> {
  const earlier = await readAnswer(tx, asked.customerId, asked.question);
  if (earlier !== null) return earlier;
  const { answer, writes } = await work();
  if (writes.length > 0) writeAll(tx, asked.customerId, [...writes, rememberAnswer(asked.question, answer, asked.at)]);
  return answer;
}
