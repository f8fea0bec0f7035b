import { readAnswer, rememberAnswer, type Answer } from '../audit/store.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Tx } from '../platform/db.ts';
import { writeAll, type Write } from '../platform/write.ts';
import { missingDelegatedServices } from '../subscriptions/tenant/facts.ts';
import { lockCustomer } from '../subscriptions/tenant/store.ts';
import type { DirectoryRequest } from './request.ts';

/** The world as a command sees it: the catalogue of the day, the instant, and a source of ids. */
export type Surroundings = { readonly catalog: Catalog; readonly now: Date; readonly newId: () => string };

/** The customer is unknown, another partner's, or the catalogue in memory is older than the database's: read it again and repeat. */
export type NotReady = { readonly kind: 'no_such_customer' } | { readonly kind: 'catalog_outdated' };

/** The partner lacks delegated admin privileges for these services, or, with none named, for any. */
export type NotDelegated = { readonly kind: 'not_delegated'; readonly missingServices: readonly string[] };

/** What a command did: its answer, and the parts that are written with it. */
export type Done = { readonly kind: 'done'; readonly answer: Answer; readonly writes: readonly Write[] };
export type Answered = { readonly kind: 'answered'; readonly answer: Answer };

/**
 * Runs one change of a customer's directory under the customer's lock. A repeat of the request reads the first answer;
 * a refusal is not kept, so that a repeat decides again.
 */
export async function changeOnce<Refused extends { readonly kind: string }>(
  tx: Tx,
  request: DirectoryRequest,
  now: Date,
  work: () => Promise<Refused | Done>,
): Promise<Refused | Answered> {
  const { customerId } = request.scope;
  const locked = lockCustomer(tx, request.scope);
  const earlier = await readAnswer(tx, customerId, request.question);
  await locked;
  if (earlier !== null) return { kind: 'answered', answer: earlier };
  const outcome = await work();
  if (!isDone(outcome)) return outcome;
  const { answer, writes } = outcome;
  if (writes.length > 0) writeAll(tx, customerId, [...writes, rememberAnswer(request.question, answer, now)]);
  return { kind: 'answered', answer };
}

function isDone(outcome: { readonly kind: string }): outcome is Done {
  return outcome.kind === 'done';
}

/** Without delegated admin privileges nothing in the customer's directory can be changed; null where they suffice. */
export function notDelegated(facts: { readonly delegatedAdminServices: readonly string[] }, services: readonly string[]): NotDelegated | null {
  const missingServices = missingDelegatedServices(facts, services);
  return facts.delegatedAdminServices.length === 0 || missingServices.length > 0 ? { kind: 'not_delegated', missingServices } : null;
}
