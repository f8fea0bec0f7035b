import type { Catalog, Offer } from '../../catalog/catalog.ts';
import type { SkuId, SubscriptionId } from '../../kit/ids.ts';
import type { TenantFacts } from './facts.ts';
import { holdingsBeside } from './holdings.ts';

/** Seats that users can use: of all active subscriptions and entitlements of one product, those of one subscription aside. */
export function activeSeatsBeside(
  { subscriptions, entitlements }: TenantFacts,
  catalog: Catalog,
  skuId: SkuId,
  besideId: SubscriptionId | null,
): number {
  const isOfSku = (held: { readonly offerId: Offer['id'] }) => catalog.offers.get(held.offerId)?.skuId === skuId;
  const own = subscriptions.filter((each) => each.id !== besideId && each.status === 'active' && isOfSku(each));
  const elsewhere = entitlements.filter((each) => each.status === 'active' && isOfSku(each));
  return [...own, ...elsewhere].reduce((seats, each) => seats + each.quantity, 0);
}

/** More seats of one family than a tenant may have. */
export type FamilyOverrun = {
  readonly family: string;
  readonly seatsMax: number;
  readonly seatsHeld: number;
  readonly policy: 'block' | 'warn';
};

/**
 * Whether so many seats are more than the family of the offer may have in one tenant. The seats of all partners and
 * channels count while they are in use or can be again. Those cancelled elsewhere do not, nor those of people whom an
 * upgrade left behind: a seat waits for them in its target.
 */
export function familyOverrun(
  customer: TenantFacts,
  catalog: Catalog,
  wanted: { readonly offer: Offer; readonly quantity: number; readonly besideId: SubscriptionId | null },
): FamilyOverrun | null {
  const { offer, quantity, besideId } = wanted;
  const family = offer.seatFamily === null ? undefined : catalog.seatFamilies.get(offer.seatFamily);
  if (family === undefined || family.policy === 'off') return null;
  // A subscription that became another product keeps its id, and its seats are those of the target.
  const leaving = new Set(customer.unfinished.filter(({ sourceId, targetId }) => sourceId !== targetId).map((upgrade) => upgrade.sourceId));
  const seatsHeld = holdingsBeside(customer, catalog, besideId)
    .filter(
      (held) =>
        held.givesServices &&
        held.offer.seatFamily === family.name &&
        !(held.holder.kind === 'own' && leaving.has(held.holder.subscriptionId)),
    )
    .reduce((seats, held) => seats + held.quantity, 0);
  if (seatsHeld + quantity <= family.seatsMax) return null;
  return { family: family.name, seatsMax: family.seatsMax, seatsHeld, policy: family.policy };
}
