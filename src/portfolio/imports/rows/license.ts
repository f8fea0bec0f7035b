import type { Catalog } from '../../../catalog/catalog.ts';
import type { Day } from '../../../kit/dates.ts';
import { isGuid, type ServicePlanId, type SkuId, type UserId } from '../../../kit/ids.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';
import type { Placed } from './customer.ts';
import { customerIn, offerIn, type CustomersOf } from './references.ts';

/** A licence as a file has it: of one user, directly. */
export type LicenseRow = {
  readonly userId: UserId;
  readonly userPrincipalName: string;
  readonly skuId: SkuId;
  readonly disabledPlanIds: readonly ServicePlanId[];
  readonly assignedOn: Day | null;
};

/** What there is to know before a row of licences can be judged. */
export type LicensesKnown = {
  readonly catalog: Catalog;
  readonly customers: CustomersOf;
  /** Active users by customer and id, and by customer and sign-in name in lower case. */
  readonly users: ReadonlyMap<string, { readonly userId: UserId; readonly userPrincipalName: string }>;
};

/** Where a user is found among those that are known. */
export function userPlace(customerId: string, user: string): string {
  return `${customerId} ${user.toLowerCase()}`;
}

/** Reads a row of a file of licences. */
export function readLicense(cells: Cells, known: LicensesKnown): Placed<LicenseRow> | null {
  const customer = customerIn(cells, known.customers);
  const offer = offerIn(cells, known.catalog);
  const written = cells.needed('user');
  const assignedOn = cells.day('assignedOn');
  if (customer === null || offer === null || written === null) return null;
  const user = known.users.get(userPlace(customer.customerId, written));
  if (user === undefined) return cells.refuse('user', { what: 'user_of_customer' });
  const plans = new Map<string, ServicePlanId>(
    offer.servicePlanIds.flatMap((id): [string, ServicePlanId][] => [
      [id, id],
      [known.catalog.plans.get(id)?.name.toLowerCase() ?? id, id],
    ]),
  );
  const disabledPlanIds: ServicePlanId[] = [];
  for (const word of cells
    .text('disabledPlans', 2_000)
    ?.toLowerCase()
    .split(/[\s,;]+/) ?? []) {
    const planId = plans.get(word) ?? (isGuid(word) ? (word as ServicePlanId) : undefined);
    if (planId === undefined) return cells.refuse('disabledPlans', { what: 'plans_of_product' });
    disabledPlanIds.push(planId);
  }
  return {
    tenantId: customer.customerId,
    key: keyOf('license', customer.customerId, user.userId, offer.skuId),
    alsoKey: null,
    content: {
      keys: [`${user.userId} ${offer.skuId}`],
      userId: user.userId,
      userPrincipalName: user.userPrincipalName,
      skuId: offer.skuId,
      disabledPlanIds,
      assignedOn,
    },
  };
}
