import { createHash } from 'node:crypto';
import { saveTenantPerson } from '../../access/tenant/store.ts';
import { GLOBAL_ADMINISTRATOR } from '../../access/tenant/person.ts';
import type { Actor } from '../../audit/entry.ts';
import { recordAudit, type Answer, type Question } from '../../audit/store.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { changeOnce, done, type Answered } from '../commands.ts';
import { foldName, type Customer } from '../customer.ts';
import { customerAdded } from '../relationships/happening.ts';
import { lockTenant, saveTies } from '../relationships/store.ts';
import { isConnected } from '../resellers/store.ts';
import { addCustomers, isDomainTaken } from '../store.ts';
import type { Wanted } from './question.ts';

export type CreationRequest = {
  readonly partnerId: PartnerId;
  readonly actor: Actor;
  readonly question: Question;
  readonly wanted: Wanted;
  /** The hash of the first password of the tenant's admin; null where another directory keeps its people. */
  readonly passwordHash: string | null;
  /** Words the answer that is kept: without the password. */
  readonly answer: (customer: Customer) => Answer;
};

export type CreationOutcome =
  | Answered
  | { readonly kind: 'created'; readonly answer: Answer }
  | { readonly kind: 'domain_taken' }
  /** Only an indirect provider names a reseller, and only one that works with it. */
  | { readonly kind: 'no_such_reseller' };

/** Adds a customer: its tenant, the relationship with delegated admin privileges, and the tenant's first admin. */
export async function createCustomer(
  tx: Tx,
  request: CreationRequest,
  around: { readonly now: Date; readonly newId: () => string },
): Promise<CreationOutcome> {
  const { wanted, partnerId, question } = request;
  const customerId = customerIdFor(question);
  let isNew = false;
  await lockTenant(tx, customerId);
  const outcome = await changeOnce<Exclude<CreationOutcome, { kind: 'answered' | 'created' }>>(
    tx,
    { customerId, question },
    around.now,
    async () => {
      if (await isDomainTaken(tx, wanted.domain)) return { kind: 'domain_taken' };
      const { resellerPartnerId } = wanted;
      if (resellerPartnerId !== null && !(await isConnected(tx, partnerId, resellerPartnerId))) return { kind: 'no_such_reseller' };
      const tie = { partnerId, delegatedAdminServices: ['*'], resellerPartnerId, sortName: foldName(wanted.companyName), at: around.now };
      const about = { customerId, customerName: wanted.companyName, actor: request.actor, at: around.now, newId: around.newId };
      isNew = true;
      if (request.passwordHash !== null) saveAdmin(tx, { customerId, wanted, passwordHash: request.passwordHash }, around);
      return done(request.answer(customerOf(customerId, request)), [
        addCustomers([{ ...wanted, at: around.now }]),
        saveTies([tie]),
        recordAudit([customerAdded(about, wanted.domain).audit]),
      ]);
    },
  );
  return outcome.kind === 'answered' && isNew ? { kind: 'created', answer: outcome.answer } : outcome;
}

/**
 * The new tenant's id follows from the request: a repeat finds the tenant of the first, although nobody knew its id when
 * it was asked for.
 */
function customerIdFor({ callerId, requestId, question }: Question): CustomerId {
  const hex = createHash('sha256').update(`customer ${callerId} ${requestId} ${question}`).digest('hex');
  // Version 8 of RFC 9562: an id of one's own making.
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  ) as CustomerId;
}

function customerOf(id: CustomerId, { wanted, partnerId }: CreationRequest): Customer {
  const { resellerPartnerId, ...profile } = wanted;
  return {
    ...profile,
    id,
    version: 1,
    relationship: { partnerId, delegatedAdminServices: ['*'], resellerPartnerId },
    scope: { customerId: id, sellerIds: [partnerId], resellerMpnId: null },
  };
}

type Admin = { readonly customerId: CustomerId; readonly wanted: Wanted; readonly passwordHash: string };

/** The first person of the tenant, who decides about its partners. */
function saveAdmin(
  tx: Tx,
  { customerId, wanted, passwordHash }: Admin,
  around: { readonly now: Date; readonly newId: () => string },
): void {
  const person = {
    userId: around.newId(),
    tenantId: customerId,
    userPrincipalName: `${ADMIN}@${wanted.domain}`,
    displayName: wanted.companyName,
    directoryRoles: [GLOBAL_ADMINISTRATOR],
    passwordHash,
  };
  saveTenantPerson(tx, person, around.now);
}

/** The name of every new tenant's first admin. */
export const ADMIN = 'admin';
