import type { Actor } from '../../audit/entry.ts';
import { readAnswer, recordAudit, rememberAnswer, type Answer, type Question } from '../../audit/store.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll } from '../../platform/write.ts';
import { findCustomer } from '../store.ts';
import { decideMove, type ClockDecision, type ClockMove } from './clock.ts';
import { holdCustomer, readAheadSeconds, setAheadSeconds } from './store.ts';

/** Lets happen what fell due meanwhile. It is another domain's: whoever wires hands it over. */
export type Settle = (
  tx: Tx,
  customerId: CustomerId,
) => Promise<{ readonly kind: 'catalog_outdated' } | { readonly kind: 'settled'; readonly events: number }>;

export type ClockSurroundings = { readonly now: Date; readonly newId: () => string; readonly settle: Settle };

export type ClockOrder = {
  readonly customerId: CustomerId;
  readonly move: ClockMove;
  readonly actor: Actor;
  readonly question: Question;
  readonly answer: (moved: Extract<ClockDecision, { kind: 'moved' }>, events: number) => Answer;
};

export type ClockOutcome =
  | { readonly kind: 'no_such_customer' }
  | { readonly kind: 'catalog_outdated' }
  | Exclude<ClockDecision, { kind: 'moved' }>
  | { readonly kind: 'answered'; readonly answer: Answer };

/** Moves a customer forward in time. Everything that the days between bring happens in the same transaction. */
export async function moveClock(tx: Tx, order: ClockOrder, { now, newId, settle }: ClockSurroundings): Promise<ClockOutcome> {
  const { customerId, actor, question } = order;
  if (!(await holdCustomer(tx, actor.caller.partnerId, customerId))) return { kind: 'no_such_customer' };
  const earlier = await readAnswer(tx, customerId, question);
  if (earlier !== null) return { kind: 'answered', answer: earlier };
  const customer = await findCustomer(tx, actor.caller.partnerId, customerId);
  if (customer === null) return { kind: 'no_such_customer' };
  const decision = decideMove({ aheadSeconds: await readAheadSeconds(tx, customerId) }, order.move, now);
  if (decision.kind !== 'moved') return decision;

  // First what the present has brought, so that the days between begin where it ends.
  const before = await settled(settle(tx, customerId));
  writeAll(tx, customerId, [setAheadSeconds(decision.aheadSeconds, now)]);
  const events = before + (await settled(settle(tx, customerId)));
  const answer = order.answer(decision, events);
  const audit = {
    auditId: newId(),
    actor,
    customerName: customer.companyName,
    resourceType: 'customer' as const,
    resourceId: customerId,
    operationType: 'move_customer_clock',
    oldValue: { Now: decision.from.toISOString() },
    newValue: { Now: decision.to.toISOString() },
    customizedData: [{ key: 'Events', value: String(events) }],
    at: now,
  };
  writeAll(tx, customerId, [recordAudit([audit]), rememberAnswer(question, answer, now)]);
  return { kind: 'answered', answer };
}

/** How much happened. An outdated catalogue ends the transaction, so that nothing of it stays and the move is tried again. */
async function settled(settling: ReturnType<Settle>): Promise<number> {
  const outcome = await settling;
  if (outcome.kind === 'settled') return outcome.events;
  throw Object.assign(new Error('the catalogue in memory is outdated'), { kind: OUTDATED });
}

/** Marks that error. */
const OUTDATED = 'catalog_outdated';

/** Runs a move, and tells of an outdated catalogue as of any other outcome. */
export async function movingClock(run: () => Promise<ClockOutcome>): Promise<ClockOutcome> {
  try {
    return await run();
  } catch (error) {
    if ((error as { readonly kind?: unknown }).kind === OUTDATED) return { kind: OUTDATED };
    throw error;
  }
}
