import { findPartner } from '../../access/store.ts';
import { saveTenantPerson } from '../../access/tenant/store.ts';
import { GLOBAL_ADMINISTRATOR } from '../../access/tenant/person.ts';
import type { Actor } from '../../audit/entry.ts';
import { recordAudit } from '../../audit/store.ts';
import { marketOf } from '../../catalog/countries.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll } from '../../platform/write.ts';
import { foldName, type Customer } from '../customer.ts';
import { customerAdded } from '../relationships/happening.ts';
import { saveTies } from '../relationships/store.ts';
import { isConnected } from '../resellers/store.ts';
import { addCustomers, isDomainTaken } from '../store.ts';
import type { Wanted } from './question.ts';

export type CreationRequest = {
  readonly actor: Actor;
  readonly wanted: Wanted;
  /** The hash of the first password of the tenant's admin; null where another directory keeps its people. */
  readonly passwordHash: string | null;
};

export type CreationOutcome =
  | { readonly kind: 'created'; readonly customer: Customer }
  | { readonly kind: 'domain_taken' }
  /** The company is in none of the countries in which the partner may begin to sell. */
  | { readonly kind: 'outside_market'; readonly country: string; readonly market: readonly string[] }
  /** Only an indirect provider names a reseller, and only one that works with it. */
  | { readonly kind: 'no_such_reseller' };

/** Adds a customer: its tenant, the relationship with delegated admin privileges, and the tenant's first admin. */
export async function createCustomer(
  tx: Tx,
  { actor, wanted, passwordHash }: CreationRequest,
  around: { readonly now: Date; readonly newId: () => string },
): Promise<CreationOutcome> {
  const { partnerId } = actor.caller;
  const { country, resellerPartnerId } = wanted;
  const market = marketOf((await findPartner(tx, partnerId))?.country ?? '');
  if (!market.includes(country)) return { kind: 'outside_market', country, market };
  if (await isDomainTaken(tx, wanted.domain)) return { kind: 'domain_taken' };
  if (resellerPartnerId !== null && !(await isConnected(tx, partnerId, resellerPartnerId))) return { kind: 'no_such_reseller' };
  const customerId = around.newId() as CustomerId;
  const about = { customerId, customerName: wanted.companyName, actor, at: around.now, newId: around.newId };
  if (passwordHash !== null) saveAdmin(tx, { customerId, wanted, passwordHash }, around);
  const customer = customerOf(customerId, wanted, partnerId);
  const tie = { partnerId, delegatedAdminServices: ['*'], resellerPartnerId, sortName: foldName(wanted.companyName), at: around.now };
  writeAll(tx, customerId, [
    addCustomers([{ ...wanted, at: around.now }]),
    saveTies([tie]),
    recordAudit([customerAdded(about, wanted.domain).audit]),
  ]);
  return { kind: 'created', customer };
}

function customerOf(id: CustomerId, wanted: Wanted, partnerId: PartnerId): Customer {
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
