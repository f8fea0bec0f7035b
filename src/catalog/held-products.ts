import { offersOfSku, type Catalog, type Offer } from './catalog.ts';
import type { ServicePlanId, SkuId } from '../kit/ids.ts';

/** A product as one user has it, with the service plans of it that are switched on. */
export type HeldProduct = { readonly skuId: SkuId; readonly planIds: readonly ServicePlanId[] };

/** A licence with what is switched off in it. */
export type LicensePlans = { readonly skuId: SkuId; readonly disabledPlanIds: readonly ServicePlanId[] };

/** A service plan that finds none of those it builds on, and the product that brings it. */
export type UnmetDependency = { readonly planId: ServicePlanId; readonly skuId: SkuId; readonly requiresAnyOf: readonly ServicePlanId[] };

/** The offer that tells what a product consists of: the paid one, a trial where there is nothing else. */
export function offerOfSku(catalog: Catalog, skuId: SkuId): Offer | undefined {
  const offers = offersOfSku(catalog, skuId);
  return offers.find((offer) => !offer.isTrial) ?? offers[0];
}

/** The products behind some licences. A plan works as soon as one way of getting the product has it switched on. */
export function heldProducts(catalog: Catalog, licenses: readonly LicensePlans[]): readonly HeldProduct[] {
  return [...Map.groupBy(licenses, ({ skuId }) => skuId)].map(([skuId, ways]) => {
    const planIds = offerOfSku(catalog, skuId)?.servicePlanIds ?? [];
    return { skuId, planIds: planIds.filter((id) => ways.some(({ disabledPlanIds }) => !disabledPlanIds.includes(id))) };
  });
}

/** The service plans that work for somebody who holds these products. */
export function plansOn(held: readonly HeldProduct[]): ReadonlySet<ServicePlanId> {
  return new Set(held.flatMap(({ planIds }) => planIds));
}

/** Plans that find none of those they build on, in whichever of the products. */
export function unmetDependencies(catalog: Catalog, held: readonly HeldProduct[]): readonly UnmetDependency[] {
  const on = plansOn(held);
  return catalog.dependencies
    .filter(({ planId, requiresAnyOf }) => on.has(planId) && !requiresAnyOf.some((id) => on.has(id)))
    .flatMap(({ planId, requiresAnyOf }) =>
      held.filter(({ planIds }) => planIds.includes(planId)).map(({ skuId }) => ({ planId, skuId, requiresAnyOf })),
    );
}

/** Dependencies that a change breaks or brings along; a product that stays and found nothing to build on before does not count. */
export function newlyUnmet(catalog: Catalog, had: readonly HeldProduct[], has: readonly HeldProduct[]): readonly UnmetDependency[] {
  const key = ({ planId, skuId }: UnmetDependency) => `${planId} ${skuId}`;
  const before = new Set(unmetDependencies(catalog, had).map(key));
  return unmetDependencies(catalog, has).filter((each) => !before.has(key(each)));
}
