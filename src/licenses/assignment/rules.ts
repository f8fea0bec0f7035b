import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { newlyUnmet, type HeldProduct } from '../../catalog/held-products.ts';
import type { ServicePlanId, SkuId } from '../../kit/ids.ts';
import type { LeftBehindReason } from '../transfer-reasons.ts';

/** One of the obstacles, by its code. */
export type Obstacle<Code extends LeftBehindReason['code']> = Extract<LeftBehindReason, { readonly code: Code }>;

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

/** What somebody had before a change, and what they would have afterwards. */
export type Change = { readonly had: readonly HeldProduct[]; readonly has: readonly HeldProduct[] };

/**
 * Plans of the products in `set` that may not stand beside others. A product that the user gets is judged in full; one
 * that stays only by what the change switches on in it. Each pair of plans is told once.
 */
export function addedExclusions(
  catalog: Catalog,
  set: readonly SkuId[],
  { had, has }: Change,
): readonly Obstacle<'mutually_exclusive_violation'>[] {
  const worked = (skuId: SkuId, planId: ServicePlanId) => had.some((held) => held.skuId === skuId && held.planIds.includes(planId));
  return set.flatMap((skuId, i) => {
    const added = has.find((held) => held.skuId === skuId);
    const others = has.filter((held) => held.skuId !== skuId && !set.slice(0, i).includes(held.skuId));
    const found = added === undefined ? [] : exclusions(catalog, added, others);
    return found.filter(
      (conflict) => !(worked(skuId, conflict.servicePlanId) && worked(conflict.conflictingSkuId, conflict.conflictingServicePlanId)),
    );
  });
}

/** Plans that lose, or never find, what they build on; those of products that stay and were broken before do not count. */
export function addedBreaks(catalog: Catalog, { had, has }: Change): readonly Obstacle<'dependency_violation'>[] {
  return newlyUnmet(catalog, had, has).map(({ planId, skuId, requiresAnyOf }) => ({
    code: 'dependency_violation',
    servicePlanId: planId,
    dependentSkuId: skuId,
    requiresAnyOf,
  }));
}

/** Plans of the added product that may not stand beside plans of the others. The same plan twice is no conflict: the directory merges them. */
function exclusions(
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
