import type { Catalog } from '../../catalog/catalog.ts';
import type { ServicePlanId } from '../../kit/ids.ts';
import { holdingsBeside, type Holding } from '../../subscriptions/tenant/holdings.ts';
import type { SeenTenant } from '../../subscriptions/tenant/store.ts';

/** A service with everybody who gives it to the customer. */
export type HeldService = { readonly planId: ServicePlanId; readonly holdings: readonly Holding[] };

/**
 * Everything that a customer holds, as one partner may know it. What a provider sells without its reseller is to the
 * reseller what any other partner's is: that it is held, and since when.
 */
export function holdingsSeen({ facts, resellerMpnId }: SeenTenant, catalog: Catalog): readonly Holding[] {
  const hidden = new Set(
    facts.subscriptions.filter((each) => resellerMpnId !== null && each.resellerMpnId !== resellerMpnId).map((each) => String(each.id)),
  );
  return holdingsBeside(facts, catalog, null).map((holding) => {
    const { holder } = holding;
    if (holder.kind !== 'own' || !hidden.has(holder.subscriptionId)) return holding;
    return { ...holding, holder: { kind: 'other_partner', offerId: holder.offerId, since: holder.since } };
  });
}

/** The services that a customer has, each with who gives it. Helpers that come along with many products are left out. */
export function servicesHeld(holdings: readonly Holding[], catalog: Catalog): readonly HeldService[] {
  const found = new Map<ServicePlanId, Holding[]>();
  for (const holding of holdings) {
    if (!holding.givesServices) continue;
    for (const planId of holding.offer.servicePlanIds) {
      if (catalog.plans.get(planId)?.isHelper === true) continue;
      const known = found.get(planId);
      if (known === undefined) found.set(planId, [holding]);
      else known.push(holding);
    }
  }
  return [...found].map(([planId, held]) => ({ planId, holdings: held }));
}
