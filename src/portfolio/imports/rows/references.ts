import type { Catalog, Offer } from '../../../catalog/catalog.ts';
import { isGuid, type CustomerId, type GroupId, type ServicePlanId, type UserId } from '../../../kit/ids.ts';
import type { Cells } from '../cells.ts';

/** The partner's customers that some rows name, by id and by domain in lower case. */
export type CustomersOf = ReadonlyMap<string, { readonly customerId: CustomerId; readonly country: string }>;

/** The customer that a row is about. */
export function customerIn(cells: Cells, customers: CustomersOf): { readonly customerId: CustomerId; readonly country: string } | null {
  const written = cells.needed('customer');
  if (written === null) return null;
  return customers.get(written.toLowerCase()) ?? cells.refuse('customer', { what: 'customer_of_yours' });
}

/** The offer that a row names: by its id, its short name, or the part number of its product. */
export function offerIn(cells: Cells, catalog: Catalog): Offer | null {
  const written = cells.needed('product');
  if (written === null) return null;
  return namesOf(catalog).get(written.toUpperCase()) ?? cells.refuse('product', { what: 'offer' });
}

const known = new WeakMap<Catalog, ReadonlyMap<string, Offer>>();

/** Of several offers of one product the one that is bought, no trial, stands for it. */
function namesOf(catalog: Catalog): ReadonlyMap<string, Offer> {
  const before = known.get(catalog);
  if (before !== undefined) return before;
  const found = new Map<string, Offer>();
  for (const offer of catalog.offers.values()) {
    for (const name of [offer.skuPartNumber, offer.skuId]) {
      const other = found.get(name.toUpperCase());
      if (
        other === undefined ||
        (other.isTrial && !offer.isTrial) ||
        (other.newCommerce !== null && offer.newCommerce === null && !offer.isTrial)
      )
        found.set(name.toUpperCase(), offer);
    }
  }
  for (const offer of catalog.offers.values()) {
    found.set(offer.key.toUpperCase(), offer);
    found.set(offer.id.toUpperCase(), offer);
  }
  known.set(catalog, found);
  return found;
}

/** Where somebody or something of a customer is found by a name among those that are known. */
export function placeOf(customerId: string, name: string): string {
  return `${customerId} ${name.trim().toLowerCase()}`;
}

/** Active users by customer and id, and by customer and sign-in name. */
export type UsersOf = ReadonlyMap<string, { readonly userId: UserId; readonly userPrincipalName: string }>;

/** The user that a row names. */
export function userIn(cells: Cells, customerId: CustomerId, users: UsersOf) {
  return users.get(placeOf(customerId, cells.text('user') ?? '')) ?? cells.refuse('user', { what: 'user_of_customer' });
}

/** Groups by customer and id, and by customer and name; null where a customer has several of that name. */
export type GroupsOf = ReadonlyMap<string, { readonly groupId: GroupId; readonly displayName: string } | null>;

/** The group that a row names. */
export function groupIn(cells: Cells, customerId: CustomerId, groups: GroupsOf) {
  const group = groups.get(placeOf(customerId, cells.text('group', 256) ?? ''));
  if (group === undefined) return cells.refuse('group', { what: 'group_of_customer' });
  return group ?? cells.refuse('group', { what: 'id_of_one_group' });
}

/** The service plans of a product that a row switches off; null where one of them is none of the product's. */
export function disabledPlansIn(cells: Cells, offer: Offer, catalog: Catalog): readonly ServicePlanId[] | null {
  const plans = new Map<string, ServicePlanId>(
    offer.servicePlanIds.flatMap((id): [string, ServicePlanId][] => [
      [id, id],
      [catalog.plans.get(id)?.name.toLowerCase() ?? id, id],
    ]),
  );
  const words =
    cells
      .text('disabledPlans', 2_000)
      ?.toLowerCase()
      .split(/[\s,;]+/) ?? [];
  const found = words.map((word) => plans.get(word) ?? (isGuid(word) ? (word as ServicePlanId) : null));
  if (found.includes(null)) return cells.refuse('disabledPlans', { what: 'plans_of_product' });
  return found.filter((planId) => planId !== null);
}
