import { recordAudit, type Answer } from '../../audit/store.ts';
import { changeOnce, done, inTheirTime, type Answered } from '../../customers/commands.ts';
import type { CustomerRequest } from '../../customers/request.ts';
import { findCustomer } from '../../customers/store.ts';
import { lockTenant } from '../../customers/relationships/store.ts';
import type { Tx } from '../../platform/db.ts';
import type { Entitlement } from '../subscription.ts';
import { addEntitlements, dropEntitlements, listRecorded } from './store.ts';

/** What a partner knows of what a customer holds elsewhere; the answer is kept with the effect. */
export type RecordRequest = CustomerRequest & { readonly entitlements: readonly Entitlement[]; readonly answer: () => Answer };

/** Replaces what the partner recorded before by a new list. Another partner's list stays as it is. */
export async function recordEntitlements(
  tx: Tx,
  request: RecordRequest,
  present: { readonly now: Date; readonly newId: () => string },
): Promise<Answered | { readonly kind: 'no_such_customer' }> {
  const { partnerId, customerId, actor, entitlements } = request;
  await lockTenant(tx, customerId);
  const { now, newId } = await inTheirTime(tx, customerId, present);
  return changeOnce<{ readonly kind: 'no_such_customer' }>(tx, request, present.now, async () => {
    const customer = await findCustomer(tx, partnerId, customerId);
    if (customer === null) return { kind: 'no_such_customer' };
    const before = await listRecorded(tx, customerId, partnerId);
    const audit = {
      auditId: newId(),
      actor,
      customerName: customer.companyName,
      resourceType: 'customer',
      resourceId: customerId,
      operationType: 'update_customer_entitlements',
      oldValue: before,
      newValue: entitlements,
      customizedData: [{ key: 'Entitlements', value: String(entitlements.length) }],
      at: now,
    } as const;
    return done(request.answer(), [
      dropEntitlements(partnerId),
      addEntitlements(
        entitlements.map((entitlement) => ({ ...entitlement, id: newId() })),
        { partnerId, at: now },
      ),
      recordAudit([audit]),
    ]);
  });
}
