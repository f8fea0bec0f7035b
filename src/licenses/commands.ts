import { readAnswer, rememberAnswer, type Answer } from '../audit/store.ts';
import type { Catalog, CatalogSource } from '../catalog/catalog.ts';
import { customerNow, type Moved } from '../customers/time/clock.ts';
import { dayOf } from '../kit/dates.ts';
import type { Tx } from '../platform/db.ts';
import { writeAll, type Write } from '../platform/write.ts';
import { directoryReach, undelegatedServices, type Delegation } from '../customers/delegation/reach.ts';
import { lockCustomer } from '../subscriptions/tenant/store.ts';
import type { DirectoryRequest } from './request.ts';

/** The world as a command finds it: where the catalogue comes from, the real time, and a source of ids. */
export type Surroundings = { readonly catalog: Pick<CatalogSource, 'current' | 'on'>; readonly now: Date; readonly newId: () => string };

/** The customer's own present, with the catalogue of that day. */
export type Present = { readonly kind: 'present'; readonly catalog: Catalog; readonly now: Date; readonly newId: () => string };

/** Makes the customer's present; not with a catalogue that is older than the database's. */
export function presentOf(
  facts: Moved & { readonly catalogRevision: number },
  { catalog, now, newId }: Surroundings,
): Present | { readonly kind: 'catalog_outdated' } {
  if (facts.catalogRevision !== catalog.current().revision) return { kind: 'catalog_outdated' };
  const theirs = customerNow(facts, now);
  return { kind: 'present', catalog: facts.aheadSeconds === 0 ? catalog.current() : catalog.on(dayOf(theirs)), now: theirs, newId };
}

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
  around: Pick<Surroundings, 'now'>,
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
  if (writes.length > 0) writeAll(tx, customerId, [...writes, rememberAnswer(request.question, answer, around.now)]);
  return { kind: 'answered', answer };
}

function isDone(outcome: { readonly kind: string }): outcome is Done {
  return outcome.kind === 'done';
}

/**
 * Without delegated admin privileges, or a role that writes to it, nothing in the customer's directory can be changed on
 * that day; null where they suffice. Where no service is named, privileges for any do.
 */
export function notDelegated(facts: Delegation, services: readonly string[], now: Date): NotDelegated | null {
  const today = dayOf(now);
  if (services.length === 0) {
    const someService = facts.delegatedAdminServices.length > 0;
    return someService || directoryReach(facts, ['any'], today) === 'write' ? null : { kind: 'not_delegated', missingServices: [] };
  }
  const missingServices = undelegatedServices(facts, services, { today, needed: 'write' });
  return missingServices.length > 0 ? { kind: 'not_delegated', missingServices } : null;
}

/** What was read of a customer in whose directory something may be changed, and the customer's own present. */
export type Admitted<Facts> = { readonly kind: 'admitted'; readonly facts: Facts; readonly present: Present };

/** Lets a change of a customer's directory go on with what was read, null for nobody, unless something stands before it. */
export function admit<Facts extends Moved & Delegation & { readonly catalogRevision: number }>(
  facts: Facts | null,
  around: Surroundings,
  servicesIn: (catalog: Catalog) => readonly string[] = () => [],
): NotReady | NotDelegated | Admitted<Facts> {
  if (facts === null) return { kind: 'no_such_customer' };
  const present = presentOf(facts, around);
  if (present.kind !== 'present') return present;
  return notDelegated(facts, servicesIn(present.catalog), present.now) ?? { kind: 'admitted', facts, present };
}
