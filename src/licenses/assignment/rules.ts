import { offersOfSku, type Catalog, type Offer } from '../../catalog/catalog.ts';
import type { ServicePlanId, SkuId } from '../../kit/ids.ts';
import type { LeftBehindReason } from '../transfer-reasons.ts';

/** A product as one user has it, with the service plans of it that are switched on. */
export type HeldProduct = { readonly skuId: SkuId; readonly planIds: readonly ServicePlanId[] };

/** A licence with what is switched off in it. */
export type LicensePlans = { readonly skuId: SkuId; readonly disabledPlanIds: readonly ServicePlanId[] };

/** One of the obstacles, by its code. */
export type Obstacle<Code extends LeftBehindReason['code']> = Extract<LeftBehindReason, { readonly code: Code }>;

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

/** What was switched off stays off where the new product has the plan; a plan it lacks is forgotten. */
export function keptDisabled(disabledPlanIds: readonly ServicePlanId[], target: Offer | undefined): readonly ServicePlanId[] {
  return disabledPlanIds.filter((id) => target?.servicePlanIds.includes(id) === true).toSorted();
}

/** Without a usage location nobody gets a licence, and some countries are closed to some products. */
export function locationObstacle(
  target: Offer | undefined,
  usageLocation: string | null,
): Obstacle<'usage_location_missing' | 'prohibited_in_usage_location_violation'> | null {
  if (usageLocation === null) return { code: 'usage_location_missing' };
  return target?.prohibitedUsageLocations.includes(usageLocation) === true
    ? { code: 'prohibited_in_usage_location_violation', usageLocation }
    : null;
}

/** Plans of the added product that may not stand beside plans of the others. The same plan twice is no conflict: the directory merges them. */
export function exclusions(
  catalog: Catalog,
  added: HeldProduct,
  others: readonly HeldProduct[],
): readonly Obstacle<'mutually_exclusive_violation'>[] {
  const found: Obstacle<'mutually_exclusive_violation'>[] = [];
  for (const family of catalog.exclusiveFamilies) {
    for (const servicePlanId of added.planIds.filter((id) => family.planIds.has(id))) {
      for (const other of others) {
        for (const id of other.planIds) {
          if (id === servicePlanId || !family.planIds.has(id)) continue;
          found.push({ code: 'mutually_exclusive_violation', servicePlanId, conflictingServicePlanId: id, conflictingSkuId: other.skuId });
        }
      }
    }
  }
  return found;
}

/** Plans that find none of those they build on, in whichever of the user's products. */
export function brokenDependencies(catalog: Catalog, held: readonly HeldProduct[]): readonly Obstacle<'dependency_violation'>[] {
  const found: Obstacle<'dependency_violation'>[] = [];
  const switchedOn = new Set(held.flatMap(({ planIds }) => planIds));
  for (const { planId, requiresAnyOf } of catalog.dependencies) {
    if (!switchedOn.has(planId) || requiresAnyOf.some((id) => switchedOn.has(id))) continue;
    for (const { skuId, planIds } of held) {
      if (planIds.includes(planId))
        found.push({ code: 'dependency_violation', servicePlanId: planId, dependentSkuId: skuId, requiresAnyOf });
    }
  }
  return found;
}
