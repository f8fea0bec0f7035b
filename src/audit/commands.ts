import type { AnswerOnce } from '../access/answering.ts';
import { callerOf } from '../access/caller.ts';
import { isDone, type Answer } from '../platform/answer.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db.ts';
import { writeAll, type Write } from '../platform/write.ts';
import { questionOf, type Question } from './question.ts';
import { sealOf, type Seal } from './seal.ts';
import { readAnswer, rememberAnswer, takeTurn } from './store.ts';

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

/** What is written under no customer's lock: the answer stands under the partner, or whoever else is asking. */
type Asked = { readonly ownerId: string; readonly question: Question; readonly at: Date; readonly hidesSecret?: boolean };

/**
 * Answers a writing request once where no customer's lock makes repeats take turns: a lock on the question does, and a repeat
 * waits until the first is done. Answer and effect are of one transaction; of a refusal nothing is kept.
 */
export async function answerInTurn(
  tx: Tx,
  { ownerId, question, at, hidesSecret = false }: Asked,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const seal = hidesSecret ? sealOf(question) : openly(question);
  const kept = await takeTurn(tx, ownerId, seal.question);
  if (kept !== null) return { status: kept.status, body: seal.open(kept.body) };
  const answer = await work();
  if (isDone(answer)) {
    const { status, body } = answer;
    writeAll(tx, ownerId, [rememberAnswer(seal.question, { status, body: seal.close(body) }, at)]);
  }
  return answer;
}

/** Answers the writing requests of partners once, each in a transaction of its own. */
export function answering({ db, clock }: { readonly db: Db; readonly clock: Clock }): AnswerOnce {
  return (request, work, keeping) =>
    db.transaction((tx) => {
      const asked = { ownerId: callerOf(request).partnerId, question: questionOf(request), at: clock.now(), ...keeping };
      return answerInTurn(tx, asked, () => work(tx));
    });
}

function openly(question: Question): Seal {
  return { question, close: (body) => body, open: (body) => body };
}
