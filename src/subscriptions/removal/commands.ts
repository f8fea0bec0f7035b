import { recordAudit, type Answer } from '../../audit/store.ts';
import { changeOnce, done, inTheirTime, recorded, type Answered } from '../../customers/commands.ts';
import { endAllDelegatedAdmin } from '../../customers/delegation/commands.ts';
import { happening, type About } from '../../customers/relationships/happening.ts';
import { endTie, lockTenant } from '../../customers/relationships/store.ts';
import type { CustomerRequest } from '../../customers/request.ts';
import { findCustomer } from '../../customers/store.ts';
import type { Tx } from '../../platform/db.ts';
import type { Write } from '../../platform/write.ts';
import { listSubscriptions } from '../shown/store.ts';
import { changeSubscriptions } from '../store.ts';

export type RemovalOutcome = Answered | { readonly kind: 'no_such_customer' } | { readonly kind: 'indirect_reseller' };

/** The answer without content. */
export const REMOVED: Answer = { status: 204, body: null };

/**
 * Removes a customer of a demo: what the partner sold it is gone at once and without a credit, and so is the
 * relationship. What other partners sold it, and what was recorded, stays.
 */
export async function removeCustomer(
  tx: Tx,
  request: CustomerRequest,
  present: { readonly now: Date; readonly newId: () => string },
): Promise<RemovalOutcome> {
  const { customerId, partnerId, actor } = request;
  await lockTenant(tx, customerId);
  const { now: at, newId } = await inTheirTime(tx, customerId, present);
  return changeOnce<Exclude<RemovalOutcome, Answered>>(tx, request, present.now, async () => {
    const customer = await findCustomer(tx, partnerId, customerId);
    if (customer === null) return { kind: 'no_such_customer' };
    if (customer.relationship.partnerId !== partnerId) return { kind: 'indirect_reseller' };
    const sold = (await listSubscriptions(tx, customer.scope)).filter((each) => each.status !== 'deleted');
    const about: About = { customerId, customerName: customer.companyName, actor, at, newId };
    const granular = await endAllDelegatedAdmin(tx, partnerId, about);
    const writes: readonly Write[] = [
      changeSubscriptions(sold.map(({ id, quantity }) => ({ id, quantity, status: 'deleted', at }))),
      endTie(partnerId, at),
      ...granular.writes,
      ...recorded(granular.happenings),
      recordAudit([removed(about, customer.domain).audit]),
    ];
    return done(REMOVED, writes);
  });
}

function removed(about: About, domain: string) {
  return happening(about, {
    resourceType: 'customer',
    operationType: 'delete_customer',
    eventName: 'customer-deleted',
    resourceName: 'customer',
    oldValue: { Id: about.customerId, CompanyName: about.customerName, RelationshipToPartner: 'reseller' },
    newValue: null,
    customizedData: [{ key: 'PrimaryDomainName', value: domain }],
  });
}
